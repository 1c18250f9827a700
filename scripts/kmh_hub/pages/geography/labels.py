"""Where the names of countries stand on a map, so that none covers another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from kmh_hub.pages.geography.outlines import Point, centre
from kmh_hub.pages.geography.view import WIDTH

SIZE = 26
"""That of the letters, in units."""

_LETTER = 0.55
"""The width of a letter by its size, rather too wide than too narrow."""
_LINE = 1.15
"""The height of a line by the size of its letters."""
_WIDER = 1.5
"""A name that is wider than its country by more stands beside it."""
_APART = 6
"""What is left between a country and its name, in units."""
_BASELINE = 0.35
"""How far the letters' line is below the middle of a name, by their size."""


class Box(NamedTuple):
    """A rectangle, in units."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether it shares some area with another."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top


def box_of(points: Sequence[Point]) -> Box:
    """Return the rectangle around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True)
class Label:
    """A name, or the number in the list, where its middle and its letters' line stand."""

    text: str
    x: int
    y: int


@dataclass(frozen=True)
class Outline:
    """A closed line of points, in units."""

    points: tuple[Point, ...]

    @cached_property
    def box(self) -> Box:
        """The rectangle around it."""
        return box_of(self.points)

    @cached_property
    def centre(self) -> Point:
        """The centre of gravity of its area."""
        return centre(self.points)

    @cached_property
    def _crossed(self) -> Callable[[float], list[float]]:
        """Where the outline crosses a line across; names in all languages ask for the same."""
        after = (*self.points[1:], self.points[0])
        sides = [(*one, *other) for one, other in zip(self.points, after, strict=True)]
        return cache(
            lambda y: [
                (bx - ax) * (y - ay) / (by - ay) + ax
                for ax, ay, bx, by in sides
                if (ay > y) != (by > y)
            ]
        )

    def covers(self, box: Box) -> int:
        """Return how many of nine points of a rectangle are within the outline.

        These are its corners, its middle and the middle of each side; the even-odd rule holds.
        """
        own = self.box
        if not own.meets(box):
            return 0
        across = box.left, (box.left + box.right) / 2, box.right
        xs = [x for x in across if own.left < x < own.right]
        found = 0
        for y in (box.top, (box.top + box.bottom) / 2, box.bottom):
            if xs and own.top < y < own.bottom:
                crossed = self._crossed(y)
                found += sum(sum(x < at for at in crossed) % 2 for x in xs)
        return found


@dataclass(frozen=True)
class Shape:
    """A country on a map."""

    name: str
    number: int
    """Its place in the list beside the map, from 1."""
    outline: Outline
    """Of its largest part."""


def placed(shapes: Sequence[Shape], height: int) -> Iterator[Label]:
    """Return the labels of countries, but of those with room for neither name nor number.

    Args:
        shapes: the countries.
        height: of the map, in units.

    """
    taken: list[Box] = []
    # The smaller a country, the fewer places its name can have.
    for shape in sorted(shapes, key=lambda each: each.outline.box.width * each.outline.box.height):
        others = [each.outline for each in shapes if each is not shape]
        for text in (shape.name, str(shape.number)):
            free = [
                (cost + sum(other.covers(box) for other in others), place, box)
                for cost, place, box in _places(text, shape.outline)
                if box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= height
                if not any(box.meets(other) for other in taken)
            ]
            if free:
                _, (x, y), box = min(free)
                yield Label(text, round(x), round(y + SIZE * _BASELINE))
                taken.append(box)
                break


def _places(text: str, outline: Outline) -> Iterator[tuple[float, Point, Box]]:
    """Return where a text can stand, beside what is covered there: the less it costs, the better.

    A name stands in its country, or beside it where it is much wider.
    """
    width, height = len(text) * SIZE * _LETTER, SIZE * _LINE
    own = outline.box
    x, y = outline.centre
    aside = own.width / 6
    places = {
        (x, y): 0,
        (x, y + height): 0.5,
        (x, y - height): 0.5,
        (x - aside, y): 0.5,
        (x + aside, y): 0.5,
    }
    if width > own.width * _WIDER:
        places = {
            (own.right + _APART + width / 2, y): 1,
            (own.left - _APART - width / 2, y): 1,
            (x, own.top - _APART - height / 2): 2,
            (x, own.bottom + _APART + height / 2): 2,
            (x, y): 2.5,
        }
    for (middle, line), cost in places.items():
        box = Box(middle - width / 2, line - height / 2, middle + width / 2, line + height / 2)
        yield cost, (middle, line), box
