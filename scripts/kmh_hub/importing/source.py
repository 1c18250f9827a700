"""What can be imported, by the suffix of its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kmh_hub.importing.gathered import Gathered, UnreadableSourceError
from kmh_hub.importing.people import People


@dataclass(frozen=True)
class Told:
    """What the person who imports says beside the source."""

    people: People
    languages: Sequence[str]
    """The tags of the site's languages, the default first."""
    slug: str = ""
    """The folder's name where the source does not give one; empty if it is not said."""
    text_language: str | None = None
    """The language of texts that do not say theirs."""
    timezone: str | None = None
    """The zone to which times are converted."""


def read_source(path: Path, told: Told) -> dict[str, Gathered]:
    """Return what a source says, by the names of the seminars' folders.

    Raises:
        UnreadableSourceError: where it cannot be read.

    """
    match path.suffix.lower():
        case ".csv" | ".xlsx" | ".ods":
            from kmh_hub.importing.spreadsheet import read_spreadsheet  # noqa: PLC0415 - slow

            return read_spreadsheet(path, told.people, told.languages, told.slug)
        case ".json":
            from kmh_hub.importing.pretalx import read_schedule  # noqa: PLC0415 - slow

            return {told.slug: read_schedule(path, told)}
        case ".ics":
            from kmh_hub.importing.calendar import read_calendar  # noqa: PLC0415 - slow

            return {told.slug: read_calendar(path, told)}
    raise UnreadableSourceError(f"{path}: give a .csv, .xlsx, .ods, .json (pretalx) or .ics file")
