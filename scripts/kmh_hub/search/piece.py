"""What the index of a language needs of some pages: made once for them, joined with others."""

import json
import re
from base64 import b64decode, b64encode
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
_NAME = 12
"""Hexadecimal digits of a name that pages' fragments share: two of 20 000 groups of pages get the
same once in a million sites."""


class Piece(NamedTuple):
    """A value of JSON's types: `Piece(*json.loads(json.dumps(piece)))` is the same."""

    name: str
    """How the names of the pages' fragments begin; a hyphen and their place follow."""
    pages: int
    """How many."""
    terms: str
    """The pages' terms, with a space between them."""
    spans: list[int]
    """Four numbers for each term: how many pages have it, the places of the first and of the last
    of them among the pages, and how many bytes of `postings` are theirs."""
    postings: str
    """For each term the pages that have it, as Pagefind writes them (`pagefind_format`), but for
    the number of the first; in Base64."""
    words: dict[str, int]
    """How often words are written, each as `key spelling` (`rules.Rules.words`)."""
    facets: dict[str, list[str]]
    """What the pages can be chosen by."""

    @property
    def fragments(self) -> list[str]:
        """The names of the pages' fragments."""
        return [f"{self.name}-{place}" for place in range(self.pages)]

    def each_term(self) -> Iterator[tuple[str, int, int, int, bytes]]:
        """Return the terms, each with its span and its postings."""
        data = b64decode(self.postings)
        spans = iter(self.spans)
        at = 0
        for term, pages, first, last, size in zip(
            self.terms.split(" ") if self.terms else (), spans, spans, spans, spans, strict=True
        ):
            yield term, pages, first, last, data[at : at + size]
            at += size


def piece_of(records: Sequence[Record], rules: Rules) -> tuple[Piece, dict[str, bytes]]:
    """Return what the index needs of some records.

    Args:
        records: what is to be found, all in one language.
        rules: the language's rules.

    Returns:
        The piece, and the files that browsers show results from, by their paths in the folder of
        the language's index.

    """
    found: dict[str, list[tuple[int, bytes]]] = {}
    tokens: Counter[str] = Counter()
    facets: dict[str, set[str]] = {}
    for place, record in enumerate(records):
        for term, data in _postings(record, rules).items():
            found.setdefault(term, []).append((place, data))
        for block in record.blocks:
            tokens.update(block.tokens)
        for facet, values in record.facets.items():
            facets.setdefault(facet, set()).update(values)
    words: Counter[str] = Counter()
    for token, count in tokens.items():
        for word in rules.words(token):
            words[word] += count
    fragments = [_fragment(record) for record in records]
    name = name_of(b"\0".join(fragments), _NAME)
    spans: list[int] = []
    postings = []
    for term in sorted(found):
        pages = found[term]
        places = [place for place, _ in pages]
        data = pages[0][1] + b"".join(
            page_step(place - before) + data
            for before, (place, data) in zip(places, pages[1:], strict=False)
        )
        spans += (len(pages), places[0], places[-1], len(data))
        postings.append(data)
    piece = Piece(
        name,
        len(records),
        " ".join(sorted(found)),
        spans,
        b64encode(b"".join(postings)).decode(),
        dict(sorted(words.items())),
        {facet: sorted(values) for facet, values in sorted(facets.items())},
    )
    return piece, {
        f"fragment/{each}.pf_fragment": packed(fragment)
        for each, fragment in zip(piece.fragments, fragments, strict=True)
    }


def _postings(record: Record, rules: Rules) -> dict[str, bytes]:
    """Return where a record has each term, as Pagefind writes it."""
    places: dict[str, list[Place]] = defaultdict(list)
    at = 0
    for block in record.found:
        heading = 8 - int(block.tag[1]) if block.tag[0] == "h" else 1
        for token in block.tokens:
            terms = rules.terms(token)
            for term in terms:
                # The parts of `UE-OIM` weigh as much as a word between them.
                weight = heading * TEXT_WEIGHT // len(terms)
                places[term].append((weight, at))
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
    shown: list[str] = []
    for block in record.found:
        if block.id:
            place = len(shown)
            anchors.append({"element": block.tag, "id": block.id, "text": "", "location": place})
        shown += map(_shown, block.tokens)
    facets = sum(map(len, record.facets.values()))
    fragment = {
        "url": record.url,
        "content": " ".join(shown),
        "word_count": len(shown) + facets,
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


def _shown(token: str) -> str:
    if HIDDEN in token or JOINER in token:
        token = _NOT_SHOWN.sub("", token).replace(JOINER, "\N{NARROW NO-BREAK SPACE}")
    return token or "·"
