"""The seminars as a table: one row a seminar, as CSV (RFC 4180)."""

import csv
import re
from io import StringIO

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.open_data.column import Value, columns_of
from kmh_hub.localisation.language import Languages
from kmh_hub.model.series import Series

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


def seminars_csv(series: Series, languages: Languages, addresses: Addresses) -> bytes:
    """Return the table; a cell is empty where something is not known."""
    columns = columns_of(languages)
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    for entry in series.entries:
        writer.writerow(cell(column.value(entry, addresses)) for column in columns)
    return f"{BYTE_ORDER_MARK}{text.getvalue()}".encode()


def cell(value: Value) -> str:
    """Return what a cell holds, so that no spreadsheet takes it for a formula."""
    if value is None:
        return ""
    joined = str(value) if isinstance(value, str | int) else SEPARATOR.join(value)
    return _FORMULA.sub(r"\1\2'", _CONTROL.sub(" ", joined))
