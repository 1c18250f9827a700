"""What the index of a language needs of some pages: made once for them, joined with others."""

import json
import re
from base64 import b64decode, b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from kmh_hub.search.pagefind_format import (
    TEXT_WEIGHT,
    Place,
    name_of,
    packed,
    page_rest,
    page_step,
)
from kmh_hub.search.record import Record, facet_term
from kmh_hub.search.rules import HIDDEN, JOINER, Rules, tokens_of

_NOT_SHOWN = re.compile(f"{HIDDEN}[0-9-]*")
_NOTHING_SHOWN = re.compile(rf"(?<!\S){HIDDEN}[0-9-]*(?!\S)")
_NAME = 10
"""Hexadecimal digits of a name that pages' fragments share. Two of 5 000 groups of pages get the
same in one site of 90 000."""

Row = tuple[str, int, int, int, bytes]
"""A term; how many pages have it, the numbers of the first and of the last of them; these pages as
Pagefind writes them (`pagefind_format`), but for the number of the first."""


class Piece(NamedTuple):
    """A value of JSON's types: `Piece(*json.loads(json.dumps(piece)))` is the same.

    Long lists are texts, which take a tenth of the memory.
    """

    fragments: list[str]
    """The names of the pages' fragments."""
    terms: str
    """The pages' terms in order, with a space between them."""
    spans: str
    """For each term the three numbers of its row, and how many bytes of `postings` are its; with a
    space between them."""
    postings: str
    """The bytes of all rows; in Base64."""
    words: str
    """A line a word, `key spelling count` (`rules.Rules.words`): how often it is written."""
    facets: dict[str, list[str]]
    """What the pages can be chosen by."""

    def rows(self, start: int = 0) -> Iterator[Row]:
        """Return the row of each term; `start` is the number of the first page."""
        data = b64decode(self.postings)
        spans = map(int, self.spans.split())
        at = 0
        for term, pages, first, last, size in zip(
            self.terms.split(" ") if self.terms else (), spans, spans, spans, spans, strict=True
        ):
            yield term, pages, start + first, start + last, data[at : at + size]
            at += size

    def counts(self) -> Iterator[tuple[str, int]]:
        """Return how often each word is written, as `key spelling`."""
        for line in self.words.splitlines():
            word, _, count = line.rpartition(" ")
            yield word, int(count)


def join(pieces: Iterable[Piece]) -> Piece:
    """Return the piece of all pages that some pieces are of, in their order."""
    fragments: list[str] = []
    words: dict[str, int] = {}
    facets: dict[str, set[str]] = defaultdict(set)

    def rows() -> Iterator[Row]:
        for piece in pieces:
            yield from piece.rows(len(fragments))
            fragments.extend(piece.fragments)
            for word, count in piece.counts():
                words[word] = words.get(word, 0) + count
            for facet, values in piece.facets.items():
                facets[facet].update(values)

    return _piece(fragments, rows(), words, facets)


def piece_of(records: Sequence[Record], rules: Rules) -> tuple[Piece, dict[str, bytes]]:
    """Return what the index needs of some records.

    Args:
        records: what is to be found, all in one language.
        rules: the language's rules.

    Returns:
        The piece, and the files that browsers show results from, by their paths in the folder of
        the language's index.

    """
    rows: list[Row] = []
    tokens: Counter[str] = Counter()
    facets: dict[str, set[str]] = defaultdict(set)
    for place, record in enumerate(records):
        rows += ((term, 1, place, place, data) for term, data in _postings(record, rules).items())
        for block in record.blocks:
            tokens.update(block.tokens)
        for facet, values in record.facets.items():
            facets[facet].update(values)
    words: dict[str, int] = {}
    for token, count in tokens.items():
        for word in rules.words(token):
            words[word] = words.get(word, 0) + count
    shown = [_fragment(record) for record in records]
    name = name_of(b"\0".join(shown), _NAME)
    fragments = {f"{name}-{place}": content for place, content in enumerate(shown)}
    files = {f"fragment/{each}.pf_fragment": packed(shown) for each, shown in fragments.items()}
    return _piece([*fragments], rows, words, facets), files


def _piece(
    fragments: list[str],
    rows: Iterable[Row],
    words: Mapping[str, int],
    facets: Mapping[str, set[str]],
) -> Piece:
    """Return a piece from its pages' rows, of which several have the same term, in their order."""
    found: dict[str, tuple[list[int], bytearray]] = {}
    for term, pages, first, last, data in rows:
        known = found.get(term)
        if known is None:
            found[term] = ([pages, first, last], bytearray(data))
        else:
            span, postings = known
            postings += page_step(first - span[2])
            postings += data
            span[0] += pages
            span[2] = last
    terms = sorted(found)
    spans = ((*span, len(postings)) for span, postings in map(found.__getitem__, terms))
    return Piece(
        fragments,
        " ".join(terms),
        " ".join(map(str, chain.from_iterable(spans))),
        b64encode(b"".join(found[term][1] for term in terms)).decode(),
        "\n".join(f"{word} {count}" for word, count in sorted(words.items())),
        {facet: sorted(values) for facet, values in sorted(facets.items())},
    )


def _postings(record: Record, rules: Rules) -> dict[str, bytes]:
    """Return where a record has each term, as Pagefind writes it."""
    places: dict[str, list[Place]] = defaultdict(list)
    at = 0
    for block in record.found:
        levels = 8 - int(block.tag[1]) if block.tag[0] == "h" else 1
        weight = levels * TEXT_WEIGHT
        for terms in map(rules.terms, block.tokens):
            for term in terms:
                # The parts of `UE-OIM` weigh as much as a word between them.
                places[term].append((weight // len(terms), at))
            at += 1
    for facet, chosen in record.facets.items():
        for value in chosen:
            places[facet_term(facet, value)].append((TEXT_WEIGHT, at))
            at += 1
    title: dict[str, list[int]] = defaultdict(list)
    if record.weighs_title:
        for number, token in enumerate(tokens_of(record.title)):
            for term in rules.terms(token):
                title[term].append(number)
    return {
        term: page_rest(places.get(term, ()), title.get(term, ()))
        for term in dict.fromkeys((*places, *title))
    }


def _fragment(record: Record) -> bytes:
    """Return what browsers show of a record."""
    anchors = []
    tokens: list[str] = []
    for block in record.found:
        if block.id:
            place = len(tokens)
            anchors.append({"element": block.tag, "id": block.id, "text": "", "location": place})
        tokens += block.tokens
    text = " ".join(tokens).replace(JOINER, "\N{NARROW NO-BREAK SPACE}")
    if HIDDEN in text:
        text = _NOT_SHOWN.sub("", _NOTHING_SHOWN.sub("·", text))
    facets = sum(map(len, record.facets.values()))
    fragment = {
        "url": record.url,
        "content": text,
        "word_count": len(tokens) + facets,
        "filters": {},
        "meta": {
            "title": record.title,
            "seminar": record.seminar,
            "kind": record.kind,
            "date": record.date,
        },
        "anchors": anchors,
    }
    return json.dumps(fragment, ensure_ascii=False, separators=(",", ":")).encode()
