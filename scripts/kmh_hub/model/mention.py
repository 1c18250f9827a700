"""Which entities a seminar names, and as what."""

from collections.abc import Iterator
from enum import StrEnum

from kmh_hub.model.agenda import Appearance, Session
from kmh_hub.model.entity import Entity, EntityKind
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.vocabulary import Vocabulary


class Role(StrEnum):
    """As what a seminar names an entity."""

    THEME = "theme"
    PARTNER_COUNTRY = "partner-country"
    HOST_COUNTRY = "host-country"
    ORGANISER = "organiser"
    PARTNER = "partner"
    FUNDER = "funder"
    AFFILIATION = "affiliation"
    SPEAKER = "speaker"
    MODERATOR = "moderator"
    YEAR = "year"


Mentions = dict[Entity, tuple[Role, ...]]
"""The entities that a seminar names, each with its roles."""


def mentions_of(seminar: Seminar, vocabulary: Vocabulary) -> Mentions:
    """Return the entities that a seminar names, in the order in which it names them."""
    found: dict[Entity, dict[Role, None]] = {}
    for role, kind, key in _named(seminar, vocabulary):
        found.setdefault(Entity(kind, key), {})[role] = None
    return {entity: tuple(roles) for entity, roles in found.items()}


def appearances_of(session: Session) -> tuple[tuple[Role, tuple[Appearance, ...]], ...]:
    """Return who takes part in a session, by role."""
    return (Role.SPEAKER, session.speakers), (Role.MODERATOR, session.moderators)


def _named(seminar: Seminar, vocabulary: Vocabulary) -> Iterator[tuple[Role, EntityKind, str]]:
    for key in seminar.themes:
        if key in vocabulary.themes:
            yield Role.THEME, EntityKind.THEME, key
    for code in seminar.countries:
        yield Role.PARTNER_COUNTRY, EntityKind.COUNTRY, code
    if seminar.place:
        yield Role.HOST_COUNTRY, EntityKind.COUNTRY, seminar.place.country
    for role, keys in (
        (Role.ORGANISER, seminar.organisers),
        (Role.PARTNER, seminar.partners),
        (Role.FUNDER, seminar.funders),
    ):
        for key in keys:
            if key in vocabulary.organisations:
                yield role, EntityKind.ORGANISATION, key
    for session in seminar.sessions:
        for role, appearances in appearances_of(session):
            for each in vocabulary.participants(appearances):
                yield role, EntityKind.PERSON, each.key
                if each.affiliation:
                    yield Role.AFFILIATION, EntityKind.ORGANISATION, each.affiliation
    for year in dict.fromkeys(day.date.year for day in seminar.days):
        yield Role.YEAR, EntityKind.YEAR, str(year)
