"""The files of a new seminar: every key explained, the headings that the series uses."""

import json
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from kmh_hub.model.schema import schema_of
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.rules.rule import N_

MODELINE = "# yaml-language-server: $schema=../../seminar.schema.json"
"""Names the schema to editors; the path is that from a seminar's folder."""

_WIDTH = 96
_PLAIN = re.compile(r"[A-Za-z][\w./-]*|https://\S+|\d{4}(-\d\d){0,2}")
_HEADINGS = {
    "context": (N_("Context"), N_("Why the seminar was organised, by whom, in which programme.")),
    "format": (N_("Format"), N_("When and how it took place, for whom, in which languages.")),
    "objectives": (N_("Objectives"), N_("What it was to achieve, and who took part.")),
    "materials": (
        N_("Agenda, presentation and recordings"),
        N_("What can be had: link to agenda.md, presentation.md and recordings.md."),
    ),
    "rationale": (N_("Rationale"), N_("The background, with figures and their sources.")),
}

Translate = Callable[[str], str]


def prose(translate: Translate) -> str:
    """Return a new Markdown file in the language of a translation."""
    sections = (
        f"## {translate(title)} {{#{id_}}}\n\n<!-- {translate(hint)} -->\n"
        for id_, (title, hint) in _HEADINGS.items()
    )
    return "\n".join(sections)


def seminar_yaml(
    given: Mapping[str, Any],
    languages: Mapping[str, str],
    vocabulary: Vocabulary,
    translate: Translate,
) -> str:
    """Return a new seminar.yml.

    Args:
        given: the values that are known; the other keys stand in comments.
        languages: the names of the languages of its texts, by tag.
        vocabulary: the shared names, of which the examples are taken.
        translate: into the language of the comments.

    """
    themes, organisations = list(vocabulary.themes), list(vocabulary.organisations)
    shared = {"themes": themes, "organisers": organisations, "partners": organisations}
    shared["funders"] = organisations
    schema = schema_of(Seminar, "seminar.yml", languages)
    writer = _Writer(schema["definitions"], translate)
    lines = [MODELINE]
    for key, described in schema["properties"].items():
        part = {**described, "examples": [shared[key][:2]]} if shared.get(key) else described
        lines += [
            "",
            *textwrap.wrap(f"# {translate(part['description'])}", _WIDTH, subsequent_indent="# "),
        ]
        if key in given:
            lines += _known(key, given[key])
        if key not in given or isinstance(given[key], list):
            # A list that is begun goes on, without its key.
            lines += [f"# {line}" for line in writer.example(key, part)[key in given :]]
    return "\n".join(lines) + "\n"


def _known(key: str, value: Any, indent: str = "") -> Iterator[str]:
    if isinstance(value, Mapping):
        yield f"{indent}{key}:"
        for inner, text in value.items():
            yield from _known(inner, text, f"{indent}  ")
    elif isinstance(value, list):
        yield f"{indent}{key}:"
        for item in value:
            for index, line in enumerate(line for k, v in item.items() for line in _known(k, v)):
                yield f"{indent}  {'  ' if index else '- '}{line}"
    else:
        yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_scalar(item) for item in value)}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


class _Writer:
    """Writes examples of the keys of a schema."""

    def __init__(self, definitions: Mapping[str, Any], translate: Translate) -> None:
        self.definitions = definitions
        self.translate = translate

    def example(self, key: str, part: Mapping[str, Any]) -> list[str]:
        """Return a key with an example of its value, as lines."""
        resolved = self._resolved(part)
        if resolved.get("type") == "array" and "examples" not in part:
            item = self._resolved(resolved["items"])
            if "properties" in item:
                lines = self._keys(item)
                return [f"{key}:", f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]
            return [f"{key}: {_scalar([self._value(item)])}"]
        if "properties" in resolved:
            return [f"{key}:", *(f"  {line}" for line in self._keys(resolved))]
        return [f"{key}: {_scalar(self._value({**resolved, **part}))}"]

    def _keys(self, item: Mapping[str, Any]) -> list[str]:
        lines: list[str] = []
        for key, part in item["properties"].items():
            inner = self.example(key, part)
            explained = f"{inner[0]}  # {self.translate(part['description'])}"
            is_text = self._resolved(part) is self.definitions["Text"]
            lines += inner if is_text and len(item["properties"]) == 1 else [explained, *inner[1:]]
        return lines

    def _value(self, part: Mapping[str, Any]) -> Any:
        if "examples" in part:
            return part["examples"][0]
        if "enum" in part:
            return part["enum"][0]
        return part.get("default", "…")

    def _resolved(self, part: Mapping[str, Any]) -> Mapping[str, Any]:
        options = (part, *part.get("allOf", ()), *part.get("anyOf", ()))
        reference = next((option["$ref"] for option in options if "$ref" in option), None)
        found: Mapping[str, Any] = (
            self.definitions[reference.rpartition("/")[2]] if reference else part
        )
        return found
