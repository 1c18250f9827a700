"""All that is known of the seminars as one JSON file, and the schema that it follows."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, RootModel

from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Languages
from kmh_hub.model.dates import PartialDate
from kmh_hub.model.material import Item
from kmh_hub.model.media_type import media_type_of
from kmh_hub.model.recording import Captions, Recording, Rendition, clock
from kmh_hub.model.series import Entry
from kmh_hub.model.vocabulary import Vocabulary

JSON_PATH = "data/seminars.json"
"""Where the data lie, below the site's address."""
SCHEMA_PATH = "data/seminars.schema.json"
"""Where their schema lies."""

_ADDRESSES = frozenset({"file", "url", "renditions", "captions", "transcript"})
_EMPTY = b"[]\n}\n"
"""How the JSON of no seminars ends."""
_UPDATED = re.compile(rb'^   "updated": "([0-9-]+)"', re.MULTILINE)
"""The last change of a seminar; what is within it stands further in."""
_NUMBERS = {int, float}
"""The types whose values are never nothing: zero is a figure, too."""


def seminar_json(entry: Entry, languages: Languages, addresses: Addresses) -> bytes:
    """Return a seminar as it stands in the JSON of all, with the addresses of its files.

    What is not known is left out; dates and times are as precise as they are known.
    """
    return to_json(_seminar(entry, languages, addresses)).strip().replace(b"\n", b"\n  ")


def seminars_json(seminars: Sequence[bytes], vocabulary: Vocabulary) -> bytes:
    """Return the seminars as JSON, with the keys of seminar.yml.

    Args:
        seminars: each as `seminar_json` gives it, the oldest first.
        vocabulary: the names that they share.

    """
    updates = [found[1].decode() for each in seminars if (found := _UPDATED.search(each))]
    data = {
        "$schema": "seminars.schema.json",
        "updated": max(updates, default=None),
        "series": plain(vocabulary),
        "seminars": [],
    }
    empty = to_json({key: value for key, value in data.items() if value is not None})
    if not seminars:
        return empty
    return b"".join([empty.removesuffix(_EMPTY), b"[\n  ", b",\n  ".join(seminars), b"\n ]\n}\n"])


def to_json(data: object) -> bytes:
    """Return data as JSON in UTF-8 that a person can read, too."""
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def plain(value: object) -> Any:
    """Return a value of the model as JSON has it, written as in seminar.yml.

    What is unknown, empty or false is left out of objects. Pydantic's own serialisation would
    write durations as ISO 8601 and dates as objects.
    """
    match value:
        case RootModel():
            return value.root
        case BaseModel():
            found = {name: plain(getattr(value, name)) for name in type(value).model_fields}
            return {name: part for name, part in found.items() if part or type(part) in _NUMBERS}
        case Mapping():
            return {key: plain(part) for key, part in value.items()}
        case tuple():
            return [plain(part) for part in value]
        case PartialDate() | StrEnum():
            return str(value)
        case time():
            return f"{value:%H:%M}"
        case timedelta():
            return clock(value)
        case Decimal():
            return int(value) if value == int(value) else float(value)
        case _:
            return value


def _seminar(entry: Entry, languages: Languages, addresses: Addresses) -> dict[str, Any]:
    seminar = entry.seminar
    pages = {each.tag: addresses.page(each, entry.slug) for each in languages.all}
    found: dict[str, Any] = {"slug": entry.slug, "url": pages}
    if seminar.updated:
        found["updated"] = str(seminar.updated)
    found |= plain(seminar)
    for key, items in (("materials", seminar.materials), ("recordings", seminar.recordings)):
        if items:
            found[key] = [_item(item, entry, addresses) for item in items]
    return found


def _item(item: Item, entry: Entry, addresses: Addresses) -> dict[str, Any]:
    found: dict[str, Any] = plain(item)
    if not item.is_published:
        return {key: value for key, value in found.items() if key not in _ADDRESSES}
    found |= _file(item.file, item.type, entry, addresses)
    if isinstance(item, Recording):
        parts: dict[str, list[tuple[Rendition | Captions, str | None]]] = {
            "renditions": [(each, each.type) for each in item.renditions],
            "captions": [(each, media_type_of(each.file)) for each in item.captions],
        }
        for key, files in parts.items():
            if files:
                found[key] = [
                    plain(each) | _file(each.file, media_type, entry, addresses)
                    for each, media_type in files
                ]
        if item.transcript:
            found["transcript_url"] = addresses.file(entry.slug, item.transcript)
    return found


def _file(
    name: str | None, media_type: str | None, entry: Entry, addresses: Addresses
) -> dict[str, Any]:
    """Return a file's type, address and size in bytes, and the number of a PDF's pages."""
    facts = entry.files.get(name) if name else None
    found = {
        "media_type": media_type,
        "url": addresses.file(entry.slug, name) if name else None,
        "size": facts.size if facts else None,
        "pages": facts.pages if facts else None,
    }
    return {key: value for key, value in found.items() if value}
