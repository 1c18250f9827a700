"""Calendars: a seminar to save and the series to subscribe to (RFC 5545, RFC 7986)."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar

from kmh_hub.exports.calendar.event import events_of
from kmh_hub.exports.calendar.timezone import ZONELESS, timezone
from kmh_hub.exports.calendar.writing import written
from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Language
from kmh_hub.model.series import Entry
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import SEMINARS, path_of


def seminar_path(slug: str) -> str:
    """Return where a seminar's calendar lies, below its language: `seminars/x/seminar.ics`."""
    return f"{path_of(slug)}seminar.ics"


SERIES_PATH = f"{SEMINARS}/seminars.ics"
"""Where the calendar of all seminars lies, below its language."""

_FIRST, _END = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"
_ZONED = re.compile(rb"^DTSTART;TZID=([^:]+):(\d{4})", re.MULTILINE)
"""The zone and the year of an event's start; lines of longer properties go on after a space."""


def seminar_calendar(
    entry: Entry, vocabulary: Vocabulary, language: Language, addresses: Addresses
) -> bytes | None:
    """Return the calendar of one seminar; None where none of its days is known to the day.

    It has no name, from which some programs would make a new calendar when it is saved.
    """
    events = [written(each) for each in events_of(entry, vocabulary, language, addresses)]
    return _with_events(_calendar(language), events) if events else None


def series_calendar(
    calendars: Iterable[bytes], language: Language, addresses: Addresses, name: str
) -> bytes:
    """Return the calendar of all seminars, with an event for each day that is known.

    Args:
        calendars: the seminars' own, the oldest seminar's first; empty where one has none.
        language: the language of its texts.
        addresses: those of the site.
        name: what programs call the calendar, in the language.

    """
    calendar = _calendar(language)
    calendar.add("NAME", name, {"LANGUAGE": language.tag})
    calendar.add("X-WR-CALNAME", name)
    calendar.add("URL", addresses.site(language, f"{SEMINARS}/"))
    # RFC 7986 wants the types of these said; the library's own setters do not say them.
    calendar.add("SOURCE", addresses.site(language, SERIES_PATH), {"VALUE": "URI"})
    calendar.add("REFRESH-INTERVAL", timedelta(days=1), {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "P1D")
    events = [each[each.index(_FIRST) : each.rindex(_END)] for each in calendars if each]
    return _with_events(calendar, events)


def _calendar(language: Language) -> Calendar:
    # Without METHOD, for it makes a file a scheduling message, whose host would have to say the
    # method again in Content-Type, which static hosts do not; a file without it is a snapshot of a
    # calendar (RFC 5545, 3.7.2), and SEQUENCE and DTSTAMP tell which of two snapshots is newer.
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//EU-IOM Knowledge Management Hub//Seminars//{language.tag.upper()}")
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _with_events(calendar: Calendar, events: Iterable[bytes]) -> bytes:
    """Return a calendar with events that are written, and with the zones that they name."""
    content = b"".join(events)
    years = defaultdict(set)
    for zone, year in _ZONED.findall(content):
        if zone != ZONELESS:
            years[zone.decode()].add(int(year))
    zones = [timezone(zone, frozenset(years[zone])) for zone in sorted(years)]
    return b"".join([written(calendar).removesuffix(_END), *zones, content, _END])
