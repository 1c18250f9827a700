"""Faults for programs: GitHub's annotations, JSON, SARIF 2.1.0."""

import json
from collections.abc import Callable, Sequence
from gettext import NullTranslations
from importlib.metadata import version
from pathlib import Path
from typing import Any

from kmh_hub.reading.fault import Fault
from kmh_hub.reading.rules import RULES
from kmh_hub.reports.people import relative
from kmh_hub.reports.texts import words_of


def for_github(faults: Sequence[Fault], base: Path, translations: NullTranslations) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a pull request."""
    lines = []
    for fault in faults:
        words = words_of(fault, translations)
        place = fault.place
        properties = {
            "file": relative(fault.path, base).as_posix(),
            "line": place.line,
            "col": place.column,
            "endColumn": place.column + place.length,
            "title": fault.rule,
        }
        listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
        text = _escaped(f"{words.message}\n{words.help}")
        lines.append(f"::{fault.severity} {listed}::{text}\n")
    return "".join(lines)


def _escaped(value: object, also: str = "") -> str:
    text = str(value)
    for char in "%\r\n" + also:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def for_json(faults: Sequence[Fault], base: Path, translations: NullTranslations) -> str:
    """Return a JSON list, an object a fault."""
    return json.dumps(
        [_as_object(fault, base, translations) for fault in faults], ensure_ascii=False, indent=2
    )


def _as_object(fault: Fault, base: Path, translations: NullTranslations) -> dict[str, Any]:
    words = words_of(fault, translations)
    return {
        "rule": fault.rule,
        "severity": str(fault.severity),
        "file": relative(fault.path, base).as_posix(),
        "line": fault.place.line,
        "column": fault.place.column,
        "length": fault.place.length,
        "message": words.message,
        "help": words.help,
    }


def for_sarif(faults: Sequence[Fault], base: Path, translations: NullTranslations) -> str:
    """Return a SARIF 2.1.0 log with one run. Columns count Unicode code points."""
    broken = sorted({fault.rule for fault in faults})
    driver = {
        "name": "hub check",
        "version": version("kmh-hub"),
        "rules": [
            {"id": name, "shortDescription": {"text": translations.gettext(RULES[name].message)}}
            for name in broken
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _as_result(fault, broken.index(fault.rule), base, translations) for fault in faults
        ],
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _as_result(
    fault: Fault, index: int, base: Path, translations: NullTranslations
) -> dict[str, Any]:
    words = words_of(fault, translations)
    place = fault.place
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endColumn": place.column + place.length,
    }
    location = {
        "artifactLocation": {"uri": relative(fault.path, base).as_posix()},
        "region": region,
    }
    return {
        "ruleId": fault.rule,
        "ruleIndex": index,
        "level": str(fault.severity),
        "message": {"text": f"{words.message}\n{words.help}"},
        "locations": [{"physicalLocation": location}],
    }


FORMATS: dict[str, Callable[[Sequence[Fault], Path, NullTranslations], str]] = {
    "github": for_github,
    "json": for_json,
    "sarif": for_sarif,
}
"""The formats by their names."""
