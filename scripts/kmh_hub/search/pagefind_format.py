"""Pagefind's files, as version 1.5 of its command writes them and its script reads them.

An index is CBOR (RFC 8949): integers, texts and arrays; each file is gzipped behind a signature.

- `pagefind.<hash>.pf_meta`: `[version, [[page, words], …], [[from, to, chunk], …], filters,
  sorts, [field, …]]`; the bounds of a chunk are cut to the letters that tell its neighbours apart.
  Pagefind calls a page by the name of its fragment, we by a number (`fragment.py`).
- `index/<chunk>.pf_index`: `[[[term, [[page, places, places in fields], …], variants], …]]`, the
  terms in order. A page is written as its distance from the one before, a place too. A negative
  `-1 - n` among the places says that those after it weigh n and are counted from 0 again; among
  the places in fields, that they are in the field n.
- `fragment/<fragment>.pf_fragment`: JSON of what is shown of a page, which our script reads.

Pagefind's command reads all pages anew every time and takes ten times as long; that both say the
same is tested, and `programs.py` notices another format.
"""

import gzip
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from itertools import takewhile
from math import isqrt
from operator import sub

import deflate

TEXT_WEIGHT = 24
"""What a word of the text weighs, in Pagefind's unit."""
SIGNATURE = b"pagefind_dcd"
LANGUAGE = "und"
"""ISO 639 for a language that is not told: Pagefind has no stemmer for it."""
_LEVEL, _BEST_LEVEL = 6, 12
"""Of packing: as small as zlib's best on these files; and a tenth smaller, five times as slow."""
_HASH_LENGTH = 32
_UNSIGNED, _NEGATIVE, _TEXT, _ARRAY = 0x00, 0x20, 0x60, 0x80
_ROW = 32
"""Bytes of the meta file that name a chunk, before it is packed. It is loaded for every search and
a chunk for every word: they cost the least together where the two of them are of one size."""

_COUNT = rb"(?:[\x00-\x17]|\x18.|\x19..|\x1a....)"
_SIGN = rb"(?:[\x20-\x37]|\x38.|\x39..)"
_ARRAY_OF = rb"(?:[\x80-\x97]|\x98.|\x99..)"
_PAGE = re.compile(
    rb"\x83(%(count)b)(?:\x80|%(array)b(?:(%(sign)b)(%(count)b)%(count)b*+)++)"
    rb"(%(array)b(?:%(count)b|%(sign)b)*+)"
    % {b"count": _COUNT, b"sign": _SIGN, b"array": _ARRAY_OF},
    re.DOTALL,
)
"""A page's array: its distance, the last and heaviest weight, the first place that weighs so, the
places in fields."""

Place = tuple[int, int]
"""What a word weighs, and how many words of the page are before it."""


@cache
def number(value: int) -> bytes:
    """Return an integer as CBOR."""
    return _head(_UNSIGNED, value) if value >= 0 else _head(_NEGATIVE, -1 - value)


def text(value: str) -> bytes:
    """Return a text as CBOR."""
    data = value.encode()
    return _head(_TEXT, len(data)) + data


def array(items: Sequence[bytes]) -> bytes:
    """Return an array of what is CBOR already."""
    return _head(_ARRAY, len(items)) + b"".join(items)


@cache
def _head(kind: int, value: int) -> bytes:
    if value < 24:  # noqa: PLR2004 - RFC 8949, 3
        return bytes((kind | value,))
    size = next(size for size in range(4) if value < 1 << (8 << size))
    return bytes((kind | 24 + size,)) + value.to_bytes(1 << size, "big")


@cache
def page_step(distance: int) -> bytes:
    """Return how a page's array begins, by its distance from the one before."""
    return b"\x83" + number(distance)


def page_rest(places: Sequence[Place], title: Sequence[int] = ()) -> bytes:
    """Return the rest of a page's array.

    Args:
        places: where a term is in its text.
        title: in which of its title's words it is, in order.

    """
    if len(places) == 1 and not title:  # as most terms of most pages
        ((weight, place),) = places
        return b"\x82" + number(-1 - weight) + number(place) + b"\x80"
    weights, before = -1, 0
    found = []
    for weight, place in sorted(places):
        if weight != weights:
            found.append(number(-1 - weight))
            weights, before = weight, 0
        found.append(number(place - before))
        before = place
    fields = [-1, title[0], *map(sub, title[1:], title)] if title else ()
    return array(found) + array([*map(number, fields)])


def with_one_place(pages: bytes) -> bytes:
    """Return the arrays of pages with one place each: the first of those that weigh most.

    Args:
        pages: arrays as `page_step` and `page_rest` write them, one after the other.

    """
    return _PAGE.sub(_with_one_place, pages)


def _with_one_place(page: re.Match[bytes]) -> bytes:
    distance, weight, place, fields = page.groups()
    best = b"\x82" + weight + place if weight else b"\x80"
    return b"\x83" + distance + best + fields


def packed(content: bytes, level: int = _LEVEL) -> bytes:
    """Return the content of a file as it is written."""
    return bytes(deflate.gzip_compress(SIGNATURE + content, level))


def packed_better(file: bytes) -> bytes:
    """Return a packed file packed as small as can be, for what is read by everybody."""
    return bytes(deflate.gzip_compress(gzip.decompress(file), _BEST_LEVEL))


def name_of(content: bytes, length: int) -> str:
    """Return a name for a content, of hexadecimal digits."""
    return blake2b(content, digest_size=length // 2).hexdigest()


@dataclass(frozen=True)
class Packing:
    """Packs files, but none that was packed before."""

    before: Callable[[str], bytes | None] = lambda _: None
    """Gives the file that this program made of a content, by the content's hash, if it is known."""
    paths: dict[str, str] = field(default_factory=dict)
    """Where files are that were asked for, by their contents' hashes."""

    def packed(self, path: str, content: bytes) -> bytes:
        """Return the content of the file at a path as it is written."""
        hash_ = name_of(content, _HASH_LENGTH)
        self.paths[hash_] = path
        return self.before(hash_) or packed(content)


def files_of(
    version: str, pages: int, terms: Mapping[str, tuple[int, bytes]], packing: Packing
) -> tuple[str, dict[str, bytes]]:
    """Return the index and the meta file.

    Args:
        version: Pagefind's.
        pages: how many there are; they are found as "0", "1" and so on.
        terms: for each term, how many pages have it and these as CBOR.
        packing: what packs the index.

    Returns:
        The part of the meta file's name that `pagefind-entry.json` tells, and the files by their
        paths.

    """
    files: dict[str, bytes] = {}
    chunks = list(_chunks(terms))
    names: dict[str, None] = {}
    for chunk in chunks:
        content = array([array([row for _, row in chunk])])
        name = next(each for n in range(6, 64, 2) if (each := name_of(content, n)) not in names)
        names[name] = None
        path = f"index/{name}.pf_index"
        files[path] = packing.packed(path, content)
    rows = [
        array([text(start), text(end), text(name)])
        for (start, end), name in zip(_bounds(chunks), names, strict=True)
    ]
    # How many words a page has is nothing that the search looks at (`RANKING` in engine.js).
    found = [array([text(str(page)), number(1)]) for page in range(pages)]
    none = array([])
    meta = array([text(version), array(found), array(rows), none, none, array([text("title")])])
    name = f"{LANGUAGE}_{name_of(meta, 10)}"
    files[f"pagefind.{name}.pf_meta"] = packed(meta, _BEST_LEVEL)
    return name, files


def _chunks(terms: Mapping[str, tuple[int, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    """Return the terms of each chunk, each with its array."""
    chunk: list[tuple[str, bytes]] = []
    size = 0
    limit = isqrt(_ROW * sum(len(data) for _, data in terms.values()))
    variants = array([])
    for term in sorted(terms):
        pages, data = terms[term]
        row = b"\x83" + text(term) + _head(_ARRAY, pages) + data + variants
        if chunk and size + len(row) > limit:
            yield chunk
            chunk, size = [], 0
        chunk.append((term, row))
        size += len(row)
    if chunk:
        yield chunk


def _bounds(chunks: Sequence[Sequence[tuple[str, bytes]]]) -> list[tuple[str, str]]:
    """Return the first and the last term of each chunk, as short as tells neighbours apart."""
    starts = [chunk[0][0] for chunk in chunks]
    stops = [chunk[-1][0] for chunk in chunks]
    for at, (last, first) in enumerate(zip(stops[:-1], starts[1:], strict=True)):
        same = takewhile(lambda pair: pair[0] == pair[1], zip(last, first, strict=False))
        length = len([*same]) + 1
        stops[at], starts[at + 1] = last[:length], first[:length]
    return list(zip(starts, stops, strict=True))
