"""A fault in what an editor wrote, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kmh_hub.reading.rules import RULES, Severity


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A stretch of one line. Lines and columns count from 1, columns and lengths in characters."""

    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: the rule that is broken, and where."""

    rule: str
    """The rule's name, a key of `kmh_hub.reading.rules.RULES`."""
    path: Path
    """The file."""
    place: Place = Place()
    """Where in the file."""
    values: Mapping[str, object] = field(default_factory=dict)
    """What the rule's texts name."""
    keys: tuple[str | int, ...] = ()
    """The keys and indexes that lead to the value, where it is about one."""

    @property
    def severity(self) -> Severity:
        """Whether it stops a build."""
        return RULES[self.rule].severity


class InvalidContentError(Exception):
    """The content has faults that stop a build.

    Attributes:
        faults: all of them, of all files.

    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} fault{'s'[: len(faults) != 1]} in the content")
