"""Calendars (RFC 5545) as pretalx, Indico and Outlook export them, and as the hub does."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from kmh_hub.importing.calendar_dialect import abstract_of, is_form, title_of
from kmh_hub.importing.gathered import (
    NO_PLACE,
    NO_ZONE,
    REPEATS,
    Gathered,
    UnreadableSourceError,
)
from kmh_hub.importing.slot import Slot, agenda_of, fixed_zone, put, text_of
from kmh_hub.importing.source import Told
from kmh_hub.model.codes import time_zones

_FOLD = re.compile(rb"\r?\n[ \t]")
_OURS = "EU-IOM Knowledge Management Hub"
"""In the PRODID of the hub's own calendars, whose events are days."""
_TAKEN = {"UID", "DTSTART", "DTEND", "DURATION", "SUMMARY", "DTSTAMP"}


def read_calendar(path: Path, told: Told) -> Gathered:
    """Return what a calendar says: each event is a session.

    Raises:
        UnreadableSourceError: where it is no calendar.

    """
    try:
        # Programs may fold lines within a letter's bytes; the library reads letters first.
        calendar = Calendar.from_ical(_FOLD.sub(b"", path.read_bytes()))
        events = [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]
        own = {str(each["TZID"]): each.to_tz(lookup_tzid=False) for each in calendar.timezones}
        program = str(calendar.get("PRODID", ""))
        zone = told.timezone or _zone_of(calendar, events, own)
        gathered = Gathered()
        if _OURS in program:
            _take_days(events, gathered)
        else:
            agenda_of(_slots(events, program, zone, own, gathered), zone, told, gathered)
            if name := calendar.get("X-WR-CALNAME") or calendar.get("NAME"):
                language = name.params.get("LANGUAGE")
                title = text_of(str(name), language, "X-WR-CALNAME", told, gathered)
                gathered.values |= {"title": title} if title else {}
        for event in events:
            _leave_rest(event, gathered)
    except ValueError as error:
        raise UnreadableSourceError(f"{path}: no calendar: {error}") from error
    return gathered


def _slots(
    events: list[Event], program: str, zone: str, own: Mapping[str, tzinfo], gathered: Gathered
) -> Iterator[Slot]:
    days: list[dict[str, Any]] = gathered.values.setdefault("days", [])
    for event in events:
        place = _place(event)
        start, end = event.start, event.end
        if isinstance(start, datetime) and isinstance(end, datetime):
            length = end - start
            start = _moment(event, own)
            end = start + length
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
        texts = {"title": title_of(program, str(summary))} if summary else {}
        language = summary.params.get("LANGUAGE") if summary is not None else None
        abstract, people = abstract_of(program, event)
        texts |= {"abstract": abstract} if abstract else {}
        for _, affiliation in people:
            if affiliation:
                gathered.leave(f"{place}, DESCRIPTION", affiliation, NO_PLACE)
        speakers = [(name, f"{place}, DESCRIPTION") for name, _ in people]
        tag = (language or "").partition("-")[0]
        yield Slot(place, moments[0], moments[-1], texts, tag, speakers)


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


def _zone_of(calendar: Any, events: list[Event], own: Mapping[str, tzinfo]) -> str:
    """Return the zone that a calendar names and keeps, else one of the same offset.

    A calendar describes its zones itself: pretalx calls Tunis's by its abbreviation, CET, which is
    another zone's name.
    """
    timed = [each for each in events if isinstance(each.start, datetime)]
    moments = [_moment(each, own) for each in timed]
    named = [(calendar.get("X-WR-TIMEZONE"), moments)]
    # In a calendar of several zones, each name is that of its own events.
    for name in dict.fromkeys(_known(each) for each in timed):
        named.append((name, [_moment(each, own) for each in timed if _known(each) == name]))
    for name, its in named:
        if name and str(name) in time_zones():
            zone = ZoneInfo(str(name))
            zoned = [each for each in its if each.tzinfo]
            if all(each.replace(tzinfo=zone).utcoffset() == each.utcoffset() for each in zoned):
                return str(name)
    return fixed_zone(moments[0] if moments else None)


def _moment(event: Event, own: Mapping[str, tzinfo]) -> datetime:
    """Return when an event starts, in the zone as the calendar itself describes it."""
    start = event.start
    assert isinstance(start, datetime)  # noqa: S101 - asked for of such events only
    zone = own.get(str(event["DTSTART"].params.get("TZID")))
    return start.replace(tzinfo=zone) if zone else start


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
        if name in taken or name in {"BEGIN", "END"} or is_form(name, event):
            continue
        text = value.to_ical().decode() if hasattr(value, "to_ical") else value
        reason = REPEATS if name in {"RRULE", "RDATE"} else NO_PLACE
        gathered.leave(f"{_place(event)}, {name}", text, reason)


def _place(event: Event) -> str:
    return f"UID {event.get('UID', event.get('SUMMARY', ''))}"
