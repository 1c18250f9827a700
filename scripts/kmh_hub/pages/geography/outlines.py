"""The outlines of land and countries, in degrees."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any

Point = tuple[float, float]
"""A place: its longitude and latitude in degrees, or how far it is across and down a map."""

_HALF, _AROUND = 180, 360
"""Degrees of longitude, half and once around the world."""
_PART = 24
"""So many points have their bounds together."""


@dataclass(frozen=True)
class Part:
    """Points of a ring in a row, within their bounds in degrees."""

    points: tuple[Point, ...]
    west: float
    east: float
    south: float
    north: float

    @classmethod
    def of(cls, points: tuple[Point, ...]) -> "Part":
        """Return points with their bounds."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        return cls(points, min(xs), max(xs), min(ys), max(ys))


class Ring(tuple[Point, ...]):
    """A closed line of points, each with its longitude and latitude in degrees."""

    @cached_property
    def whole(self) -> Part:
        """All its points."""
        return Part.of(self)

    @cached_property
    def parts(self) -> list[Part]:
        """Its points, few by few, so that what lies elsewhere is not looked at point by point."""
        return [Part.of(self[start : start + _PART]) for start in range(0, len(self), _PART)]


class _Countries(Mapping[str, tuple[Ring, ...]]):
    """Countries, of which most maps show few: each is outlined when it is asked for."""

    def __init__(
        self, rows: Mapping[str, Sequence[Sequence[int]]], arcs: Callable[[int], Ring]
    ) -> None:
        self._rows = rows
        self._rings = cache(
            lambda code: tuple(sorted(_rings(rows[code], arcs), key=area, reverse=True))
        )

    def __getitem__(self, code: str) -> tuple[Ring, ...]:
        return self._rings(code)

    def __contains__(self, code: object) -> bool:
        return code in self._rows

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class Outlines:
    """All land, and each country by its ISO 3166-1 alpha-2 code.

    Args:
        world: as `world.json` has it.

    """

    def __init__(self, world: Mapping[str, Any]) -> None:
        self._rows = world["land"]
        self._arcs = cache(lambda number: _points(world["arcs"][number], world["step"]))
        self.countries = _Countries(world["countries"], self._arcs)
        """The largest part of a country first."""

    @cached_property
    def land(self) -> tuple[Ring, ...]:
        """The outlines of all land."""
        return tuple(_rings(self._rows, self._arcs))


@cache
def outlines() -> Outlines:
    """Return the outlines that the package comes with; some small territories have none."""
    return Outlines(json.loads(files(__package__).joinpath("world.json").read_bytes()))


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring, in the square of its unit."""
    return abs(sum(_crosses(ring))) / 2


def centre(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of a ring's area."""
    crosses = _crosses(ring)
    total = sum(crosses)
    if not total:
        return ring[0]
    pairs = list(zip(ring, (*ring[1:], ring[0]), crosses, strict=True))
    x = sum((a[0] + b[0]) * cross for a, b, cross in pairs) / (3 * total)
    y = sum((a[1] + b[1]) * cross for a, b, cross in pairs) / (3 * total)
    return x, y


def _crosses(ring: Sequence[Point]) -> list[float]:
    after = (*ring[1:], ring[0])
    return [a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, after, strict=True)]


def _points(row: Sequence[int], step: float) -> Ring:
    """Return an arc's points from its first point and the steps to the others."""
    across, up = accumulate(row[::2]), accumulate(row[1::2])
    return Ring((x * step, y * step) for x, y in zip(across, up, strict=True))


def _rings(rows: Sequence[Sequence[int]], arcs: Callable[[int], Ring]) -> Iterator[Ring]:
    """Return rings; one that crosses the 180th meridian on either side of the world, unbroken."""
    for row in rows:
        ring = _unbroken(_ring(row, arcs))
        yield ring
        beyond = max(x for x, _ in ring) > _HALF, min(x for x, _ in ring) < -_HALF
        if any(beyond):
            yield Ring((x + (-_AROUND if beyond[0] else _AROUND), y) for x, y in ring)


def _unbroken(ring: Ring) -> Ring:
    """Return a ring that goes on beyond the 180th meridian, not in at the other end."""
    points, turns = [ring[0]], 0
    for (before, _), (x, y) in pairwise(ring):
        turns += (before - x > _HALF) - (x - before > _HALF)
        points.append((x + turns * _AROUND, y))
    return Ring(points)


def _ring(numbers: Sequence[int], arcs: Callable[[int], Ring]) -> Ring:
    points: list[Point] = []
    for number in numbers:
        points += arcs(~number)[::-1] if number < 0 else arcs(number)
    return Ring(points)
