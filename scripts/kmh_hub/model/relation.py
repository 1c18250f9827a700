"""Which seminars are related, by what they have in common."""

from collections import defaultdict
from dataclasses import dataclass
from math import log

from kmh_hub.model.entity import Entity, EntityKind
from kmh_hub.model.series import Entry, Series

SHOWN = 3
"""So many related seminars a page shows."""
_NEAR = 25
"""Of what many seminars share, only so many before and after a seminar are looked at: the work
grows with the seminars, not with their square."""
_WEIGHTS = {
    EntityKind.THEME: 3.0,
    EntityKind.PERSON: 3.0,
    EntityKind.COUNTRY: 1.0,
    EntityKind.ORGANISATION: 1.0,
}
"""How much a kind counts; that two seminars fell into one year relates nothing."""


@dataclass(frozen=True)
class Related:
    """A seminar that is related to another one."""

    entry: Entry
    shared: tuple[Entity, ...]
    """What both name, but for what all seminars name; in the order in which the other names it."""


class Relations:
    """The related seminars of each.

    What two seminars share counts the more, the fewer seminars share it (inverse document
    frequency); what all share counts nothing.
    """

    def __init__(self, series: Series) -> None:
        self._series = series
        self._place = {entry.slug: place for place, entry in enumerate(series.entries)}
        self._place_among = {
            entity: {entry.slug: place for place, entry in enumerate(entries)}
            for entity, entries in series.naming.items()
        }

    def related_to(self, entry: Entry) -> tuple[Related, ...]:
        """Return the most related seminars, the most related first; of equal ones the nearest."""
        scores: defaultdict[str, float] = defaultdict(float)
        for entity in self._series.mentions[entry.slug]:
            if weight := self._weight(entity):
                among = self._series.naming[entity]
                place = self._place_among[entity][entry.slug]
                for other in among[max(0, place - _NEAR) : place + _NEAR + 1]:
                    scores[other.slug] += weight
        scores.pop(entry.slug, None)
        here = self._place[entry.slug]
        best = sorted(
            scores,
            key=lambda slug: (-scores[slug], abs(self._place[slug] - here), -self._place[slug]),
        )
        return tuple(
            Related(self._series.by_slug[slug], self._shared(entry, slug)) for slug in best[:SHOWN]
        )

    def _weight(self, entity: Entity) -> float:
        sharing, all_ = len(self._series.naming[entity]), len(self._place)
        return _WEIGHTS.get(entity.kind, 0.0) * log(all_ / sharing)

    def _shared(self, entry: Entry, slug: str) -> tuple[Entity, ...]:
        others = self._series.mentions[slug]
        return tuple(
            entity
            for entity in self._series.mentions[entry.slug]
            if entity in others and self._weight(entity)
        )
