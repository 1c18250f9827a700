"""Where the names of countries stand on a map, so that none covers another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from kmh_hub.pages.geography.outlines import centre
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

Point = tuple[float, float]


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
    def samples(self) -> Iterator[Point]:
        """Its corners, its middle and the middle of each side."""
        for x in (self.left, (self.left + self.right) / 2, self.right):
            for y in (self.top, (self.top + self.bottom) / 2, self.bottom):
                yield x, y


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
class Shape:
    """A country on a map."""

    name: str
    number: int
    """Its place in the list beside the map, from 1."""
    outline: tuple[Point, ...]
    """Of its largest part, in units."""

    @cached_property
    def box(self) -> Box:
        """The rectangle around it."""
        return box_of(self.outline)

    def contains(self, point: Point) -> bool:
        """Return whether a point is within the outline, by the even-odd rule."""
        x, y = point
        if not self.box.meets(Box(x, y, x, y)):
            return False
        after = (*self.outline[1:], self.outline[0])
        inside = False
        for (ax, ay), (bx, by) in zip(self.outline, after, strict=True):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
        return inside


def placed(shapes: Sequence[Shape], height: int) -> Iterator[Label]:
    """Return the labels of countries, but of those with room for neither name nor number.

    Args:
        shapes: the countries.
        height: of the map, in units.

    """
    taken: list[Box] = []
    # The smaller a country, the fewer places its name can have.
    for shape in sorted(shapes, key=lambda each: _extent(each.box)):
        others = [each for each in shapes if each is not shape]
        for text in (shape.name, str(shape.number)):
            free = [
                (cost, place, box)
                for cost, place, box in _places(text, shape, others)
                if box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= height
                if not any(box.meets(other) for other in taken)
            ]
            if free:
                _, (x, y), box = min(free)
                yield Label(text, round(x), round(y + SIZE * _BASELINE))
                taken.append(box)
                break


def _extent(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _places(text: str, shape: Shape, others: Sequence[Shape]) -> Iterator[tuple[float, Point, Box]]:
    """Return where a text can stand: the less it costs, the better it is read there."""
    width, height = len(text) * SIZE * _LETTER, SIZE * _LINE
    own = shape.box
    x, y = centre(shape.outline)
    aside = (own.right - own.left) / 6
    places = {
        (x, y): 0,
        (x, y + height): 0.5,
        (x, y - height): 0.5,
        (x - aside, y): 0.5,
        (x + aside, y): 0.5,
    }
    if width > (own.right - own.left) * _WIDER:
        places = {
            (own.right + _APART + width / 2, y): 1,
            (own.left - _APART - width / 2, y): 1,
            (x, own.top - _APART - height / 2): 2,
            (x, own.bottom + _APART + height / 2): 2,
            (x, y): 2.5,
        }
    for (middle, line), cost in places.items():
        box = Box(middle - width / 2, line - height / 2, middle + width / 2, line + height / 2)
        covered = sum(other.contains(point) for other in others for point in box.samples)
        yield cost + covered, (middle, line), box
