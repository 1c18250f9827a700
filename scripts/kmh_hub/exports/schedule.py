"""Agendas as schedule.json: frab's format, which pretalx writes and conference apps read."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from kmh_hub.exports.export import Addresses, stable_id
from kmh_hub.exports.own_agenda import OWN_KEY, own_agenda
from kmh_hub.localisation.language import Language
from kmh_hub.model.series import Entry
from kmh_hub.model.text import Text
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.agenda import NumberedSession, TimetableDay, timetable
from kmh_hub.pages.page import Kind, path_of

_SCHEMA = "https://c3voc.de/schedule/schema.json"
_ROOM = "–"
"""Where neither a building nor a platform is known; the format wants a room."""


def schedule_path(slug: str) -> str:
    """Return where a seminar's schedule lies, below its language: `seminars/x/schedule.json`."""
    return f"{path_of(slug)}schedule.json"


def schedule_json(
    entry: Entry, vocabulary: Vocabulary, language: Language, addresses: Addresses
) -> bytes | None:
    """Return a seminar's agenda; None where no session is known to the minute.

    The format has no moderators, and no sessions without a start: they stand under a key of the
    hub's own. A session whose length is not known lasts 00:00.
    """
    seminar = entry.seminar
    days = [each for each in timetable(seminar, (), ()) if each.day.date.full]
    if not any(_timed(day) for day in days):
        return None
    page = addresses.page(language, entry.slug, Kind.AGENDA)
    room = _room(entry, language)
    conference = {
        "acronym": entry.slug,
        "title": str(language.text(seminar.title)),
        "start": str(days[0].day.date),
        "end": str(days[-1].day.date),
        "daysCount": len(days),
        "timeslot_duration": "00:01",
        "time_zone_name": seminar.timezone,
        "rooms": [{"name": room}],
        "tracks": [],
        "days": [
            _day(number, day, room, entry, vocabulary, language, page)
            for number, day in enumerate(days, start=1)
        ],
    }
    schedule = {
        "url": page,
        "version": str(len(seminar.changes) + 1),
        "base_url": addresses.site(language),
        "conference": conference,
        OWN_KEY: own_agenda(seminar, vocabulary, language),
    }
    value = {"$schema": _SCHEMA, "generator": {"name": "kmh-hub"}, "schedule": schedule}
    return f"{json.dumps(value, ensure_ascii=False)}\n".encode()


def _timed(day: TimetableDay) -> list[tuple[NumberedSession, datetime, datetime | None]]:
    return [
        (each, each.hours.start, each.hours.end)
        for each in day.sessions
        if each.hours and each.hours.start
    ]


def _day(
    number: int,
    day: TimetableDay,
    room: str,
    entry: Entry,
    vocabulary: Vocabulary,
    language: Language,
    page: str,
) -> dict[str, Any]:
    events = []
    for each, start, end in _timed(day):
        session = each.session
        texts = dict(_texts(language, title=session.title, abstract=session.abstract))
        tag = language.text(session.title).language if session.title else language.tag
        events.append(
            {
                "guid": str(stable_id(entry.identity, "session", str(each.number))),
                "id": each.number,
                "date": start.isoformat(),
                "start": f"{start:%H:%M}",
                "duration": _duration(end - start if end else session.duration or timedelta()),
                "room": room,
                "slug": f"{entry.slug}-session-{each.number}",
                "url": f"{page}#session-{each.number}",
                "subtitle": "",
                "track": "",
                "type": "",
                "language": tag,
                **texts,
                "description": "",
                "persons": [
                    {"id": index, "public_name": str(language.text(person.name))}
                    for index, person in enumerate(
                        vocabulary.participants(session.speakers), start=1
                    )
                ],
                "links": [],
                "attachments": [],
            }
        )
    timed = _timed(day)
    bounds = [at for _, start, end in timed for at in (start, end) if at]
    outline = dict[str, str]()
    if bounds:
        outline = {"day_start": min(bounds).isoformat(), "day_end": max(bounds).isoformat()}
    return {
        "index": number,
        "date": str(day.day.date),
        **outline,
        "rooms": {room: events} if events else {},
    }


def _texts(language: Language, **texts: Text | None) -> Iterator[tuple[str, str]]:
    for key, text in texts.items():
        yield key, str(language.text(text)) if text else ""


def _room(entry: Entry, language: Language) -> str:
    place, platform = entry.seminar.place, entry.seminar.platform
    if place and (name := place.venue or place.city):
        return str(language.text(name))
    return platform or _ROOM


def _duration(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60:02}:{minutes % 60:02}"
