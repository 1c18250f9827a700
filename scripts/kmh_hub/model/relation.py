"""Which seminars are related, by what they have in common."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log

from kmh_hub.model.entity import Entity, EntityKind
from kmh_hub.model.mention import Mentions

SHOWN = 3
"""So many related seminars a page shows."""
_NEAR = 25
"""Of what many seminars share, only so many before and after a seminar are looked at: the work
grows with the seminars, not with their square."""
_ALIKE = 1e-5
"""Scores that differ by less may be equal."""
_WEIGHTS = {
    EntityKind.THEME: 3.0,
    EntityKind.PERSON: 3.0,
    EntityKind.COUNTRY: 1.0,
    EntityKind.ORGANISATION: 1.0,
}
"""How much a kind counts; that two seminars fell into one year relates nothing."""


@dataclass(frozen=True)
class Relation:
    """What relates a seminar to another one."""

    slug: str
    """The other's."""
    shared: tuple[Entity, ...]
    """What both name, but for what all seminars name; in the order in which the first names it."""


class Relations:
    """The related seminars of each.

    What two seminars share counts the more, the fewer seminars share it (inverse document
    frequency); what all share counts nothing.

    Args:
        mentions: what each seminar names, by slug, the oldest seminar first.

    """

    def __init__(self, mentions: Mapping[str, Mentions]) -> None:
        self._mentions = mentions
        self._found: dict[str, tuple[Relation, ...]] = {}
        self._slugs = tuple(mentions)
        self._place = {slug: place for place, slug in enumerate(mentions)}
        self._naming: defaultdict[Entity, list[int]] = defaultdict(list)
        """The places of the seminars that name an entity, in order."""
        for place, named in enumerate(mentions.values()):
            for entity in named:
                self._naming[entity].append(place)
        self._weights = {
            entity: _WEIGHTS.get(entity.kind, 0.0) * log(len(mentions) / len(places))
            for entity, places in self._naming.items()
        }

    def of(self, slug: str) -> tuple[Relation, ...]:
        """Return the most related seminars, the most related first; of equal ones the nearest."""
        if slug not in self._found:
            self._found[slug] = self._of(slug)
        return self._found[slug]

    def _of(self, slug: str) -> tuple[Relation, ...]:
        scores: defaultdict[int, float] = defaultdict(float)
        here = self._place[slug]
        for entity in self._mentions[slug]:
            if weight := self._weights[entity]:
                for other in self._near(entity, here):
                    scores[other] += weight
        scores.pop(here, None)
        # Hundreds share something; those beyond the best scores need no order among them.
        least = min(nlargest(SHOWN, scores.values()), default=0.0) - _ALIKE
        best = [other for other, score in scores.items() if score >= least]

        def rank(place: int) -> tuple[float, int, int]:
            # Sums of the same weights in another order differ in the last digits.
            return -round(scores[place], 6), abs(place - here), -place

        others = (self._slugs[place] for place in sorted(best, key=rank)[:SHOWN])
        return tuple(Relation(other, self._shared(slug, other)) for other in others)

    def _near(self, entity: Entity, here: int) -> Sequence[int]:
        places = self._naming[entity]
        at = bisect_left(places, here)
        return places[max(0, at - _NEAR) : at + _NEAR + 1]

    def _shared(self, slug: str, other: str) -> tuple[Entity, ...]:
        both = self._mentions[slug].keys() & self._mentions[other].keys()
        return tuple(
            entity for entity in self._mentions[slug] if entity in both and self._weights[entity]
        )
