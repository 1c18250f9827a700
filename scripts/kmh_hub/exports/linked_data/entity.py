"""People, organisations, themes and countries as things of schema.org."""

from collections.abc import Iterable

from kmh_hub.exports.linked_data.edition import Edition
from kmh_hub.exports.linked_data.node import Node, node
from kmh_hub.model.entity import Entity, EntityKind
from kmh_hub.model.vocabulary import Participant, Vocabulary


def entity_node(edition: Edition, entity: Entity, vocabulary: Vocabulary) -> Node | None:
    """Return an entity with its name; None for a year, which is no thing."""
    match entity.kind:
        case EntityKind.THEME:
            return theme(edition, entity.key, vocabulary)
        case EntityKind.ORGANISATION:
            return organisation(edition, entity.key, vocabulary)
        case EntityKind.PERSON:
            return _person(edition, entity.key, vocabulary)
        case EntityKind.COUNTRY:
            name = edition.language.formats.country(entity.key)
            return node("Country", edition.entity_id(entity), name=name, identifier=entity.key)
        case EntityKind.YEAR:
            return None


def theme(edition: Edition, key: str, vocabulary: Vocabulary) -> Node:
    """Return a theme."""
    known = vocabulary.themes[key]
    return node(
        "DefinedTerm",
        edition.entity_id(Entity(EntityKind.THEME, key)),
        name=edition.text(known.name),
        termCode=key,
        sameAs=[each.address for each in known.identifiers],
    )


def organisation(edition: Edition, key: str, vocabulary: Vocabulary) -> Node:
    """Return an organisation."""
    known = vocabulary.organisations[key]
    return node(
        "Organization",
        edition.entity_id(Entity(EntityKind.ORGANISATION, key)),
        name=edition.text(known.name),
        url=known.url,
        sameAs=[each.address for each in known.identifiers],
    )


def organisations(edition: Edition, keys: Iterable[str], vocabulary: Vocabulary) -> list[Node]:
    """Return the known organisations among some."""
    known = (key for key in keys if key in vocabulary.organisations)
    return [organisation(edition, key, vocabulary) for key in known]


def participant(edition: Edition, person: Participant, vocabulary: Vocabulary) -> Node:
    """Return a person as they were at a session."""
    known = _person(edition, person.key, vocabulary)
    if person.role:
        known["jobTitle"] = edition.text(person.role)
    if person.affiliation:
        known["affiliation"] = organisation(edition, person.affiliation, vocabulary)
    return known


def _person(edition: Edition, key: str, vocabulary: Vocabulary) -> Node:
    known = vocabulary.people[key]
    affiliation = known.affiliation
    return node(
        "Person",
        edition.entity_id(Entity(EntityKind.PERSON, key)),
        name=edition.text(known.name),
        affiliation=organisation(edition, affiliation, vocabulary) if affiliation else None,
        url=known.url,
        sameAs=[each.address for each in known.identifiers],
    )
