"""The days of a seminar as events of a calendar (RFC 5545, RFC 7986)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import icalendar
from icalendar import vCategory

from kmh_hub.exports.calendar.text import description_of, isolated, list_of
from kmh_hub.exports.export import Addresses, stable_id
from kmh_hub.localisation.language import Language, LocalText
from kmh_hub.model.seminar import EventStatus, Format, Seminar
from kmh_hub.model.series import Entry
from kmh_hub.model.text import UNDETERMINED
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.agenda import Hours, TimetableDay, timetable

_EPOCH = date(1970, 1, 1)


def events_of(
    entry: Entry, vocabulary: Vocabulary, language: Language, addresses: Addresses
) -> Iterator[icalendar.Event]:
    """Return an event for each day of a seminar that is known to the day, in order."""
    seminar = entry.seminar
    for number, each in enumerate(timetable(seminar, (), ()), start=1):
        if full := each.day.date.full:
            hours = _hours(each)
            component = icalendar.Event()
            component.add("UID", str(stable_id(entry.identity, str(number))))
            _add_times(component, full, hours, seminar.timezone)
            _add_state(component, seminar, is_timed=hours is not None)
            _add_texts(component, seminar, number, vocabulary, language)
            _add_text(
                component,
                "DESCRIPTION",
                description_of(entry, each, vocabulary, language, addresses),
                language.text(seminar.summary).language if seminar.summary else language.tag,
            )
            _add_addresses(component, entry, language, addresses)
            yield component


def _hours(each: TimetableDay) -> Hours | None:
    """Return when a day starts and, where that is known, ends; None where no start is known."""
    hours = each.hours
    parts = [session.hours for session in each.sessions]
    if hours is None and parts and parts[0] and parts[0].start:
        starts = [part.start for part in parts if part and part.start]
        ends = [part.end for part in parts if part and part.end]
        # Where the last session has no end, or another begins later, the day goes on.
        is_over = parts[-1] and parts[-1].end and max(ends) > max(starts)
        hours = Hours(min(starts), max(ends) if is_over else None)
    return hours if hours and hours.start else None


def _add_times(
    event: icalendar.Event, full: date, hours: Hours | None, timezone: str | None
) -> None:
    if not (hours and timezone):
        # A date without an end lasts a day (RFC 5545, 3.6.1).
        event.add("DTSTART", full)
        return
    for name, at in (("DTSTART", hours.start), ("DTEND", hours.end)):
        if at:
            # The zone by its name: the library takes Accra's and Dakar's for UTC.
            event.add(name, at.replace(tzinfo=None), {"TZID": timezone})


def _add_state(event: icalendar.Event, seminar: Seminar, *, is_timed: bool) -> None:
    # Without METHOD, DTSTAMP is the time of the last change (RFC 5545, 3.8.7.2).
    event.add("DTSTAMP", _midnight(seminar.updated or _EPOCH))
    if seminar.updated:
        event.add("LAST-MODIFIED", _midnight(seminar.updated))
    if seminar.added:
        event.add("CREATED", _midnight(seminar.added.earliest))
    event.add("SEQUENCE", len(seminar.changes))
    takes_place = seminar.status is EventStatus.SCHEDULED
    event.add("STATUS", "CONFIRMED" if takes_place else "CANCELLED")
    event.add("TRANSP", "OPAQUE" if takes_place and is_timed else "TRANSPARENT")
    event.add("CLASS", "PUBLIC")


def _add_texts(
    event: icalendar.Event,
    seminar: Seminar,
    number: int,
    vocabulary: Vocabulary,
    language: Language,
) -> None:
    title = language.text(seminar.title)
    _add_text(event, "SUMMARY", _summary(title, seminar, number, language), title.language)
    if seminar.place and seminar.format is not Format.ONLINE:
        place = seminar.place
        city = language.text(place.city)
        parts = [*([language.text(place.venue)] if place.venue else []), city]
        country = LocalText(language.formats.country(place.country), language.tag, True)
        _add_text(event, "LOCATION", list_of([*parts, country], language), city.language)
    elif seminar.platform:
        _add_text(event, "LOCATION", seminar.platform, UNDETERMINED)
    themes = defaultdict(list)
    for key in seminar.themes:
        if known := vocabulary.themes.get(key):
            theme = language.text(known.name)
            themes[theme.language].append(str(theme))
    for tag, names in themes.items():
        event.add("CATEGORIES", vCategory(names), _in(tag))


def _summary(title: LocalText, seminar: Seminar, number: int, language: Language) -> str:
    _ = language.translations.gettext
    summary = isolated(title, language)
    if len(seminar.days) > 1:
        # Translators: an event’s title; in words, for the order of “1/2” depends on its neighbours.
        summary = _("%(title)s (day %(number)s of %(count)s)") % {
            "title": summary,
            "number": number,
            "count": len(seminar.days),
        }
    if seminar.status is EventStatus.CANCELLED:
        return _("Cancelled: %s") % summary
    if seminar.status is EventStatus.POSTPONED:
        return _("Postponed: %s") % summary
    return summary


def _add_addresses(
    event: icalendar.Event, entry: Entry, language: Language, addresses: Addresses
) -> None:
    seminar, _ = entry.seminar, language.translations.gettext
    event.add("URL", addresses.page(language, entry.slug))
    way = seminar.registration
    if (
        way
        and way.url
        and seminar.format in (Format.ONLINE, Format.HYBRID)
        and seminar.status is EventStatus.SCHEDULED
    ):
        label = {"LABEL": _("Register or join"), "LANGUAGE": language.tag}
        event.add("CONFERENCE", way.url, {"VALUE": "URI", **label})


def _add_text(event: icalendar.Event, name: str, text: str, tag: str) -> None:
    event.add(name, text, _in(tag))


def _in(tag: str) -> dict[str, str]:
    return {} if tag == UNDETERMINED else {"LANGUAGE": tag}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
