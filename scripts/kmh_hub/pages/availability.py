"""What can be had of a seminar, in which language: the state of its three doors."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from kmh_hub.localisation.language import Language
from kmh_hub.model.material import Item, MaterialKind, Status
from kmh_hub.model.seminar import Seminar
from kmh_hub.pages.page import Kind

AnItem = TypeVar("AnItem", bound=Item)


@dataclass(frozen=True)
class Availability:
    """The state of one page of a seminar."""

    kind: Kind
    sessions: int
    """How many sessions the agenda lists; 0 for the other pages."""
    languages: dict[Status, tuple[str, ...]]
    """By status, the names of the languages of what there is; an empty tuple where not known."""


def availability(seminar: Seminar, language: Language) -> tuple[Availability, ...]:
    """Return the state of agenda, presentation and recordings, in this order."""
    agenda = [item for item in seminar.materials if item.kind is MaterialKind.AGENDA]
    documents = [item for item in seminar.materials if item.kind is not MaterialKind.AGENDA]
    return (
        Availability(Kind.AGENDA, len(seminar.sessions), _languages(agenda, language)),
        Availability(Kind.PRESENTATION, 0, _languages(documents, language)),
        Availability(Kind.RECORDINGS, 0, _languages(seminar.recordings, language)),
    )


def _languages(items: Iterable[Item], language: Language) -> dict[Status, tuple[str, ...]]:
    found: dict[Status, dict[str, None]] = {}
    for item in own_language_first(items, language.tag):
        names = found.setdefault(item.status, {})
        if item.language:
            names[language.formats.language(item.language)] = None
    return {status: tuple(found[status]) for status in Status if status in found}


def own_language_first(items: Iterable[AnItem], tag: str) -> list[AnItem]:
    """Return items in their order, but those in a language first."""
    return sorted(items, key=lambda item: item.language != tag)
