"""What frab's format has no place for, under a key of the hub's own that other programs pass over.

Moderators, functions, other languages and sessions without a start: with them a schedule.json comes
back into seminar.yml as it left (`kmh_hub.importing.own_agenda`). The format's schema lets only
`schedule` itself have keys that it does not know:
https://github.com/voc/schedule/blob/master/validator/json/schema.json
"""

from collections.abc import Iterable, Iterator
from typing import Any

from kmh_hub.localisation.language import Language
from kmh_hub.model.agenda import Appearance, Session, Span
from kmh_hub.model.recording import clock
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.vocabulary import Vocabulary

OWN_KEY = "x-kmh-hub"


def own_agenda(seminar: Seminar, vocabulary: Vocabulary, language: Language) -> dict[str, Any]:
    """Return title and days as seminar.yml has them.

    Its sessions stand in the order in which their numbers count, which are the events' ids. People
    have the name beside their key that they have in a language, since whoever reads it may not know
    the key.
    """
    days = [
        {
            "date": str(day.date),
            **_hours(day),
            "sessions": [_session(each, vocabulary, language) for each in day.sessions],
        }
        for day in seminar.days
    ]
    return {"title": dict(seminar.title.root), "days": days}


def _session(session: Session, vocabulary: Vocabulary, language: Language) -> dict[str, Any]:
    own: dict[str, Any] = {**_hours(session)}
    if session.duration is not None:
        own["duration"] = clock(session.duration)
    for key, text in (("title", session.title), ("abstract", session.abstract)):
        own |= {key: dict(text.root)} if text else {}
    for key, people in (("speakers", session.speakers), ("moderators", session.moderators)):
        own |= {key: [*_people(people, vocabulary, language)]} if people else {}
    return own


def _hours(span: Span) -> dict[str, str]:
    return {key: f"{at:%H:%M}" for key, at in (("start", span.start), ("end", span.end)) if at}


def _people(
    people: Iterable[Appearance], vocabulary: Vocabulary, language: Language
) -> Iterator[dict[str, Any]]:
    for each in people:
        own: dict[str, Any] = {"person": each.person}
        if person := vocabulary.people.get(each.person):
            own["name"] = str(language.text(person.name))
        own |= {"role": dict(each.role.root)} if each.role else {}
        own |= {"affiliation": each.affiliation} if each.affiliation else {}
        yield own
