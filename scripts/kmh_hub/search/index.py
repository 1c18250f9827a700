"""The index of one language, by Pagefind.

Pagefind is given the terms of a text (`rules`) in the place of its words, and none of its own
stemmers. It finds by them, and its positions are those of the words. Then its fragments, which
browsers show results from, get the text as it was written.
"""

import gzip
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from kmh_hub.search.record import Block, Facet, Record
from kmh_hub.search.rules import END, JOINER, POINT, Rules, tokens_of
from kmh_hub.search.text import HIDDEN
from kmh_hub.search.words import Words

_NO_STEMMER = "und"
"""ISO 639 for a language that is not told: Pagefind has no stemmer for it."""
_SIGNATURE = b"pagefind_dcd"
_UNUSED = ("*ui*", "*highlight*")
_NOT_SHOWN = re.compile(f"{HIDDEN}[0-9-]*")


def write_index(
    folder: Path, records: Sequence[Record], rules: Rules, settings: dict[str, Any]
) -> None:
    """Write the index of one language.

    Args:
        folder: where it goes.
        records: all that is to be found in the language.
        rules: the language's rules.
        settings: what the search box needs besides; written to `settings.json` with the rules.

    Raises:
        OSError, subprocess.SubprocessError: where Pagefind fails.
        ValueError: where Pagefind did not take a text piece by piece.

    """
    words = Words(rules)
    with tempfile.TemporaryDirectory() as pages:
        for number, record in enumerate(records):
            Path(pages, f"{number}.html").write_text(_html(record, rules), "utf-8")
            for block in record.blocks:
                words.add(block.tokens)
        _index(Path(pages), folder)
    _restore(folder, records)
    for pattern in _UNUSED:
        for path in folder.glob(pattern):
            path.unlink()
    settings = settings | {"rules": rules.data, "words": words.write(folder / "words")}
    text = json.dumps(settings, ensure_ascii=False, separators=(",", ":"))
    (folder / "settings.json").write_text(text, "utf-8")


def _index(pages: Path, folder: Path) -> None:
    # Its command, not its Python package, which takes ten pages a second and ends it before all
    # that it wrote is in the files.
    command = [sys.executable, "-m", "pagefind"]
    command += ["--site", str(pages), "--output-path", str(folder)]
    subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours


def _html(record: Record, rules: Rules) -> str:
    """Return a page of terms: every piece of the text is one piece of it, facets follow."""
    body = "".join(_block(block, rules) for block in record.found)
    facets = " ".join(
        facet_term(facet, value) for facet, values in record.facets.items() for value in values
    )
    title = _line(tokens_of(record.title), rules) if record.weighs_title else ""
    return (
        f'<html lang="{_NO_STEMMER}"><body data-pagefind-body>'
        f'<i data-pagefind-meta="title:{title}"></i>'
        f"{body}<p>{facets}</p></body></html>"
    )


def facet_term(facet: Facet, value: str) -> str:
    """Return the term under which all pages with a value are found.

    Pagefind's own filters would give another index with every build: it writes them in any order.
    """
    # All begin alike, so that they are near each other in the index and loaded together.
    return POINT + re.sub(r"[\W_]+", POINT, f"{facet} {value}".lower()) + END


def _block(block: Block, rules: Rules) -> str:
    anchor = f' id="{escape(block.id)}"' if block.id else ""
    return f"<{block.tag}{anchor}>{_line(block.tokens, rules)}</{block.tag}>\n"


def _line(tokens: Iterable[str], rules: Rules) -> str:
    # Pagefind keeps a piece without letters in its place, and finds the parts between slashes.
    return " ".join("/".join(rules.terms(token)) or "-" for token in tokens)


def _restore(folder: Path, records: Sequence[Record]) -> None:
    """Put the texts and addresses back into the fragments."""
    for path in (folder / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_SIGNATURE))
        record = records[int(Path(fragment["url"]).stem)]
        fragment["url"] = record.url
        shown = [_shown(token) for block in record.found for token in block.tokens]
        facets = sum(map(len, record.facets.values()))
        if len(shown) + facets != len(fragment["content"].split(" ")):
            raise ValueError(f"{record.url}: Pagefind counts the words of this page otherwise")
        fragment["content"] = " ".join(shown)
        fragment["filters"] = {}
        fragment["meta"] = {
            "title": record.title,
            "seminar": record.seminar,
            "kind": record.kind,
            "date": record.date,
        }
        for anchor in fragment["anchors"]:
            anchor["text"] = ""
        text = json.dumps(fragment, ensure_ascii=False, separators=(",", ":"))
        path.write_bytes(gzip.compress(_SIGNATURE + text.encode(), 9, mtime=0))


def _shown(token: str) -> str:
    return _NOT_SHOWN.sub("", token).replace(JOINER, "\N{NARROW NO-BREAK SPACE}") or "·"
