"""What the index of a language needs of some pages: made once for them, joined with others."""

from base64 import b64decode, b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from kmh_hub.search.fragment import fragments_of
from kmh_hub.search.pagefind_format import (
    TEXT_WEIGHT,
    Place,
    packed,
    page_rest,
    page_step,
)
from kmh_hub.search.record import Record, facet_term
from kmh_hub.search.rules import Rules, tokens_of


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


@dataclass(slots=True)
class Row:
    """A term of some pages."""

    pages: int
    """How many pages have it."""
    first: int
    """The number of the first of them."""
    last: int
    """The number of the last of them."""
    postings: list[bytes]
    """These pages as Pagefind writes them (`pagefind_format`), but for the number of the first."""


class Pages:
    """Some pages, and what the index of a language has of them."""

    def __init__(self) -> None:
        self.fragments: list[str] = []
        """The names of the pages' fragments."""
        self.rows: dict[str, Row] = {}
        """By their terms."""
        self.words: dict[str, int] = {}
        """How often each word is written, as `key spelling`."""
        self.facets: defaultdict[str, set[str]] = defaultdict(set)
        """What the pages can be chosen by."""

    def add(self, term: str, pages: int, first: int, last: int, postings: bytes) -> None:
        """Add a term of pages that come after those that are known to have it."""
        row = self.rows.get(term)
        if row is None:
            self.rows[term] = Row(pages, first, last, [postings])
            return
        row.pages += pages
        row.postings += (page_step(first - row.last), postings)
        row.last = last

    def add_words(self, words: Iterable[tuple[str, int]]) -> None:
        """Add how often words are written."""
        for word, count in words:
            self.words[word] = self.words.get(word, 0) + count

    def piece(self) -> Piece:
        """Return these pages as JSON can write them."""
        terms = sorted(self.rows)
        rows = [self.rows[term] for term in terms]
        postings = [b"".join(row.postings) for row in rows]
        spans = (
            (row.pages, row.first, row.last, len(data))
            for row, data in zip(rows, postings, strict=True)
        )
        return Piece(
            self.fragments,
            " ".join(terms),
            " ".join(map(str, chain.from_iterable(spans))),
            b64encode(b"".join(postings)).decode(),
            "\n".join(f"{word} {count}" for word, count in sorted(self.words.items())),
            {facet: sorted(values) for facet, values in sorted(self.facets.items())},
        )


def join(pieces: Iterable[Piece]) -> Pages:
    """Return all pages that some pieces are of, in their order."""
    joined = Pages()
    for piece in pieces:
        start = len(joined.fragments)
        joined.fragments += piece.fragments
        data, at = b64decode(piece.postings), 0
        spans = map(int, piece.spans.split())
        for term, pages, first, last, size in zip(
            piece.terms.split(" ") if piece.terms else (), spans, spans, spans, spans, strict=True
        ):
            joined.add(term, pages, start + first, start + last, data[at : at + size])
            at += size
        lines = (line.rpartition(" ") for line in piece.words.splitlines())
        joined.add_words((word, int(count)) for word, _, count in lines)
        for facet, values in piece.facets.items():
            joined.facets[facet].update(values)
    return joined


def piece_of(records: Sequence[Record], rules: Rules) -> tuple[Piece, dict[str, bytes]]:
    """Return what the index needs of some records.

    Args:
        records: what is to be found, all in one language.
        rules: the language's rules.

    Returns:
        The piece, and the files that browsers show results from, by their paths in the folder of
        the language's index.

    """
    pages = Pages()
    tokens: Counter[str] = Counter()
    for place, record in enumerate(records):
        for term, data in _postings(record, rules).items():
            pages.add(term, 1, place, place, data)
        for block in record.blocks:
            tokens.update(block.tokens)
        for facet, values in record.facets.items():
            pages.facets[facet].update(values)
    for token, count in tokens.items():
        pages.add_words((word, count) for word in rules.words(token))
    fragments = fragments_of(records)
    pages.fragments += fragments
    return pages.piece(), {
        f"fragment/{name}.pf_fragment": packed(shown) for name, shown in fragments.items()
    }


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
            # No word of the text: which place it has does not matter, and zeros are packed small.
            places[facet_term(facet, value)].append((TEXT_WEIGHT, 0))
    title: dict[str, list[int]] = defaultdict(list)
    if record.weighs_title:
        for number, token in enumerate(tokens_of(record.title)):
            for term in rules.terms(token):
                title[term].append(number)
    return {
        term: page_rest(places.get(term, ()), title.get(term, ()))
        for term in dict.fromkeys((*places, *title))
    }
