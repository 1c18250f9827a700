"""The indexes: for each kind of entity a page with all of them, and a page for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from kmh_hub.localisation.language import Language, LocalText
from kmh_hub.model.agenda import Session
from kmh_hub.model.entity import Entity, EntityKind, Organisation, Person, Theme
from kmh_hub.model.mention import Role, appearances_of
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.vocabulary import Participant, Vocabulary
from kmh_hub.pages.page import Page, entity_path
from kmh_hub.pages.pagination import Slice, in_order, newest_first


@dataclass(frozen=True)
class Indexed:
    """An entity in the index of its kind."""

    entity: Entity
    name: LocalText
    count: int
    """How many seminars name it."""


@dataclass(frozen=True)
class Fact:
    """What series.yml says of an entity."""

    label: str
    value: LocalText | str
    path: str = ""
    """The address of a page of its own below the language's, where it has one."""
    url: str = ""
    """An address elsewhere."""


@dataclass(frozen=True)
class Part:
    """A person's part in a session."""

    number: int
    """The session's, over the whole seminar."""
    session: Session
    role: Role
    person: Participant
    """The person as of that day."""


@dataclass(frozen=True)
class Naming:
    """A seminar that names an entity."""

    entry: Entry
    roles: tuple[Role, ...]
    """As what it names the entity."""
    texts: str
    """The languages of its text, the page's first."""
    recordings: str
    """The languages of its published recordings; empty where there are none."""
    parts: tuple[Part, ...] = ()
    """The sessions in which it names a person."""


def entity_pages(series: Series, language: Language) -> Iterator[Page]:
    """Return the index of every kind and the pages of every entity that a seminar names."""
    by_kind: dict[EntityKind, list[Entity]] = {kind: [] for kind in EntityKind}
    for entity in series.naming:
        by_kind[entity.kind].append(entity)
    for kind, entities in by_kind.items():
        yield from _index(series, kind, entities, kind_texts(kind, language), language)
    for kind, entities in by_kind.items():
        texts = kind_texts(kind, language)
        for entity in entities:
            yield from _pages(series, entity, texts, language)


def _index(
    series: Series,
    kind: EntityKind,
    entities: Sequence[Entity],
    texts: tuple[str, str],
    language: Language,
) -> Iterator[Page]:
    title, description = texts
    for cut in in_order(len(entities), entity_path(kind), language):
        own = cut.title(title, language)
        yield Page(
            language=language,
            path=cut.path,
            source=f"{cut.path}index" if cut.is_first else cut.path.rstrip("/"),
            title=own,
            description=description if cut.is_first else f"{own}. {description}",
            seminar="",
            template="entities.html",
            make_context=partial(_index_context, series, kind, cut, entities, language),
            entity_kind=kind,
            cut=cut,
        )


def _index_context(
    series: Series, kind: EntityKind, cut: Slice, entities: Sequence[Entity], language: Language
) -> dict[str, object]:
    indexed = _indexed(series, kind, entities, language)
    return {"shown_kind": kind, "cut": cut, "indexed": indexed[cut.start : cut.stop]}


def _pages(
    series: Series, entity: Entity, texts: tuple[str, str], language: Language
) -> Iterator[Page]:
    """Return the page of an entity, and further ones where many seminars name it."""
    _ = language.translations.gettext
    title, description = texts
    name = name_of(entity, series.vocabulary, language)
    entries = series.naming[entity][::-1]
    is_year = entity.kind is EntityKind.YEAR
    in_title = _("Seminars of %(year)s") % {"year": name} if is_year else name
    for cut in newest_first(len(entries), entity_path(entity.kind, entity.key), language):
        shown = entries[cut.start : cut.stop]
        yield Page(
            language=language,
            path=cut.path,
            source=cut.path.rstrip("/"),
            title=cut.title(in_title, language),
            description=f"{title}{_(': ')}{cut.title(name, language)}. {description}",
            seminar="",
            template="entity.html",
            make_context=partial(_context, series, entity, cut, shown, language),
            entity=entity,
            entries=shown,
            cut=cut,
        )


def _context(
    series: Series, entity: Entity, cut: Slice, shown: Sequence[Entry], language: Language
) -> dict[str, object]:
    return {
        "entity": entity,
        "name": name_of(entity, series.vocabulary, language),
        "cut": cut,
        "facts": tuple(_facts(entity, series, language)) if cut.is_first else (),
        "naming": [
            Naming(
                entry,
                series.mentions[entry.slug][entity],
                *_languages(entry, language),
                tuple(_parts(entry, entity, series.vocabulary)),
            )
            for entry in shown
        ],
    }


def name_of(entity: Entity, vocabulary: Vocabulary, language: Language) -> LocalText:
    """Return an entity's name in a language, or in the first fallback that it has."""
    if known := _described(entity, vocabulary):
        return language.text(known.name)
    is_country = entity.kind is EntityKind.COUNTRY
    name = language.formats.country(entity.key) if is_country else entity.key
    return LocalText(name, language.tag, True)


def _described(entity: Entity, vocabulary: Vocabulary) -> Theme | Organisation | Person | None:
    match entity.kind:
        case EntityKind.THEME:
            return vocabulary.themes[entity.key]
        case EntityKind.ORGANISATION:
            return vocabulary.organisations[entity.key]
        case EntityKind.PERSON:
            return vocabulary.people[entity.key]
        case _:
            return None


def _facts(entity: Entity, series: Series, language: Language) -> Iterator[Fact]:
    _ = language.translations.gettext

    def of(label: str, kind: EntityKind, key: str) -> Fact:
        other = Entity(kind, key)
        name = name_of(other, series.vocabulary, language)
        return Fact(label, name, entity_path(kind, key) if other in series.naming else "")

    known = _described(entity, series.vocabulary)
    if isinstance(known, Person) and known.affiliation:
        yield of(_("Organisation"), EntityKind.ORGANISATION, known.affiliation)
    if isinstance(known, Organisation) and known.country:
        yield of(_("Country"), EntityKind.COUNTRY, known.country)
    if isinstance(known, Organisation | Person) and known.url:
        yield Fact(_("Website"), urlsplit(known.url).hostname or "", url=known.url)
    for each in known.identifiers if known else ():
        yield Fact(each.registry, each.value, url=each.address)


def kind_texts(kind: EntityKind, language: Language) -> tuple[str, str]:
    """Return what an index is called, and what it offers, in one sentence."""
    _ = language.translations.gettext
    return {
        EntityKind.THEME: (_("Themes"), _("The seminars by theme.")),
        EntityKind.COUNTRY: (
            _("Countries"),
            _("The seminars by partner country and by host country."),
        ),
        EntityKind.ORGANISATION: (
            _("Organisations"),
            _("The seminars by organiser, partner and funder."),
        ),
        EntityKind.PERSON: (
            _("Speakers"),
            _("The seminars by speaker and moderator."),
        ),
        EntityKind.YEAR: (_("Years"), _("The seminars by year.")),
    }[kind]


def _indexed(
    series: Series, kind: EntityKind, entities: Sequence[Entity], language: Language
) -> list[Indexed]:
    """Return the entities of a kind in the language's order; years from the newest on."""
    found = [
        Indexed(entity, name_of(entity, series.vocabulary, language), len(series.naming[entity]))
        for entity in entities
    ]
    if kind is EntityKind.YEAR:
        return sorted(found, key=lambda each: each.entity.key, reverse=True)
    return sorted(found, key=lambda each: (language.sort_key(each.name), each.entity.key))


def _parts(entry: Entry, entity: Entity, vocabulary: Vocabulary) -> Iterator[Part]:
    if entity.kind is not EntityKind.PERSON:
        return
    for number, session in enumerate(entry.seminar.sessions, start=1):
        for role, appearances in appearances_of(session):
            own = (each for each in appearances if each.person == entity.key)
            for person in vocabulary.participants(own):
                yield Part(number, session, role, person)


def _languages(entry: Entry, language: Language) -> tuple[str, str]:
    texts = [tag for tag in language.preferred if tag in entry.prose]
    recordings = {
        item.language: None
        for item in entry.seminar.recordings
        if item.is_published and item.language
    }
    own_first = sorted(recordings, key=lambda tag: tag != language.tag)
    formats = language.formats
    return formats.languages(texts), formats.languages(own_first) if own_first else ""
