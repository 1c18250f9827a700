"""Seminars on a line of years, to scale: each where its day, month or year is."""

from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kmh_hub.model.dates import PartialDate
from kmh_hub.model.series import Entry

WIDTH = 100
"""Places along the line are in per cent of it."""

_EDGE = 3.3
"""What is left at each end of the line."""
_APART = 4.7
"""So far apart labels of one height stand at least: seventeen pixels on a phone."""
_YEARS = 8
"""So many years have their number; of more, only some."""


@dataclass(frozen=True)
class Year:
    """A year's beginning on the line."""

    x: float
    middle: float
    """Where its number stands."""
    label: str
    """Empty where there is no room for it."""


@dataclass(frozen=True)
class Mark:
    """A seminar on the line."""

    x: float
    label: str
    """Its number in the series; empty where it has none or there is no room."""
    level: int
    """How high the label stands: 0 above the line, 1 above its neighbour."""
    is_last: bool


@dataclass(frozen=True)
class Timeline:
    """The line, its years from the first to the last, and the seminars."""

    years: tuple[Year, ...]
    marks: tuple[Mark, ...]

    start, end = _EDGE, WIDTH - _EDGE


def timeline(entries: Sequence[Entry], direction: str) -> Timeline | None:
    """Return the line of seminars; none where there are not two to compare.

    Args:
        entries: the seminars, the oldest first.
        direction: `ltr` or `rtl`, in which time goes.

    """
    if len(entries) < 2:  # noqa: PLR2004 - a line has two ends
        return None
    moments = [_years(entry.seminar.days[0].date) for entry in entries]
    first, after = int(moments[0]), int(max(moments)) + 1

    def x(moment: float) -> float:
        along = _EDGE + (moment - first) / (after - first) * (WIDTH - 2 * _EDGE)
        return round(WIDTH - along if direction == "rtl" else along, 1)

    step = -(-(after - first) // _YEARS)
    years = tuple(
        Year(x(year), x(year + 0.5), "" if (year - first) % step else f"{year}")
        for year in range(first, after)
    )
    return Timeline(years, tuple(_marks(entries, [x(moment) for moment in moments])))


def _marks(entries: Sequence[Entry], places: Sequence[float]) -> Iterator[Mark]:
    taken: dict[int, float] = {}
    for entry, x in zip(entries, places, strict=True):
        number = entry.seminar.number
        free = [level for level in (0, 1) if abs(x - taken.get(level, -WIDTH)) >= _APART]
        label, level = (f"{number}", free[0]) if number and free else ("", 0)
        if label:
            taken[level] = x
        yield Mark(x, label, level, entry is entries[-1])


def _years(at: PartialDate) -> float:
    """Return a date in years; a month or year that is all that is known, by its middle."""
    middle = at.earliest + (at.latest - at.earliest) / 2
    day = middle - date(middle.year, 1, 1)
    return middle.year + day / timedelta(days=366 if isleap(middle.year) else 365)
