"""Our index says what Pagefind's own command says of the same records."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import cbor2
import pytest

from kmh_hub.search import index, pagefind_format, programs
from kmh_hub.search.index import index_of
from kmh_hub.search.record import Block, Facet, Record
from kmh_hub.search.rules import END, HIDDEN, POINT, rules_of, tokens_of

from .by_pagefind import index_by_pagefind, said_by, write, write_pieces

ROOT = Path(__file__).parent.parent.parent
TAGS = ("fr", "en", "ar")


def records(tag: str) -> list[Record]:
    """Return the project's own texts as records, and a few that use everything."""
    found = []
    for path in sorted((ROOT / "docs").rglob(f"*.{tag}.md")):
        texts = [text for text in path.read_text("utf-8").split("\n\n") if text.split()]
        for number in range(0, len(texts), 4):
            blocks = [
                Block(f"h{1 + at}", f"id-{at}", tokens_of(text)) if at < 6 and at != 3
                else Block("p", "", tokens_of(text))
                for at, text in enumerate(texts[number : number + 9])
            ]  # fmt: skip
            url = f"/{path.relative_to(ROOT).as_posix()}/{number}/"
            title = " ".join(texts[number].split()[:8])
            found.append(Record(url, tag, title, tuple(blocks), seminar=texts[0].split()[0]))
    first, *_ = found
    facets = {Facet.YEAR: ("2022",), Facet.THEME: ("return-policy", "b"), Facet.KIND: ("agenda",)}
    crafted = "UE-OIM de UE-OIM 1\u202f000 l’UE 12,5 - 17" + HIDDEN + "2022-11-17 …"
    blocks = (Block("h2", "", tokens_of(crafted)), Block("p", "x", tokens_of(crafted)))
    plain = Record(
        "/crafted/#a", tag, "UE-OIM UE", blocks, "Invented", "Kind", "2022", facets=facets
    )
    return [*found, plain, Record("/light/", tag, first.title, first.blocks, weighs_title=False)]


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("size", [1, 7])
def test_it_says_what_pagefind_says(tmp_path: Path, tag: str, size: int) -> None:
    rules, found = rules_of(tag), records(tag)
    pieces = write_pieces(tmp_path / "ours", found, rules, size)
    write(tmp_path / "ours", index_of(pieces, rules, {}, programs.programs()))
    ours = said_by(tmp_path / "ours")
    theirs = index_by_pagefind(tmp_path / "theirs", found, rules)
    # Pagefind takes `UE-OIM` with its slashes for one more word, which nobody can look for.
    joined = {term for term in theirs.terms if term.count(END) > 1}
    assert joined
    # Whose places are none of the text's.
    chosen = {term for term in ours.terms if term.startswith(POINT)}
    assert len(chosen) == 4
    assert {term: set(ours.terms[term]) for term in chosen} == {
        term: set(theirs.terms[term]) for term in chosen
    }
    assert without(ours.terms, chosen) == without(theirs.terms, joined | chosen)
    assert len(ours.terms) > 500
    assert ours.rest == theirs.rest
    for url, fragment in ours.fragments.items():
        other = theirs.fragments[url]
        words = len(fragment["content"].split(" ")) + len(facets_of(found, url))
        assert words == len(other["content"].split(" ")) == other["word_count"]
        assert fragment["anchors"] == [
            {"id": each["id"], "location": each["location"]} for each in other["anchors"]
        ]


def without(terms: dict[str, Any], others: set[str]) -> dict[str, Any]:
    return {term: pages for term, pages in terms.items() if term not in others}


def facets_of(found: list[Record], url: str) -> list[str]:
    (record,) = (each for each in found if each.url == url)
    return [value for values in record.facets.values() for value in values]


def test_chunks_are_found_by_their_bounds(tmp_path: Path) -> None:
    rules, found = rules_of("fr"), records("fr")
    pieces = write_pieces(tmp_path, found, rules, 5)
    write(tmp_path, index_of(pieces, rules, {}, programs.programs()))
    chunks = said_by(tmp_path).chunks
    assert len(chunks) > 20
    for start, end, terms in chunks:
        assert terms == sorted(terms)
        assert terms[0].startswith(start)
        assert terms[-1].startswith(end)
    for (_, end, _), (start, _, _) in pairwise(chunks):
        assert end < start
        assert not start.startswith(end) or len(start) == len(end) + 1


def test_pieces_of_any_size_make_one_index(tmp_path: Path) -> None:
    rules, found = rules_of("en"), records("en")
    for size in (1, 300):
        pieces = write_pieces(tmp_path / str(size), found, rules, size)
        write(tmp_path / str(size), index_of(pieces, rules, {"texts": {}}, programs.programs()))
    one, other = (said_by(tmp_path / str(size)) for size in (1, 300))
    assert one == other
    names = {path.relative_to(tmp_path / "1") for path in (tmp_path / "1").rglob("index/*")}
    assert names == {
        path.relative_to(tmp_path / "300") for path in (tmp_path / "300").rglob("index/*")
    }


def test_frequent_terms_are_told_with_the_best_place_of_each_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules, found = rules_of("fr"), records("fr")
    for name, limit in (("all", 50_000), ("best", 300)):
        monkeypatch.setattr(index, "_FREQUENT", limit)
        pieces = write_pieces(tmp_path / name, found, rules, 7)
        write(tmp_path / name, index_of(pieces, rules, {}, programs.programs()))
    whole, cut = (said_by(tmp_path / name).terms for name in ("all", "best"))
    assert json.loads((tmp_path / "all/settings.json").read_text("utf-8"))["frequent"] == []
    frequent = json.loads((tmp_path / "best/settings.json").read_text("utf-8"))["frequent"]
    assert 10 < len(frequent) < len(whole) / 10
    assert without(cut, {*frequent}) == without(whole, {*frequent})
    pages = [(*whole[term][url], *cut[term][url]) for term in frequent for url in whole[term]]
    for places, title, best, same_title in pages:
        assert best == sorted(places, key=lambda each: (-each[0], each[1]))[:1]
        assert same_title == title
    assert max(len(places) for places, *_ in pages) > 10
    assert cut.keys() == whole.keys()


@pytest.mark.parametrize("number", [0, 23, 24, 255, 256, 65_535, 65_536])
def test_the_best_place_of_any_size_is_found(number: int) -> None:
    steps, places = (1, number, 200, 131), [(24, 5), (168, number), (168, number + 300)]
    pages = b"".join(
        pagefind_format.page_step(step) + pagefind_format.page_rest(some, title)
        for step, some, title in zip(
            steps, (places, places[:1], (), places * 20), ((), (number,), (131, 387), (0,)),
            strict=True,
        )
    )  # fmt: skip
    cut = pagefind_format.with_one_place(pages)
    assert cbor2.loads(b"\x84" + cut) == [
        [1, [-169, number], []],
        [number, [-25, 5], [-1, number]],
        [200, [], [-1, 131, 256]],
        [131, [-169, number], [-1, 0]],
    ]


def test_another_format_of_pagefind_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_INDEX", programs._INDEX + b"\x80")
    with pytest.raises(ValueError, match=r"Pagefind 1\.\d+\.\d+ writes another index than"):
        programs.programs()


@pytest.mark.parametrize(
    "value", [0, 23, 24, 255, 256, 65_535, 65_536, 2**32, -1, -24, -25, -256, -257]
)
def test_integers_are_cbor(value: int) -> None:
    assert pagefind_format.number(value) == cbor2.dumps(value)


def test_texts_and_arrays_are_cbor() -> None:
    texts = ["", "ثقة", "x" * 300]
    assert pagefind_format.array([*map(pagefind_format.text, texts)]) == cbor2.dumps(texts)
    assert pagefind_format.array([b"\x00"] * 70_000) == cbor2.dumps([0] * 70_000)
