"""The figures of all seminars as a table: one row a value, as CSV (RFC 4180)."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from kmh_hub.exports.open_data.column import Value
from kmh_hub.exports.open_data.table import rows, table
from kmh_hub.localisation.language import Languages
from kmh_hub.model.figure import Figure
from kmh_hub.model.series import Entry
from kmh_hub.model.text import Text

FIGURES_PATH = "data/figures.csv"
"""Where the table lies, below the site's address."""


_TEXTS = ("title", "label", "note", "source")
"""What each language has a column of."""


def figure_rows(entry: Entry, languages: Languages) -> bytes:
    """Return the rows of a seminar's figures; a cell is empty where nothing is known."""
    tags = languages.tags
    found: list[list[Value]] = []
    for figure in entry.seminar.figures:
        for number, (part_of, label, value) in enumerate(_values(figure), start=1):
            texts = (figure.title, label, figure.note, figure.source.title)
            words = [each.root.get(tag) if each else None for each in texts for tag in tags]
            facts: list[Value] = [entry.slug, figure.id, number, part_of, f"{value}", figure.unit]
            found.append([*facts, figure.year, *words, figure.source.url])
    return rows(found)


def figures_csv(figures: Iterable[bytes], languages: Languages) -> bytes:
    """Return the table from the rows of all seminars; numbers have a decimal point.

    `part_of` says what a value is a part of: nothing where it is a total, `total`, or the number of
    the part, which counts from 1 in the order of the rows of its figure. A share in per cent of a
    part is in per cent of that part.
    """
    texts = [f"{name}_{tag}" for name in _TEXTS for tag in languages.tags]
    fixed = ("seminar", "figure", "row", "part_of", "value", "unit", "year")
    return table([*fixed, *texts, "source_url"], figures)


def _values(figure: Figure) -> Iterator[tuple[str, Text | None, Decimal]]:
    """Return what each value of a figure is a part of, its label, and the value."""
    if figure.value is not None:
        yield "", None, figure.value
    number = 1 if figure.value is not None else 0
    for part in figure.breakdown:
        number += 1
        whole = number
        yield "total", part.label, part.value
        for share in part.breakdown:
            number += 1
            yield str(whole), share.label, share.value
