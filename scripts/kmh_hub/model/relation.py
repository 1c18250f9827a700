"""Which seminars are related, by what they have in common."""

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
        self._place = {slug: place for place, slug in enumerate(mentions)}
        self._naming: dict[Entity, dict[str, int]] = {}
        for slug, named in mentions.items():
            for entity in named:
                among = self._naming.setdefault(entity, {})
                among[slug] = len(among)
        self._slugs = {entity: tuple(among) for entity, among in self._naming.items()}
        self._weights = {
            entity: _WEIGHTS.get(entity.kind, 0.0) * log(len(mentions) / len(among))
            for entity, among in self._naming.items()
        }

    def of(self, slug: str) -> tuple[Relation, ...]:
        """Return the most related seminars, the most related first; of equal ones the nearest."""
        if slug not in self._found:
            self._found[slug] = self._of(slug)
        return self._found[slug]

    def _of(self, slug: str) -> tuple[Relation, ...]:
        scores: defaultdict[str, float] = defaultdict(float)
        for entity in self._mentions[slug]:
            if weight := self._weights[entity]:
                for other in self._near(entity, slug):
                    scores[other] += weight
        scores.pop(slug, None)
        here = self._place[slug]
        # Hundreds share something; those beyond the best scores need no order among them.
        least = min(nlargest(SHOWN, scores.values()), default=0.0) - _ALIKE
        best = [other for other, score in scores.items() if score >= least]

        def rank(other: str) -> tuple[float, int, int]:
            # Sums of the same weights in another order differ in the last digits.
            place = self._place[other]
            return -round(scores[other], 6), abs(place - here), -place

        return tuple(
            Relation(other, self._shared(slug, other)) for other in sorted(best, key=rank)[:SHOWN]
        )

    def _near(self, entity: Entity, slug: str) -> Sequence[str]:
        place = self._naming[entity][slug]
        return self._slugs[entity][max(0, place - _NEAR) : place + _NEAR + 1]

    def _shared(self, slug: str, other: str) -> tuple[Entity, ...]:
        return tuple(
            entity
            for entity in self._mentions[slug]
            if entity in self._mentions[other] and self._weights[entity]
        )
