"""The seminars that a seminar's page suggests, each with the reason."""

from collections.abc import Iterator
from dataclasses import dataclass

from kmh_hub.localisation.language import Language, LocalText
from kmh_hub.model.entity import EntityKind
from kmh_hub.model.relation import Relation
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.entity import name_of

_NAMED = 4
"""So many names a reason gives; further ones are counted."""


@dataclass(frozen=True)
class Reason:
    """What two seminars share, of one kind."""

    label: str
    names: tuple[LocalText, ...]
    more: int
    """How many further ones there are."""


@dataclass(frozen=True)
class RelatedSeminar:
    """A related seminar."""

    entry: Entry
    reasons: tuple[Reason, ...]


def related_seminars(
    series: Series, entry: Entry, language: Language
) -> tuple[RelatedSeminar, ...]:
    """Return the related seminars, the most related first."""
    return tuple(
        RelatedSeminar(series.by_slug[each.slug], tuple(_reasons(each, series, language)))
        for each in series.relations.of(entry.slug)
    )


def _reasons(relation: Relation, series: Series, language: Language) -> Iterator[Reason]:
    for kind in EntityKind:
        shared = [entity for entity in relation.shared if entity.kind is kind]
        if shared:
            label = _label(kind, len(shared), language)
            names = [name_of(entity, series.vocabulary, language) for entity in shared]
            # Where one is left, its name is no longer than that it is left.
            count = _NAMED if len(names) > _NAMED + 1 else len(names)
            yield Reason(label, tuple(names[:count]), len(names) - count)


def _label(kind: EntityKind, count: int, language: Language) -> str:
    ngettext = language.translations.ngettext
    match kind:
        case EntityKind.THEME:
            return ngettext("Theme", "Themes", count)
        case EntityKind.COUNTRY:
            return ngettext("Country", "Countries", count)
        case EntityKind.ORGANISATION:
            return ngettext("Organisation", "Organisations", count)
        case EntityKind.PERSON:
            return ngettext("Person", "People", count)
        case _:
            raise ValueError(kind)
