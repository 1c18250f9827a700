"""Dates known to the day, the month or the year; times of day; durations."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticKnownError

from kmh_hub.model.rejection import rejection

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")
_DURATION = re.compile(r"([0-9]{1,3}):([0-5][0-9]):([0-5][0-9])")


EARLIEST, LATEST = 1900, 2199
"""The years that a date can have: others are mistyped."""


@dataclass(frozen=True)
class PartialDate:
    """A date as precise as it is known; a month never becomes a day (EDTF level 0, ISO 8601-2)."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, value: str) -> "PartialDate":
        """Return the date that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` stands for.

        Raises:
            ValueError: where it is written otherwise or no such date exists.

        """
        match = _DATE.fullmatch(value)
        if not match:
            raise ValueError(value)
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None  # noqa: S101 - the pattern's first group always matches
        date(year, month or 1, day or 1)
        if not EARLIEST <= year <= LATEST:
            raise ValueError(value)
        return cls(year, month, day)

    @property
    def full(self) -> date | None:
        """The calendar day, where it is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None

    @property
    def earliest(self) -> date:
        """The first day that it can mean; for sorting, never for showing."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can mean; to tell what is over, never for showing."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part]
        return "-".join(parts)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise PydanticKnownError("string_type")
    return value


def _partial_date(value: Any) -> PartialDate:
    # YAML reads a year that stands alone as a number.
    text = str(value) if type(value) is int else _text(value)
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise rejection("invalid-date", value=text) from None


def _day(value: Any) -> PartialDate:
    day = _partial_date(value)
    if day.full is None:
        raise rejection("date-not-full", value=str(day))
    return day


def _time(value: Any) -> time:
    match = _TIME.fullmatch(_text(value))
    if not match:
        raise rejection("invalid-time", value=value)
    return time(int(match[1]), int(match[2]))


def parse_duration(value: str) -> timedelta:
    """Return the duration that `h:mm:ss` stands for.

    Raises:
        ValueError: where it is written otherwise.

    """
    match = _DURATION.fullmatch(value)
    if not match:
        raise ValueError(value)
    hours, minutes, seconds = map(int, match.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _duration(value: Any) -> timedelta:
    try:
        return parse_duration(_text(value))
    except ValueError:
        raise rejection("invalid-duration", value=value) from None


def _anchored(pattern: re.Pattern[str]) -> str:
    """Return a pattern as JSON Schema has it: anchored, in ECMAScript's dialect."""
    return f"^{pattern.pattern.replace('(?:', '(')}$"


Date = Annotated[
    PartialDate,
    PlainValidator(_partial_date),
    WithJsonSchema(
        {"type": ["string", "integer"], "pattern": _anchored(_DATE), "examples": ["2022-11-17"]}
    ),
]
"""`YYYY`, `YYYY-MM` or `YYYY-MM-DD`: only as much as is known."""

FullDate = Annotated[
    PartialDate,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "pattern": _anchored(_DAY), "examples": ["2026-11-24"]}),
]
"""`YYYY-MM-DD`: always to the day."""

TimeOfDay = Annotated[
    time,
    PlainValidator(_time),
    WithJsonSchema({"type": "string", "pattern": _anchored(_TIME), "examples": ["09:30"]}),
]
"""`HH:MM` in the seminar's time zone."""

Duration = Annotated[
    timedelta,
    PlainValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": _anchored(_DURATION), "examples": ["1:30:00"]}),
]
"""`h:mm:ss`."""
