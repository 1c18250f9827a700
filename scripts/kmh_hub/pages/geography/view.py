"""The part of the world that a map shows: from degrees to a picture's units."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby, pairwise
from math import cos, radians

from kmh_hub.pages.geography.outlines import Part, Point, Ring

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
            if self._beyond(ring.whole):
                continue
            points = self._line(ring)
            x, y = points[0]
            is_wide, is_high = (
                any(each[0] != x for each in points),
                any(each[1] != y for each in points),
            )
            if len(points) >= _CORNERS and is_wide and is_high:
                yield _path(points)

    def _line(self, ring: Ring) -> list[tuple[int, int]]:
        """Return the points of a ring as they are drawn, without those on straight lines."""
        shown: list[Point] = []
        for beyond, group in groupby(ring.parts, self._beyond):
            parts = list(group)
            shown += self._corners(parts) if beyond else _points(parts)
        points: list[tuple[int, int]] = []
        start = end = (0, 0)  # The last line.
        for new, _ in groupby(self._drawn(shown)):
            across, up = end[0] - start[0], end[1] - start[1]
            if len(points) > 1 and across * (new[1] - start[1]) == up * (new[0] - start[0]):
                points[-1] = end = new
            else:
                points.append(new)
                start, end = end, new
        return points

    def _corners(self, parts: Sequence[Part]) -> Iterator[Point]:
        """Return what counts of points along an edge: the start, a turn if there is one, the end.

        All others stand on the straight line between them.
        """
        first = parts[0].points[0]
        yield first
        for part in parts:
            bounds = (part.west, part.south), (part.east, part.north)
            if len({*self._drawn((first, *bounds))}) > 1:
                drawn = zip(part.points, self._drawn(part.points), strict=True)
                at = next(self._drawn([first]))
                yield next(point for point, where in drawn if where != at)
                yield parts[-1].points[-1]
                break

    def _drawn(self, points: Sequence[Point]) -> Iterator[tuple[int, int]]:
        """Return where points are drawn; those far beyond an edge along it."""
        right, bottom = WIDTH + _BEYOND, self.height + _BEYOND
        west, north, narrowing, scale = self.west, self.north, self._narrowing, self.scale
        # As `place` has it, written out: land has thousands of points a map.
        xs = [(longitude - west) * narrowing * scale for longitude, _ in points]
        ys = [(north - latitude) * scale for _, latitude in points]
        return zip(
            [round(x) if -_BEYOND < x < right else -_BEYOND if x < 0 else right for x in xs],
            [round(y) if -_BEYOND < y < bottom else -_BEYOND if y < 0 else bottom for y in ys],
            strict=True,
        )

    @cached_property
    def _edges(self) -> tuple[float, float, float, float]:
        """West, east, south and north, in degrees: what is drawn along them lies beyond."""
        up = 2 * _BEYOND / self.scale
        across = up / self._narrowing
        return self.west - across, self.east + across, self.south - up, self.north + up

    def _beyond(self, part: Part) -> str:
        """Return an edge that all of it lies beyond; nothing where there is none."""
        west, east, south, north = self._edges
        if part.east < west:
            return "west"
        if part.west > east:
            return "east"
        if part.north < south:
            return "south"
        return "north" if part.south > north else ""


def _points(parts: Iterable[Part]) -> Iterator[Point]:
    return chain.from_iterable(part.points for part in parts)


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
    steps = [
        step for (x, y), (next_x, next_y) in pairwise(points) for step in (next_x - x, next_y - y)
    ]
    row = " ".join(map(str, steps)).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{row}z"
