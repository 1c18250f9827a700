"""A session as schedules and calendars have it, at its moments, and an agenda made of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kmh_hub.importing.gathered import (
    CONTRADICTS,
    NO_DAY,
    NO_LANGUAGE,
    NOT_WHOLE_MINUTES,
    OVER_MIDNIGHT,
    Gathered,
)
from kmh_hub.importing.own_agenda import OwnAgenda
from kmh_hub.importing.source import Told


@dataclass
class Slot:
    """A session of a schedule."""

    place: str
    """Where in the source it is."""
    start: datetime | None
    """With its zone."""
    end: datetime | None
    texts: dict[str, str] = field(default_factory=dict)
    """`title` and `abstract`."""
    language: str | None = None
    """The language of its texts, where it says so."""
    speakers: list[tuple[str, str]] = field(default_factory=list)
    """Names with their places in the source."""
    number: int | None = None
    """Its number over the whole seminar, in the hub's own schedules."""


def agenda_of(
    slots: Iterable[Slot],
    zone: str,
    told: Told,
    gathered: Gathered,
    own: OwnAgenda | None = None,
) -> None:
    """Add sessions to what was gathered, by days and in order of their start.

    Args:
        slots: the sessions.
        zone: the IANA zone of the seminar, to which their times are converted.
        told: what the person who imports says.
        gathered: takes the days, and what has no place.
        own: what the hub's own schedule says beside its events.

    """
    days: dict[str, list[tuple[int, dict[str, Any]]]] = {}
    is_timed = False
    for slot in sorted(
        slots, key=lambda each: (each.start is None, each.start and each.start.timestamp())
    ):
        session = dict[str, Any]()
        if slot.start is None:
            gathered.leave(slot.place, " · ".join(slot.texts.values()), NO_DAY)
            continue
        is_timed = True
        start = slot.start.astimezone(ZoneInfo(zone))
        _put_time(session, "start", start, slot, gathered)
        if slot.end and slot.end > slot.start:
            end = slot.end.astimezone(ZoneInfo(zone))
            if end.date() == start.date():
                _put_time(session, "end", end, slot, gathered)
            else:
                gathered.leave(f"{slot.place} (end)", end.isoformat(), OVER_MIDNIGHT)
        for key, text in slot.texts.items():
            if told_text := text_of(text, slot.language, slot.place, told, gathered):
                session[key] = told_text
        if people := told.people.appearances(slot.speakers, gathered):
            session["speakers"] = people
        if own:
            session = own.completed(slot.number, session)
        days.setdefault(start.date().isoformat(), []).append((slot.number or 0, session))
    for number, date, session in own.without_start if own else ():
        there = days.setdefault(date, [])
        at = next((at for at, (other, _) in enumerate(there) if other > number), len(there))
        there.insert(at, (number, session))
    if is_timed:
        gathered.values["timezone"] = zone
    known = {each["date"]: each for each in gathered.values.get("days", [])}
    for date, sessions in days.items():
        known.setdefault(date, {"date": date})["sessions"] = [each for _, each in sessions]
    gathered.values["days"] = [known[date] for date in sorted(known)]


def text_of(
    text: str, language: str | None, place: str, told: Told, gathered: Gathered
) -> dict[str, str]:
    """Return a text by its language, on one line; nothing where the language is not known."""
    line = " ".join(text.split())
    tag = told.text_language or language
    if not line:
        return {}
    if tag not in told.languages:
        gathered.leave(place, line, NO_LANGUAGE)
        return {}
    return {str(tag): line}


def fixed_zone(at: datetime | None) -> str:
    """Return a zone in which a moment has the offset that it is written with."""
    if at is None or not at.utcoffset():
        return "UTC"
    offset = at.utcoffset() or timedelta()
    hours = offset.total_seconds() / 3600
    # POSIX counts westwards: Etc/GMT-3 is three hours ahead of UTC.
    return f"Etc/GMT{-int(hours):+d}" if hours.is_integer() else "UTC"


def put(values: dict[str, Any], key: str, value: Any, place: str, gathered: Gathered) -> None:
    """Add a value, unless the source says another one before."""
    if values.setdefault(key, value) != value:
        gathered.leave(place, value, CONTRADICTS)


def _put_time(
    session: dict[str, Any], key: str, at: datetime, slot: Slot, gathered: Gathered
) -> None:
    session[key] = f"{at:%H:%M}"
    if at.second or at.microsecond:
        gathered.leave(f"{slot.place} ({key})", at.time().isoformat(), NOT_WHOLE_MINUTES)
