"""Which version of its source each translation was made from.

`hub translations --accept` keeps it in `translations.json` in the seminar's folder: a language and
an item, the hash of the source text that was translated. Hashes survive rebases and squash merges,
and an item that only moved.
"""

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kmh_hub.model.translation import State, Translation
from kmh_hub.reading.prose import Prose
from kmh_hub.reading.yaml_document import Keys

RECORD_FILE = "translations.json"

_HASH_LENGTH = 12

Record = Mapping[str, Mapping[str, str]]
"""Hashes by language and item."""

_RECORD = TypeAdapter(dict[str, dict[str, str]])


def version_of(text: str) -> str:
    """Return the hash of a source text; spacing does not count."""
    normal = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(normal.encode()).hexdigest()[:_HASH_LENGTH]


def texts_of(
    value: Any, languages: Sequence[str], path: Keys = ()
) -> Iterator[tuple[Keys, dict[str, str]]]:
    """Return the texts by language in a document's value, with their paths."""
    if isinstance(value, dict):
        if value and all(key in languages and isinstance(text, str) for key, text in value.items()):
            yield path, value
            return
        for key, item in value.items():
            yield from texts_of(item, languages, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts_of(item, languages, (*path, index))


def translations_of(
    value: Any, prose: Mapping[str, Prose], record: Record, source: str, languages: Sequence[str]
) -> tuple[Translation, ...]:
    """Return the state of every translation of a seminar.

    Args:
        value: what its seminar.yml says.
        prose: its Markdown files by language.
        record: what its translations.json says.
        source: the language that the others are translated from.
        languages: the site's languages.

    """
    versions: dict[str, str] = {}
    there: dict[str, set[str]] = {tag: set() for tag in languages}
    for path, texts in texts_of(value, languages):
        item = f"seminar.yml#{'/'.join(str(key) for key in path)}"
        if source in texts:
            versions[item] = version_of(texts[source])
            for tag in texts:
                there[tag].add(item)
    for tag, text in prose.items():
        for section in text.sections:
            item = f"index.md#{section.id}"
            there[tag].add(item)
            if tag == source:
                versions[item] = version_of(section.source)
    return tuple(
        _translation(tag, item, version, record.get(tag, {}), is_there=item in there[tag])
        for tag in languages
        if tag != source
        for item, version in versions.items()
    )


def _translation(
    tag: str, item: str, version: str, record: Mapping[str, str], *, is_there: bool
) -> Translation:
    recorded = record.get(item)
    if not is_there:
        state = State.MISSING
    elif recorded == version or version in record.values():
        state = State.CURRENT
    else:
        state = State.OUTDATED if recorded else State.UNRECORDED
    return Translation(tag, item, state, version, recorded)


def read_record(folder: Path) -> Record | None:
    """Return what a seminar's translations.json says: nothing if there is none, None if broken."""
    path = folder / RECORD_FILE
    if not path.is_file():
        return {}
    try:
        record: Record = _RECORD.validate_json(path.read_bytes())
    except ValidationError:
        return None
    return record


def write_record(folder: Path, translations: Sequence[Translation], accepted: Sequence[str]) -> int:
    """Record the translations into some languages as made from the sources as they are.

    Args:
        folder: the seminar's.
        translations: all of the seminar's, as they were.
        accepted: the languages.

    Returns:
        How many entries of the record are new or other than before.

    """
    before = read_record(folder) or {}
    record: dict[str, dict[str, str]] = {}
    for each in translations:
        if each.state is State.MISSING:
            continue
        if each.language in accepted or each.state is State.CURRENT:
            record.setdefault(each.language, {})[each.item] = each.version
        elif each.recorded:
            record.setdefault(each.language, {})[each.item] = each.recorded
    changed = sum(
        before.get(tag, {}).get(item) != version
        for tag, items in record.items()
        for item, version in items.items()
    )
    if not record:
        (folder / RECORD_FILE).unlink(missing_ok=True)
        return 0
    text = json.dumps(record, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / RECORD_FILE).write_text(f"{text}\n", "utf-8")
    return changed
