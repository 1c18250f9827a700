"""The seminars as a table: one row a seminar, as CSV (RFC 4180)."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.open_data.column import Value, columns_of
from kmh_hub.localisation.language import Languages
from kmh_hub.model.series import Entry

CSV_PATH = "data/seminars.csv"
"""Where the table lies, below the site's address."""

SEPARATOR = "|"
"""What stands between the values of a cell: neither a comma nor a semicolon, at which spreadsheets
of one language or another end a cell, nor a space, which keys may hold."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it, Excel takes UTF-8 for the machine's own encoding; other programs skip it."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_FORMULA = re.compile("(^|;)([ \u00a0]*)(?=[-=+@\uff0d\uff1d\uff0b\uff20])")
"""Where a spreadsheet may see a formula (OWASP, CSV Injection): at the beginning of a cell, or
behind a semicolon where that separates cells. Of its three advices, to quote, to double quotation
marks and to put an apostrophe first, the csv module follows the others."""


def seminar_row(entry: Entry, languages: Languages, addresses: Addresses) -> bytes:
    """Return the row of a seminar; a cell is empty where something is not known."""
    return rows([[column.value(entry, addresses) for column in columns_of(languages)]])


def seminars_csv(seminars: Iterable[bytes], languages: Languages) -> bytes:
    """Return the table of all seminars from their rows, the oldest seminar's first."""
    return table([column.name for column in columns_of(languages)], seminars)


def table(headings: Sequence[Value], content: Iterable[bytes]) -> bytes:
    """Return a table as CSV in UTF-8 from rows that are written."""
    return b"".join([BYTE_ORDER_MARK.encode(), rows([headings]), *content])


def rows(values: Iterable[Iterable[Value]]) -> bytes:
    """Return rows as CSV in UTF-8."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(map(cell, row) for row in values)
    return text.getvalue().encode()


def cell(value: Value) -> str:
    """Return what a cell holds, so that no spreadsheet takes it for a formula."""
    if value is None:
        return ""
    joined = str(value) if isinstance(value, str | int) else SEPARATOR.join(value)
    return _FORMULA.sub(r"\1\2'", _CONTROL.sub(" ", joined))
