"""The index of one language, in Pagefind's files, from the pieces of its pages.

A page is found under the terms of its text (`rules`), which Pagefind takes for words; positions are
those of the words as they were written, which browsers show.
"""

import json
from collections.abc import Sequence
from typing import Any

from kmh_hub.search import pagefind_format as form
from kmh_hub.search.fragment import names_of
from kmh_hub.search.piece import Piece, join
from kmh_hub.search.programs import Programs
from kmh_hub.search.rules import Rules
from kmh_hub.search.words import words_of

_FREQUENT = 50_000
"""A term whose pages take more bytes than these, some thousands of pages, is told with one place in
each. Readers load a term's pages whole: the commonest would be a quarter of a megabyte."""


def index_of(
    pieces: Sequence[Piece],
    rules: Rules,
    settings: dict[str, Any],
    common: Programs,
    packing: form.Packing | None = None,
) -> dict[str, bytes]:
    """Return the index of one language, but for the fragments of its pages: files by their paths.

    Args:
        pieces: what is to be found in the language; of equals, the first comes first.
        rules: the language's rules.
        settings: what the search box needs besides; stands in `settings.json` with the rules.
        common: what every index has.
        packing: what packs its largest part, if some of that was packed before.

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
    name, index = form.files_of(
        common.version, len(whole.fragments), terms, packing or form.Packing()
    )
    names, lists = names_of(whole.fragments)
    words, texts = words_of(whole.words.items())
    language = {"hash": name, "wasm": None, "page_count": len(whole.fragments)}
    found = {"rules": rules.data, "words": words, "names": names, "frequent": sorted(frequent)}
    return {
        **index,
        **common.files,
        **{f"names/{name}": content for name, content in lists.items()},
        **{f"words/{name}": content for name, content in texts.items()},
        "pagefind-entry.json": _json(common.entry | {"languages": {form.LANGUAGE: language}}),
        "settings.json": _json(settings | found),
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
