"""Calendars: a seminar to save and the series to subscribe to (RFC 5545, RFC 7986)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard

from kmh_hub.exports.calendar.event import ZONELESS, Event, events_of
from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Language
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import SEMINARS, path_of

_DAY = timedelta(days=1)
_SECONDS = range(int(_DAY.total_seconds()))


def seminar_path(slug: str) -> str:
    """Return where a seminar's calendar lies, below its language: `seminars/x/seminar.ics`."""
    return f"{path_of(slug)}seminar.ics"


SERIES_PATH = f"{SEMINARS}/seminars.ics"
"""Where the calendar of all seminars lies, below its language."""


def seminar_calendar(
    entry: Entry, vocabulary: Vocabulary, language: Language, addresses: Addresses
) -> bytes | None:
    """Return the calendar of one seminar; None where none of its days is known to the day.

    It has no name, from which some programs would make a new calendar when it is saved.
    """
    events = tuple(events_of(entry, vocabulary, language, addresses))
    return _written(_calendar(language), events) if events else None


def series_calendar(series: Series, language: Language, addresses: Addresses, name: str) -> bytes:
    """Return the calendar of all seminars, with an event for each day that is known.

    Args:
        series: the seminars, oldest first.
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
    calendar.add("REFRESH-INTERVAL", _DAY, {"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "P1D")
    events = [
        event
        for entry in series.entries
        for event in events_of(entry, series.vocabulary, language, addresses)
    ]
    return _written(calendar, events)


def _calendar(language: Language) -> Calendar:
    # Without METHOD, for it makes a file a scheduling message, whose host would have to say the
    # method again in Content-Type, which static hosts do not; a file without it is a snapshot of a
    # calendar (RFC 5545, 3.7.2), and SEQUENCE and DTSTAMP tell which of two snapshots is newer.
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//EU-IOM Knowledge Management Hub//Seminars//{language.tag.upper()}")
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _written(calendar: Calendar, events: Sequence[Event]) -> bytes:
    years = defaultdict(set)
    for event in events:
        if event.timezone and event.timezone != ZONELESS:
            years[event.timezone].add(event.date.year)
    for zone in sorted(years):
        calendar.add_component(_timezone(zone, years[zone]))
    for event in events:
        calendar.add_component(event.component)
    return bytes(calendar.to_ical())


@dataclass(frozen=True)
class _Observance:
    """What a zone's clocks show from a moment on."""

    onset: datetime
    """When it begins, as the clocks showed it before."""
    before: timedelta
    """The offset from UTC until then."""
    after: timedelta
    """The offset from UTC from then on."""
    name: str
    is_daylight: bool


def _timezone(zone: str, years: Collection[int]) -> Timezone:
    """Return a VTIMEZONE that holds for some years.

    icalendar 7.3.2 makes them, too, but looks for changes in steps of 64 days and so misses the
    month of Ramadan, in which Morocco's clocks go back; and its changes in spring are an hour late.
    """
    timezone = Timezone()
    timezone.add("TZID", zone)
    for year in sorted(years):
        first, *changes = _observances(zone, year)
        for each in changes if year - 1 in years else (first, *changes):
            # Each on its own: ical.js reads but the first date of an RDATE, and then not DTSTART.
            part = TimezoneDaylight() if each.is_daylight else TimezoneStandard()
            part.add("DTSTART", each.onset)
            part.add("TZOFFSETFROM", each.before)
            part.add("TZOFFSETTO", each.after)
            part.add("TZNAME", each.name)
            timezone.add_component(part)
    return timezone


@cache
def _observances(zone: str, year: int) -> tuple[_Observance, ...]:
    """Return what holds when a year begins anywhere on Earth, and each change until its end."""
    start, end = (datetime(each, 12, 31, tzinfo=UTC) for each in (year - 1, year))
    return tuple(_changes(ZoneInfo(zone), start, end))


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[_Observance]:
    yield _observance(zone, start, start)
    for number in range((end - start).days):
        day = start + number * _DAY
        before = _offset(zone, day)
        if before != _offset(zone, day + _DAY):
            second = bisect_left(
                _SECONDS, True, key=lambda s: _offset(zone, day + timedelta(seconds=s)) != before
            )
            yield _observance(zone, day, day + timedelta(seconds=second))


def _observance(zone: ZoneInfo, earlier: datetime, onset: datetime) -> _Observance:
    before, local = _offset(zone, earlier), onset.astimezone(zone)
    return _Observance(
        onset=onset.replace(tzinfo=None) + before,
        before=before,
        after=_offset(zone, onset),
        name=str(local.tzname()),
        # Time that is behind the standard (Ireland's winter) is daylight time in IANA's data only.
        is_daylight=(local.dst() or timedelta()) > timedelta(),
    )


def _offset(zone: ZoneInfo, at: datetime) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()
