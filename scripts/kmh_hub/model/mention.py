"""Which entities a seminar names, and as what."""

from collections.abc import Iterable, Iterator, Mapping
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
Named = tuple[Role, EntityKind, str, str | None]
"""As what a seminar names which kind of entity, its key, and the organisation that it gives a
person."""


def mentions_of(named: Iterable[Named], vocabulary: Vocabulary) -> Mentions:
    """Return the entities that a seminar names and that there are, in the order of their names.

    Args:
        named: what it names (`named_in`).
        vocabulary: the names that seminars share.

    """
    found: dict[Entity, dict[Role, None]] = {}
    for role, kind, key in _known(named, vocabulary):
        found.setdefault(Entity(kind, key), {})[role] = None
    return {entity: tuple(roles) for entity, roles in found.items()}


def appearances_of(session: Session) -> tuple[tuple[Role, tuple[Appearance, ...]], ...]:
    """Return who takes part in a session, by role."""
    return (Role.SPEAKER, session.speakers), (Role.MODERATOR, session.moderators)


def named_in(seminar: Seminar) -> Iterator[Named]:
    """Return what a seminar names, in order, whether series.yml has it or not."""
    for key in seminar.themes:
        yield Role.THEME, EntityKind.THEME, key, None
    for code in seminar.countries:
        yield Role.PARTNER_COUNTRY, EntityKind.COUNTRY, code, None
    if seminar.place:
        yield Role.HOST_COUNTRY, EntityKind.COUNTRY, seminar.place.country, None
    for role, keys in (
        (Role.ORGANISER, seminar.organisers),
        (Role.PARTNER, seminar.partners),
        (Role.FUNDER, seminar.funders),
    ):
        for key in keys:
            yield role, EntityKind.ORGANISATION, key, None
    for session in seminar.sessions:
        for role, appearances in appearances_of(session):
            for each in appearances:
                yield role, EntityKind.PERSON, each.person, each.affiliation
    for year in dict.fromkeys(day.date.year for day in seminar.days):
        yield Role.YEAR, EntityKind.YEAR, str(year), None


def _known(
    named: Iterable[Named], vocabulary: Vocabulary
) -> Iterator[tuple[Role, EntityKind, str]]:
    described: dict[EntityKind, Mapping[str, object]] = {
        EntityKind.THEME: vocabulary.themes,
        EntityKind.ORGANISATION: vocabulary.organisations,
        EntityKind.PERSON: vocabulary.people,
    }
    for role, kind, key, given in named:
        if kind in described and key not in described[kind]:
            continue
        yield role, kind, key
        if kind is EntityKind.PERSON:
            affiliation = given or vocabulary.people[key].affiliation
            if affiliation and affiliation in vocabulary.organisations:
                yield Role.AFFILIATION, EntityKind.ORGANISATION, affiliation
