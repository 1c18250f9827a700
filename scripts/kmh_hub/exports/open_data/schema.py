"""The JSON Schema of the open data: that of seminar.yml, and what is added to it."""

from typing import Any

from kmh_hub.exports.open_data.record import to_json
from kmh_hub.localisation.language import Languages
from kmh_hub.model.schema import DIALECT, schema_of
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.text import UNDETERMINED
from kmh_hub.model.vocabulary import Vocabulary

_MANY = 100
"""From so many values on, an enumeration is a list of codes that others keep."""
_DAY = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_URL = {"type": "string", "format": "uri", "description": "Its absolute address."}
_SIZE = {"type": "integer", "minimum": 0, "description": "Its size in bytes."}
_TYPE = {"type": "string", "description": "Its IANA media type."}
_PAGES = {"type": "integer", "minimum": 1, "description": "The number of a PDF's pages."}
_TRANSCRIPT = {**_URL, "description": "The absolute address of the transcript."}

_ADDED = {
    "Material": {"url": _URL, "size": _SIZE, "pages": _PAGES},
    "Recording": {"url": _URL, "size": _SIZE, "transcript_url": _TRANSCRIPT},
    "Rendition": {"url": _URL, "size": _SIZE},
    "Captions": {"url": _URL, "size": _SIZE, "media_type": _TYPE},
}


def seminars_schema(languages: Languages) -> bytes:
    """Return the JSON Schema (draft 7) of the open data."""
    names = {each.tag: str(each.locale.get_language_name("en")) for each in languages.all}
    seminar = _for_readers(schema_of(Seminar, "Seminar", names))
    vocabulary = _for_readers(schema_of(Vocabulary, "Vocabulary", names))
    definitions = vocabulary.pop("definitions") | seminar.pop("definitions")
    for part in (seminar, vocabulary):
        del part["$schema"]
    for name, properties in _ADDED.items():
        definitions[name]["properties"] |= properties
    definitions["Text"]["properties"][UNDETERMINED] = {
        "type": "string",
        "description": "In a language that is not known or does not matter.",
    }
    seminar["properties"] = {
        "slug": {"type": "string", "description": "Its folder, which is part of its addresses."},
        "url": {
            "type": "object",
            "description": "Its page by language.",
            "properties": dict.fromkeys(names, _URL),
            "required": list(names),
            "additionalProperties": False,
        },
        "updated": {**_DAY, "description": "The day of the last change."},
        **seminar["properties"],
    }
    seminar["required"] = ["slug", "url", "status", *seminar["required"]]
    return to_json(
        {
            "$schema": DIALECT,
            "title": "seminars.json",
            "description": "All that is known of the seminars. What is not known is left out.",
            "type": "object",
            "properties": {
                "$schema": {"type": "string"},
                "updated": {**_DAY, "description": "The day of the last change of any."},
                "series": {"$ref": "#/definitions/Vocabulary"},
                "seminars": {
                    "description": "The seminars, the oldest first.",
                    "type": "array",
                    "items": {"$ref": "#/definitions/Seminar"},
                },
            },
            "required": ["series", "seminars"],
            "additionalProperties": False,
            "definitions": definitions | {"Seminar": seminar, "Vocabulary": vocabulary},
        }
    )


def _for_readers(schema: Any) -> Any:
    """Leave out what helps to write only: examples, and lists of all countries, languages, zones.

    Which codes a machine knows changes with its time zones and libraries; the data were checked.
    """
    if isinstance(schema, list):
        parts = [_for_readers(part) for part in schema]
        return [part for part in parts if part != {}]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _for_readers(part)
        for key, part in schema.items()
        if key not in {"examples", "enumDescriptions"} and not (key == "enum" and len(part) > _MANY)
    }
