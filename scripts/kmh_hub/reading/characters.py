"""Characters that mislead readers or programs."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.prose import Prose
from kmh_hub.reading.yaml_document import Document

_OPENING = {"\u202a", "\u202b", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068"}
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0]"
    "|[\ufff9-\ufffb\U000e0000-\U000e007f]|^ *\u00a0"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]"
)
_ESCAPED = re.compile(r"\\[xuU_]")
_BRACKET = re.compile(r"\\.|[\[\]]")
_MOST_OPEN = 20
"""Python-Markdown looks for the end of each open bracket: the time grows with their square."""


def check_characters(path: Path, lines: Sequence[str]) -> Iterator[Fault]:
    """Check that there are no invisible characters and no open bidirectional controls."""
    for number, line in enumerate(lines, start=1):
        if line.isascii() and line.isprintable():
            continue
        for match in _INVISIBLE.finditer(line):
            place = Place(number, match.end())
            values = {"value": f"U+{ord(match[0][-1]):04X}"}
            yield Fault("invisible-character", path, place, values)
        opened: list[int] = []
        for control in _CONTROLS.finditer(line):
            if control[0] in _OPENING:
                opened.append(control.end())
            elif opened:
                opened.pop()
        for column in opened:
            values = {"value": f"U+{ord(line[column - 1]):04X}"}
            yield Fault("open-bidi-control", path, Place(number, column), values)


def check_escaped(document: Document) -> Iterator[Fault]:
    """Check the same of values that are written with escapes, which hide such characters."""
    for path, value in document.leaves:
        if isinstance(value, str) and not value.isascii():
            place = document.place(path)
            if _ESCAPED.search(document.lines[place.line - 1]):
                for fault in check_characters(document.path, value.splitlines()):
                    yield replace(fault, place=place)


def check_brackets(prose: Prose) -> Iterator[Fault]:
    """Check that no block of a text has more brackets open at once than a build has time for."""
    opened = 0
    for number, line in enumerate(prose.without_code, start=1):
        if not line.strip():
            opened = 0
        for match in _BRACKET.finditer(line):
            opened = max(0, opened + {"[": 1, "]": -1}.get(match[0], 0))
            if opened > _MOST_OPEN:
                place = Place(number, match.end())
                yield Fault("open-brackets", prose.path, place, {"value": opened})
                return
