"""The part of the world that a map shows: from degrees to a picture's units."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians

from kmh_hub.pages.geography.outlines import Part, Ring

WIDTH = 720
"""The width of every map in units: two of them are a pixel on a phone."""

_MARGIN = 0.06
"""What is shown around the countries, as a part of the whole."""
_NARROWEST = 20
"""The least that is shown from west to east, in degrees: a country with its neighbourhood."""
_FLATTEST, _TALLEST = 0.5, 1.1
"""The least and the greatest height of a map by its width."""
_NORTH, _SOUTH = 83.7, -56.0
_BEYOND = 4
"""So many units beyond the edge lines are drawn along it instead."""
_CORNERS = 3


@dataclass(frozen=True)
class View:
    """A rectangle in degrees, drawn with the proportions that hold at its middle."""

    west: float
    east: float
    south: float
    north: float

    @cached_property
    def scale(self) -> float:
        """Units by degree of latitude."""
        return WIDTH / ((self.east - self.west) * self._narrowing)

    @cached_property
    def height(self) -> int:
        """In units."""
        return round((self.north - self.south) * self.scale)

    @cached_property
    def _narrowing(self) -> float:
        return cos(radians((self.north + self.south) / 2))

    def place(self, point: tuple[float, float]) -> tuple[float, float]:
        """Return where a point stands, in units from the top left."""
        x = (point[0] - self.west) * self._narrowing * self.scale
        return x, (self.north - point[1]) * self.scale

    def path(self, rings: Iterable[Ring]) -> str:
        """Return what can be seen of rings as an SVG path, in whole units.

        Points are rounded, not chosen, so that what shares a line goes on sharing it.
        """
        return "".join(self._paths(rings))

    def _paths(self, rings: Iterable[Ring]) -> Iterator[str]:
        for ring in rings:
            if self._is_beyond(ring.whole):
                continue
            points = self._line(ring)
            xs, ys = {x for x, _ in points}, {y for _, y in points}
            if len(points) >= _CORNERS and len(xs) > 1 and len(ys) > 1:
                yield _path(points)

    def _line(self, ring: Ring) -> list[tuple[int, int]]:
        """Return the points of a ring as they are drawn, without those on straight lines."""
        right, bottom = WIDTH + _BEYOND, self.height + _BEYOND
        west, north, narrowing, scale = self.west, self.north, self._narrowing, self.scale
        points: list[tuple[int, int]] = []
        start = end = (-_BEYOND - 1, 0)  # The last line; no point is drawn there.
        for part in ring.parts:
            shown = self._corners(part) if self._is_beyond(part) else part.points
            # As `_drawn` has it, written out: land has thousands of points a map.
            for longitude, latitude in shown:
                x = (longitude - west) * narrowing * scale
                y = (north - latitude) * scale
                new = (
                    round(x) if -_BEYOND < x < right else -_BEYOND if x < 0 else right,
                    round(y) if -_BEYOND < y < bottom else -_BEYOND if y < 0 else bottom,
                )
                if new == end:
                    continue
                across, up = end[0] - start[0], end[1] - start[1]
                if len(points) > 1 and across * (new[1] - start[1]) == up * (new[0] - start[0]):
                    points[-1] = end = new
                else:
                    points.append(new)
                    start, end = end, new
        return points

    def _corners(self, part: Part) -> Iterator[tuple[float, float]]:
        """Return what counts of points along an edge: the start, a turn if there is one, the end.

        All others stand on the straight line between them.
        """
        yield part.points[0]
        if self._drawn((part.west, part.south)) != self._drawn((part.east, part.north)):
            first = self._drawn(part.points[0])
            yield next(each for each in part.points if self._drawn(each) != first)
            yield part.points[-1]

    def _drawn(self, point: tuple[float, float]) -> tuple[int, int]:
        """Return where a point is drawn; one far beyond an edge along it."""
        x, y = self.place(point)
        right, bottom = WIDTH + _BEYOND, self.height + _BEYOND
        return (
            round(x) if -_BEYOND < x < right else -_BEYOND if x < 0 else right,
            round(y) if -_BEYOND < y < bottom else -_BEYOND if y < 0 else bottom,
        )

    @cached_property
    def _edges(self) -> tuple[float, float, float, float]:
        """West, east, south and north, in degrees: what is drawn along them lies beyond."""
        up = 2 * _BEYOND / self.scale
        across = up / self._narrowing
        return self.west - across, self.east + across, self.south - up, self.north + up

    def _is_beyond(self, part: Part) -> bool:
        """Return whether all of it lies beyond one of the edges."""
        west, east, south, north = self._edges
        return part.east < west or part.west > east or part.north < south or part.south > north


def view_of(countries: Sequence[tuple[Ring, ...]]) -> View:
    """Return the part of the world that shows the largest part of each of some countries."""
    points = [point for rings in countries for point in rings[0]]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrowing = cos(radians((north + south) / 2))
    width = max((east - west) * (1 + 2 * _MARGIN), _NARROWEST)
    height = (north - south) * (1 + 2 * _MARGIN)
    # Whichever is too small for the shape of a map grows.
    height = max(height, width * narrowing * _FLATTEST)
    width = max(width, height / narrowing / _TALLEST)
    middle, centre = (west + east) / 2, (south + north) / 2
    # Russia goes on beyond the 180th meridian.
    west, east = _within(middle, width, min(west, -180.0), max(east, 180.0))
    south, north = _within(centre, height, _SOUTH, _NORTH)
    return View(west, east, south, north)


def _within(middle: float, length: float, least: float, greatest: float) -> tuple[float, float]:
    """Return the ends of a range about a middle, moved into its bounds and no longer than they."""
    length = min(length, greatest - least)
    start = min(max(middle - length / 2, least), greatest - length)
    return start, start + length


def _path(points: Sequence[tuple[int, int]]) -> str:
    x, y = points[0]
    steps = []
    for next_x, next_y in points[1:]:
        steps += [next_x - x, next_y - y]
        x, y = next_x, next_y
    row = "".join(f"{step}" if step < 0 else f" {step}" for step in steps).lstrip()
    return f"M{points[0][0]} {points[0][1]}l{row}z"
