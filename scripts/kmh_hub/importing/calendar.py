"""Calendars (RFC 5545) as pretalx, Indico and Outlook export them, and as the hub does."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from kmh_hub.importing.gathered import (
    NO_PLACE,
    NO_ZONE,
    REPEATS,
    Gathered,
    UnreadableSourceError,
)
from kmh_hub.importing.slot import Slot, agenda_of, put, text_of
from kmh_hub.importing.source import Told
from kmh_hub.model.codes import time_zones

_OURS = "EU-IOM Knowledge Management Hub"
"""In the PRODID of the hub's own calendars, whose events are days."""
_TAKEN = {"UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DTSTAMP"}


def read_calendar(path: Path, told: Told) -> Gathered:
    """Return what a calendar says: each event is a session.

    Raises:
        UnreadableSourceError: where it is no calendar.

    """
    try:
        calendar = Calendar.from_ical(path.read_bytes())
        events = [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]
        zone = told.timezone or _zone_of(calendar, events)
        gathered = Gathered()
        if isinstance(calendar, Calendar) and _OURS in str(calendar.get("PRODID", "")):
            _take_days(events, gathered)
        else:
            agenda_of(_slots(events, zone, gathered), zone, told, gathered)
            if name := calendar.get("X-WR-CALNAME") or calendar.get("NAME"):
                language = name.params.get("LANGUAGE")
                title = text_of(str(name), language, "X-WR-CALNAME", told, gathered)
                gathered.values |= {"title": title} if title else {}
        for event in events:
            _leave_rest(event, gathered)
    except ValueError as error:
        raise UnreadableSourceError(f"{path}: no calendar: {error}") from error
    return gathered


def _slots(events: list[Event], zone: str, gathered: Gathered) -> Iterator[Slot]:
    days: list[dict[str, Any]] = gathered.values.setdefault("days", [])
    for event in events:
        place = _place(event)
        start, end = event.start, event.end
        if not isinstance(start, datetime):
            # An event of whole days says that they belong to the seminar.
            if {"date": start.isoformat()} not in days:
                days.append({"date": start.isoformat()})
            gathered.leave(f"{place}, SUMMARY", event.get("SUMMARY", ""), NO_PLACE)
            continue
        if start.tzinfo is None:
            gathered.leave(f"{place}, DTSTART", start.isoformat(), NO_ZONE)
        moments = [
            each if each.tzinfo else each.replace(tzinfo=ZoneInfo(zone))
            for each in (start, end)
            if isinstance(each, datetime)
        ]
        summary = event.get("SUMMARY")
        texts = {"title": str(summary)} if summary else {}
        language = summary.params.get("LANGUAGE") if summary is not None else None
        if abstract := event.get("DESCRIPTION"):
            texts["abstract"] = str(abstract)
        slot = Slot(place, moments[0], moments[-1], texts, (language or "").partition("-")[0])
        yield slot


def _take_days(events: list[Event], gathered: Gathered) -> None:
    """Take the days of the hub's own calendar; their texts are made of what seminar.yml says."""
    days = gathered.values.setdefault("days", [])
    for event in events:
        start = event.start
        day = {"date": f"{start:%Y-%m-%d}"}
        if isinstance(start, datetime):
            put(gathered.values, "timezone", _known(event), _place(event), gathered)
            day["start"] = f"{start:%H:%M}"
            if "DTEND" in event and isinstance(event.end, datetime):
                day["end"] = f"{event.end:%H:%M}"
        days.append(day)
        for name in ("SUMMARY", "DESCRIPTION"):
            if name in event:
                gathered.leave(f"{_place(event)}, {name}", event[name], NO_PLACE)


def _zone_of(calendar: Any, events: list[Event]) -> str:
    """Return the zone that a calendar names, else that of its first event that has one."""
    names = [calendar.get("X-WR-TIMEZONE"), *(_known(each) for each in events)]
    return next((str(each) for each in names if each and str(each) in time_zones()), "UTC")


def _known(event: Event) -> str | None:
    """Return the IANA zone of an event's start; Outlook writes Windows' names."""
    name = event["DTSTART"].params.get("TZID") if "DTSTART" in event else None
    if name is None:
        return None
    name = WINDOWS_TO_OLSON.get(name, name)
    return name if name in time_zones() else None


def _leave_rest(event: Event, gathered: Gathered) -> None:
    taken = _TAKEN | {"DESCRIPTION"}
    for name, value in event.property_items(recursive=False):
        if name in taken or name in {"BEGIN", "END"}:
            continue
        text = value.to_ical().decode() if hasattr(value, "to_ical") else value
        reason = REPEATS if name in {"RRULE", "RDATE"} else NO_PLACE
        gathered.leave(f"{_place(event)}, {name}", text, reason)


def _place(event: Event) -> str:
    return f"UID {event.get('UID', event.get('SUMMARY', ''))}"
