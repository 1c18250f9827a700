"""What Pagefind's own command makes of records, and what an index says, whoever wrote it."""

import gzip
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import cbor2

from kmh_hub.search.piece import Piece, piece_of
from kmh_hub.search.record import Block, Record, facet_term
from kmh_hub.search.rules import Rules, tokens_of

Weighed = tuple[int, int]


class Said(NamedTuple):
    """What an index says."""

    terms: dict[str, dict[str, tuple[list[Weighed], list[Weighed]]]]
    """For each term, by address, the weights and places in the text, and the fields and places."""
    fragments: dict[str, dict[str, Any]]
    """By address."""
    chunks: list[tuple[str, str, list[str]]]
    """The bounds of each chunk, and its terms."""
    rest: list[Any]
    """The version, filters, sorts and fields."""


def said_by(folder: Path) -> Said:
    """Read an index as its meta file leads to it."""
    (entry,) = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))["languages"].values()
    version, pages, chunks, *rest = cbor2.loads(read(folder / f"pagefind.{entry['hash']}.pf_meta"))
    names = [name for name, _ in pages]
    if (folder / "names").is_dir():
        assert names == [str(number) for number in range(len(pages))]
        names = names_by_number(folder)
    shown = [json.loads(read(folder / f"fragment/{name}.pf_fragment")) for name in names]
    assert len(shown) == entry["page_count"]
    said = Said({}, {each["url"]: each for each in shown}, [], [version, *rest])
    for start, end, name in chunks:
        (rows,) = cbor2.loads(read(folder / f"index/{name}.pf_index"))
        said.chunks.append((start, end, [term for term, _, _ in rows]))
        for term, found, variants in rows:
            assert not variants
            numbers = accumulate(step for step, _, _ in found)
            said.terms[term] = {
                shown[number]["url"]: (weighed(places), weighed(fields))
                for number, (_, places, fields) in zip(numbers, found, strict=True)
            }
    assert len(list((folder / "fragment").iterdir())) == len(pages)
    assert len(list((folder / "index").iterdir())) == len(chunks)
    return said


def names_by_number(folder: Path) -> list[str]:
    """Return the names of the fragments, as the lists beside our own index tell."""
    said = json.loads((folder / "settings.json").read_text("utf-8"))["names"]
    lists = [
        read(folder / f"names/{said['version']}-{number}.pf_names").decode().split(" ")
        for number in range(len(list((folder / "names").iterdir())))
    ]
    assert all(len(each) == said["each"] for each in lists[:-1])
    return [name for each in lists for name in each]


def read(path: Path) -> bytes:
    content = gzip.decompress(path.read_bytes())
    assert content.startswith(b"pagefind_dcd")
    return content.removeprefix(b"pagefind_dcd")


def weighed(packed: Iterable[int]) -> list[Weighed]:
    """Undo what both write: distances, before them what they weigh or their field."""
    found, sign, place = [], 25, 0
    for number in packed:
        if number < 0:
            sign, place = -1 - number, 0
        else:
            place += number
            found.append((sign, place))
    return found


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def write_pieces(folder: Path, records: Sequence[Record], rules: Rules, size: int) -> list[Piece]:
    """Return pieces of `size` records each, as JSON gives them; write their fragments."""
    pieces = []
    for at in range(0, len(records), size):
        piece, files = piece_of(records[at : at + size], rules)
        write(folder, files)
        pieces.append(Piece(*json.loads(json.dumps(piece))))
    return pieces


def index_by_pagefind(folder: Path, records: Sequence[Record], rules: Rules) -> Said:
    """Return what the command's index of records says, with their addresses and texts."""
    site, index = folder / "site", folder / "index"
    site.mkdir(parents=True)
    for number, record in enumerate(records):
        (site / f"{number:05}.html").write_text(page(record, rules), "utf-8")
    command = [sys.executable, "-m", "pagefind", "--site", site, "--output-path", index]
    subprocess.run(command, check=True, capture_output=True)
    said = said_by(index)
    urls = {f"/{number:05}.html": record.url for number, record in enumerate(records)}
    terms = {
        term: {urls[url]: places for url, places in pages.items()}
        for term, pages in said.terms.items()
    }
    fragments = {urls[url]: {**each, "url": urls[url]} for url, each in said.fragments.items()}
    return said._replace(terms=terms, fragments=fragments)


def page(record: Record, rules: Rules) -> str:
    """Return a page whose words are terms, those of a piece of text with slashes between them."""
    body = "".join(element(block, rules) for block in record.found)
    facets = " ".join(facet_term(*each) for each in pairs(record))
    title = line(tokens_of(record.title), rules) if record.weighs_title else ""
    return (
        '<html lang="und"><body data-pagefind-body>'
        f'<i data-pagefind-meta="title:{title}"></i>{body}<p>{facets}</p></body></html>'
    )


def pairs(record: Record) -> list[Any]:
    return [(facet, value) for facet, values in record.facets.items() for value in values]


def element(block: Block, rules: Rules) -> str:
    anchor = f' id="{escape(block.id)}"' if block.id else ""
    return f"<{block.tag}{anchor}>{line(block.tokens, rules)}</{block.tag}>\n"


def line(tokens: Iterable[str], rules: Rules) -> str:
    return " ".join("/".join(rules.terms(token)) or "-" for token in tokens)
