"""How far the translations of a seminar have come."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What a translation is, measured against its source."""

    CURRENT = "current"
    """Made from the source as it is."""
    OUTDATED = "outdated"
    """Made from an earlier version of the source."""
    MISSING = "missing"
    """Not there."""
    UNRECORDED = "unrecorded"
    """There, but from which version is not known."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A section of prose or a field of metadata in a language that is not its source's."""

    language: str
    """BCP 47."""
    item: str
    """What is translated: `index.md#context`, `seminar.yml#title`."""
    state: State
    version: str
    """The hash of the source as it is."""
    recorded: str | None = None
    """The hash of the source that the translation was made from, where known."""
