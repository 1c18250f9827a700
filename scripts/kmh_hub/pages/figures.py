"""The figures of a seminar as its page shows them: charts, tables, sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from markupsafe import Markup

from kmh_hub.localisation.language import Language, LocalText
from kmh_hub.model.figure import ALL, Figure, Share, Unit, anchor_of
from kmh_hub.model.seminar import Seminar
from kmh_hub.pages.chart import Bar, chart


@dataclass(frozen=True)
class Row:
    """A value of a figure, as a table has it."""

    label: LocalText
    value: str
    """As the language writes it: `78 % des 71 %`."""
    length: float
    """How long its bar is: 1 is the longest that can be."""
    track: float
    """How long what it is a part of is; 0 where that is not known."""
    is_inner: bool = False
    """Whether it is a part of the part before it."""


@dataclass(frozen=True)
class ShownFigure:
    """A figure on the page of one language."""

    figure: Figure
    language: Language
    rows: tuple[Row, ...]

    @property
    def id(self) -> str:
        """What links name it by: `figure-detected-abroad`."""
        return anchor_of(self.figure.id)

    @property
    def total(self) -> str:
        """The whole with what it counts; empty where it is not given, or is the only bar."""
        figure = self.figure
        if figure.value is None or (self.rows and not figure.breakdown):
            return ""
        return self.language.formats.counted(figure.value, figure.unit)

    @cached_property
    def chart(self) -> Markup:
        """Its bars; nothing where there is only one value, which is no part of a known whole."""
        if not self.rows:
            return Markup()
        bars = [Bar(str(row.label), row.value, row.length, row.track) for row in self.rows]
        return chart(bars, self.language.direction, self._description)

    @property
    def _description(self) -> str:
        gettext = self.language.translations.gettext
        pairs = (f"{row.label}{gettext(': ')}{row.value}" for row in self.rows)
        # Translators: what a screen reader says of a chart; %(values)s is a list.
        return gettext("Bar chart: %(values)s") % {"values": self.language.formats.list(pairs)}


def shown_figures(seminar: Seminar, language: Language) -> Iterator[ShownFigure]:
    """Return a seminar's figures in their order."""
    for figure in seminar.figures:
        yield ShownFigure(figure, language, tuple(_rows(figure, language)))


def _rows(figure: Figure, language: Language) -> Iterator[Row]:
    unit, formats = figure.unit, language.formats
    is_percent = unit is Unit.PERCENT
    if not figure.breakdown and is_percent and figure.value is not None:
        length = float(figure.value / ALL)
        yield Row(language.text(figure.title), formats.quantity(figure.value, unit), length, 1)
    whole = figure.value if figure.value is not None else ALL if is_percent else None
    for part in figure.breakdown:
        value = formats.quantity(part.value, unit)
        length = _share(part.value, whole or _greatest(figure.breakdown))
        yield Row(language.text(part.label), value, length, 1 if whole else 0)
        for inner in part.breakdown:
            value = formats.quantity(inner.value, unit)
            if is_percent:
                # Translators: a share of a share, such as “78% of the 71%”.
                words = language.translations.gettext("%(share)s of the %(whole)s")
                value = words % {"share": value, "whole": formats.quantity(part.value, unit)}
            inner_length = length * _share(inner.value, ALL if is_percent else part.value)
            yield Row(language.text(inner.label), value, inner_length, length, is_inner=True)


def _greatest(parts: Sequence[Share]) -> Decimal:
    return max(part.value for part in parts)


def _share(value: Decimal, whole: Decimal) -> float:
    """Return what a value is of its whole, never more than all, as rounding may make it."""
    return min(float(value / whole), 1.0) if whole else 0.0
