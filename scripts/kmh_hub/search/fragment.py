"""Fragments: what browsers show of a page that was found, each in a file named by its content.

The index calls pages by their numbers, and lists of names, read where a result is shown, lead from
a number to its file: of thirty thousand names, a search has a use for ten.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from kmh_hub.search.pagefind_format import name_of, packed
from kmh_hub.search.record import Record
from kmh_hub.search.rules import HIDDEN, JOINER

_NOT_SHOWN = re.compile(f"{HIDDEN}[0-9-]*")
_NOTHING_SHOWN = re.compile(rf"(?<!\S){HIDDEN}[0-9-]*(?!\S)")
_NAME = 10
"""Hexadecimal digits of a name that pages' fragments share. Two of 5 000 groups of pages get the
same in one site of 90 000."""
_PER_LIST = 128


def fragments_of(records: Sequence[Record]) -> dict[str, bytes]:
    """Return the fragments of records by their names, in their order."""
    shown = [_fragment(record) for record in records]
    name = name_of(b"\0".join(shown), _NAME)
    return {f"{name}-{place}": content for place, content in enumerate(shown)}


def names_of(fragments: Sequence[str]) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the names of fragments, so many in a list.

    Args:
        fragments: by the numbers of their pages.

    Returns:
        The version, which changes with the names, and how many names a list has; and the lists by
        their files' names, `<version>-0.pf_names` and so on, packed as Pagefind's files are.

    """
    version = name_of(" ".join(fragments).encode(), _NAME)
    lists = (fragments[at : at + _PER_LIST] for at in range(0, len(fragments), _PER_LIST))
    files = {
        f"{version}-{number}.pf_names": packed(" ".join(names).encode())
        for number, names in enumerate(lists)
    }
    return {"version": version, "each": _PER_LIST}, files


def _fragment(record: Record) -> bytes:
    """Return what browsers show of a record, under the names that Pagefind gives it."""
    anchors = []
    tokens: list[str] = []
    for block in record.found:
        if block.id:
            anchors.append({"id": block.id, "location": len(tokens)})
        tokens += block.tokens
    text = " ".join(tokens).replace(JOINER, "\N{NARROW NO-BREAK SPACE}")
    if HIDDEN in text:
        text = _NOT_SHOWN.sub("", _NOTHING_SHOWN.sub("·", text))
    fragment = {
        "url": record.url,
        "content": text,
        "meta": {
            "title": record.title,
            "seminar": record.seminar,
            "kind": record.kind,
            "date": record.date,
        },
        "anchors": anchors,
    }
    return json.dumps(fragment, ensure_ascii=False, separators=(",", ":")).encode()
