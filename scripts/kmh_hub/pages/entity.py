"""The indexes: for each kind of entity a page with all of them, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from kmh_hub.localisation.language import Language, LocalText
from kmh_hub.model.agenda import Session
from kmh_hub.model.entity import Entity, EntityKind, Organisation, Person, Theme
from kmh_hub.model.mention import Role, appearances_of
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.vocabulary import Participant, Vocabulary
from kmh_hub.pages.page import Page, entity_path


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
    """Return the index of every kind and the page of every entity that a seminar names."""
    _ = language.translations.gettext
    languages = {entry.slug: _languages(entry, language) for entry in series.entries}
    for kind in EntityKind:
        indexed = _indexed(series, kind, language)
        title, description = kind_texts(kind, language)
        yield Page(
            language=language,
            path=entity_path(kind),
            source=f"{entity_path(kind)}index",
            title=title,
            description=description,
            seminar="",
            template="entities.html",
            context={"shown_kind": kind, "indexed": indexed},
        )
        for each in indexed:
            path = entity_path(kind, each.entity.key)
            name = str(each.name)
            yield Page(
                language=language,
                path=path,
                source=path.rstrip("/"),
                title=_("Seminars of %(year)s") % {"year": name}
                if kind is EntityKind.YEAR
                else name,
                description=f"{title}{_(': ')}{name}. {description}",
                seminar="",
                template="entity.html",
                context={
                    "entity": each.entity,
                    "name": each.name,
                    "facts": tuple(_facts(each.entity, series, language)),
                    "naming": [
                        Naming(
                            entry,
                            series.mentions[entry.slug][each.entity],
                            *languages[entry.slug],
                            tuple(_parts(entry, each.entity, series.vocabulary)),
                        )
                        for entry in reversed(series.naming[each.entity])
                    ],
                },
            )


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


def _indexed(series: Series, kind: EntityKind, language: Language) -> list[Indexed]:
    """Return the entities of a kind in the language's order; years from the newest on."""
    found = [
        Indexed(entity, name_of(entity, series.vocabulary, language), len(entries))
        for entity, entries in series.naming.items()
        if entity.kind is kind
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
