"""The index of one language, in Pagefind's files, from the pieces of its pages.

A page is found under the terms of its text (`rules`), which Pagefind takes for words; positions are
those of the words as they were written, which browsers show.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kmh_hub.search import pagefind_format as form
from kmh_hub.search.piece import Piece
from kmh_hub.search.programs import Programs
from kmh_hub.search.rules import Rules
from kmh_hub.search.words import write_words


def write_index(
    folder: Path,
    pieces: Sequence[Piece],
    rules: Rules,
    settings: dict[str, Any],
    common: Programs,
) -> None:
    """Write the index of one language, but for the fragments of its pages.

    Args:
        folder: where it goes.
        pieces: what is to be found in the language; of equals, the first comes first.
        rules: the language's rules.
        settings: what the search box needs besides; written to `settings.json` with the rules.
        common: what every index has.

    """
    fragments = [name for piece in pieces for name in piece.fragments]
    name = form.write(folder, common.version, fragments, _terms(pieces))
    language = {"hash": name, "wasm": None, "page_count": len(fragments)}
    _write_json(
        folder / "pagefind-entry.json", common.entry | {"languages": {form.LANGUAGE: language}}
    )
    for file, content in common.files.items():
        (folder / file).write_bytes(content)
    counts: dict[str, int] = {}
    for piece in pieces:
        for word, count in piece.words.items():
            counts[word] = counts.get(word, 0) + count
    words = write_words(folder / "words", counts)
    _write_json(folder / "settings.json", settings | {"rules": rules.data, "words": words})


def _terms(pieces: Sequence[Piece]) -> dict[str, tuple[int, bytes]]:
    """Return how many pages have each term, and these as Pagefind writes them."""
    pages: dict[str, int] = {}
    last: dict[str, int] = {}
    data: dict[str, list[bytes]] = {}
    start = 0
    for piece in pieces:
        for term, count, first_place, last_place, postings in piece.each_term():
            before = last.get(term)
            if before is None:
                pages[term], data[term], before = 0, [], 0
            pages[term] += count
            last[term] = start + last_place
            data[term] += (form.page_step(start + first_place - before), postings)
        start += piece.pages
    return {term: (pages[term], b"".join(parts)) for term, parts in data.items()}


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8")
