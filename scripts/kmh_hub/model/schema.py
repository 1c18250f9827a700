"""JSON Schemas of what editors write in YAML, for the editors' own tools."""

from collections.abc import Mapping
from typing import Any

import pycountry
from pydantic import BaseModel

from kmh_hub.model.codes import country_codes, language_codes, time_zones

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The dialect that yaml-language-server understands best."""


def schema_of(model: type[BaseModel], title: str, languages: Mapping[str, str]) -> dict[str, Any]:
    """Return a model's JSON Schema.

    Args:
        model: what the file must be.
        title: what the file is called.
        languages: the site's languages, in which texts may be given: their names by tag.

    """
    schema = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs", {})
    definitions["Text"] = {
        "description": "The same plain text in one or more languages.",
        "type": "object",
        "properties": {tag: {"type": "string", "description": languages[tag]} for tag in languages},
        "additionalProperties": False,
        "minProperties": 1,
    }
    if "Phrases" in definitions:
        words = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        definitions["Phrases"] = definitions["Text"] | {
            "description": "Lists of words in one or more languages.",
            "properties": {tag: words | {"description": languages[tag]} for tag in languages},
        }
    schema |= {"$schema": DIALECT, "title": title, "definitions": definitions}
    # Validators that are no types of JSON Schema's are recognised by their example.
    enumerations = {"fr": _languages(), "ET": _countries(), "Africa/Addis_Ababa": _zones()}
    completed: dict[str, Any] = _completed(schema, enumerations)
    return completed


def _completed(schema: Any, enumerations: Mapping[str, dict[str, Any]]) -> Any:
    if isinstance(schema, list):
        return [_completed(item, enumerations) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema == {"$comment": "Text"}:
        return {"$ref": "#/definitions/Text"}
    schema = {key: _completed(value, enumerations) for key, value in schema.items()}
    # An optional field is left out; null is not written.
    if isinstance(options := schema.get("anyOf"), list):
        given = [option for option in options if option != {"type": "null"}]
        if len(given) == 1:
            del schema["anyOf"]
            schema = given[0] | schema
    if schema.get("default", ...) is None or schema.get("default") in ([], {}):
        del schema["default"]
    examples = schema.get("examples")
    if schema.get("type") == "string" and examples and examples[0] in enumerations:
        schema |= enumerations[examples[0]]
    if schema.get("description") and "$ref" in schema:
        # Beside $ref, draft 7 ignores everything.
        schema["allOf"] = [{"$ref": schema.pop("$ref")}]
    return schema


def _languages() -> dict[str, Any]:
    tags = sorted(tag for tag in language_codes() if len(tag) == len("fr"))
    names = [getattr(pycountry.languages.get(alpha_2=tag), "name", tag) for tag in tags]
    # Any other tag of BCP 47 is allowed, too; these are offered.
    return {"anyOf": [{"enum": tags, "enumDescriptions": names}, {"pattern": "^[a-z]{2,3}(-.+)?$"}]}


def _countries() -> dict[str, Any]:
    codes = sorted(country_codes())
    names = [getattr(pycountry.countries.get(alpha_2=code), "name", code) for code in codes]
    return {"enum": codes, "enumDescriptions": names}


def _zones() -> dict[str, Any]:
    return {"enum": sorted(time_zones())}
