"""What reading one part of the content finds, in a form that can be kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import TypeAdapter

from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.links import LinkedPage
from kmh_hub.reading.rules import RULES
from kmh_hub.reading.unit import Unit


@dataclass(frozen=True, slots=True)
class Reference:
    """A key of series.yml, where a seminar.yml names it."""

    rule: str
    """The rule that it breaks if series.yml has no such key."""
    value: object
    """What is written."""
    place: Place
    keys: tuple[str | int, ...]
    """The keys and indexes that lead to it."""


@dataclass(frozen=True, slots=True)
class Number:
    """A seminar's number in the series, valid or not."""

    value: int
    place: Place


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be known of a part of the content to check the whole."""

    read_on: date
    """The day from which the age of announcements was counted."""
    faults: tuple[Fault, ...] = ()
    """What is wrong in the part by itself, but for what its editors let stand."""
    pages: tuple[LinkedPage, ...] = ()
    """Its pages, as far as links are about them."""
    references: tuple[Reference, ...] = ()
    number: Number | None = None
    known: Mapping[str, tuple[str, ...]] | None = None
    """The keys that others can refer to, by the rule that an unknown one breaks."""
    stale_on: date | None = None
    """The day from which on its announcements are too old, if it has any."""
    has_value: bool = False
    """Whether it is valid, so that a value was read from it."""

    def holds_on(self, today: date) -> bool:
        """Whether the same would be found on another day."""
        if any(fault.rule == "missing-added" for fault in self.faults):
            return self.read_on == today  # it tells the day
        return self.stale_on is None or ((self.read_on < self.stale_on) == (today < self.stale_on))

    def to_json(self, docs: Path) -> bytes:
        """Return it as JSON, with paths below the folder of the content."""
        faults = tuple(replace(fault, path=fault.path.relative_to(docs)) for fault in self.faults)
        plain = _FINDING.dump_python(replace(self, faults=faults), mode="json")
        # A file's name need not be Unicode.
        return json.dumps(plain, ensure_ascii=False).encode(errors="replace")

    @classmethod
    def from_json(cls, data: bytes, docs: Path) -> "Finding":
        """Return what `to_json` gave, for the same content in any place.

        Raises:
            ValueError: where it is something else.

        """
        finding = _FINDING.validate_json(data)
        for fault in finding.faults:
            if fault.rule not in RULES or fault.path.is_absolute() or ".." in fault.path.parts:
                raise ValueError(fault)
        faults = tuple(replace(fault, path=docs / fault.path) for fault in finding.faults)
        return replace(finding, faults=faults) if faults else finding


@dataclass(frozen=True)
class Found:
    """A part of the content and what was found in it."""

    unit: Unit
    digest: str
    key: str
    finding: Finding


_FINDING = TypeAdapter(Finding)
