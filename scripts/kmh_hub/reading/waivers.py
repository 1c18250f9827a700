"""Faults that an editor lets stand, with a reason.

`# hub: allow RULE - reason` in YAML, `<!-- hub: allow RULE - reason -->` in Markdown,
`NOTE hub: allow RULE - reason` in WebVTT, at the end of the line or on a line of its own just
before it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.rules import RULES

_WAIVER = re.compile(
    r"(?:#|<!--|NOTE)\s*hub:\s*allow\s+(?P<rule>[\w-]+)\s*(?P<rest>.*?)\s*(?:-->)?\s*$"
)
_REASON = re.compile(r"[-–—:]\s*(\S.*)")


@dataclass(frozen=True)
class Waiver:
    """One comment that lets a fault stand."""

    rule: str
    place: Place
    line: int
    """The line that it is about."""


def waive(
    path: Path,
    lines: Sequence[str],
    faults: list[Fault],
    lines_of: Callable[[Fault], set[int]] = lambda fault: {fault.place.line},
    *,
    is_whole: bool = True,
) -> list[Fault]:
    """Return the faults of a file that no waiver lets stand, and those of the waivers.

    Args:
        path: the file.
        lines: what it says.
        faults: its faults.
        lines_of: the lines at which a fault can be allowed: its own, or that of what holds it.
        is_whole: whether all faults are known, so that a waiver of none is one too many.

    """
    if not any("hub:" in line for line in lines):
        return faults
    waivers, kept = _read(path, lines)
    used: set[Waiver] = set()
    for fault in faults:
        waiver = next(
            (each for each in waivers if each.rule == fault.rule and each.line in lines_of(fault)),
            None,
        )
        if waiver:
            used.add(waiver)
        else:
            kept.append(fault)
    kept += (
        Fault("unused-waiver", path, waiver.place, {"value": waiver.rule})
        for waiver in waivers
        if is_whole and waiver not in used
    )
    return kept


def _read(path: Path, lines: Sequence[str]) -> tuple[list[Waiver], list[Fault]]:
    waivers: list[Waiver] = []
    faults: list[Fault] = []
    for number, line in enumerate(lines, start=1):
        match = _WAIVER.search(line) if "hub:" in line else None
        if not match:
            continue
        place = Place(number, match.start("rule") + 1, len(match["rule"]))
        rule = RULES.get(match["rule"])
        if rule is None:
            values = {"value": match["rule"], "known": tuple(RULES)}
            faults.append(Fault("unknown-waiver", path, place, values))
        elif not rule.waivable:
            faults.append(Fault("not-waivable", path, place, {"value": match["rule"]}))
        elif not _REASON.match(match["rest"]):
            faults.append(Fault("waiver-without-reason", path, place, {"value": match["rule"]}))
        else:
            about = number if line[: match.start()].strip() else _next(lines, number)
            waivers.append(Waiver(match["rule"], place, about))
    return waivers, faults


def _next(lines: Sequence[str], number: int) -> int:
    """Return the next line that is no waiver and not blank; the first for the file's head."""
    for following in range(number, len(lines)):
        if lines[following].strip() and not _WAIVER.search(lines[following]):
            return following + 1
    return number
