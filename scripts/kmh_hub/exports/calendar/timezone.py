"""The zones that events name, with all that clocks do in their years (RFC 5545, 3.6.5)."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from kmh_hub.exports.calendar.writing import written

ZONELESS = b"UTC"
"""The zone whose times need no VTIMEZONE."""

_DAY = timedelta(days=1)
_SECONDS = range(int(_DAY.total_seconds()))


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


# Most seminars share a zone and a year with others.
@lru_cache(maxsize=256)
def timezone(zone: str, years: frozenset[int]) -> bytes:
    """Return a VTIMEZONE that holds for some years.

    icalendar 7.3.2 makes them, too, but looks for changes in steps of 64 days and so misses the
    month of Ramadan, in which Morocco's clocks go back; and its changes in spring are an hour late.
    """
    component = Timezone()
    component.add("TZID", zone)
    for year in sorted(years):
        first, *changes = _observances(zone, year)
        for each in changes if year - 1 in years else (first, *changes):
            # Each on its own: ical.js reads but the first date of an RDATE, and then not DTSTART.
            part = TimezoneDaylight() if each.is_daylight else TimezoneStandard()
            part.add("DTSTART", each.onset)
            part.add("TZOFFSETFROM", each.before)
            part.add("TZOFFSETTO", each.after)
            part.add("TZNAME", each.name)
            component.add_component(part)
    return written(component)


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
