"""The index of one language, in Pagefind's files, from the pieces of its pages.

A page is found under the terms of its text (`rules`), which Pagefind takes for words; positions are
those of the words as they were written, which browsers show.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kmh_hub.search import pagefind_format as form
from kmh_hub.search.fragment import write_names
from kmh_hub.search.piece import Piece, join
from kmh_hub.search.programs import Programs
from kmh_hub.search.rules import Rules
from kmh_hub.search.words import write_words

_FREQUENT = 50_000
"""A term whose pages take more bytes than these, some thousands of pages, is told with one place in
each. Readers load a term's pages whole: the commonest would be a quarter of a megabyte."""


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
    whole = join(pieces)
    terms = {
        term: (row.pages, b"".join((form.page_step(row.first), *row.postings)))
        for term, row in whole.rows.items()
    }
    frequent = [term for term, (_, pages) in terms.items() if len(pages) > _FREQUENT]
    for term in frequent:
        count, pages = terms[term]
        terms[term] = count, form.with_one_place(pages)
    name = form.write(folder, common.version, len(whole.fragments), terms)
    language = {"hash": name, "wasm": None, "page_count": len(whole.fragments)}
    _write_json(
        folder / "pagefind-entry.json", common.entry | {"languages": {form.LANGUAGE: language}}
    )
    for file, content in common.files.items():
        (folder / file).write_bytes(content)
    found = {
        "rules": rules.data,
        "words": write_words(folder / "words", whole.words.items()),
        "names": write_names(folder / "names", whole.fragments),
        "frequent": sorted(frequent),
    }
    _write_json(folder / "settings.json", settings | found)


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), "utf-8")
