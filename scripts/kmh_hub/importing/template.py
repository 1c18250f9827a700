"""An empty table with every column, to fill in: CSV, or .xlsx, which LibreOffice opens, too."""

import csv
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from kmh_hub.importing.column import columns

SUFFIXES = (".csv", ".xlsx")
_NAME = "Agenda"


def write_template(path: Path, languages: Sequence[str]) -> None:
    """Write a table whose only row names the columns.

    Args:
        path: a new file, whose suffix tells the format.
        languages: the tags of the site's languages.

    Raises:
        ValueError: where the suffix is none of `SUFFIXES`.

    """
    names = [column.name for column in columns(languages)]
    write_table(path, [names])


def write_table(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write rows of text as a table; see `write_template`."""
    match path.suffix.lower():
        case ".csv":
            with path.open("w", encoding="utf-8-sig", newline="") as file:  # for Excel
                csv.writer(file).writerows(rows)
        case ".xlsx":
            book = Workbook()
            sheet = book.active or book.create_sheet()
            sheet.title = _NAME
            for row in rows:
                sheet.append(list(row))
            for cell in (each for column in sheet.columns for each in column):
                cell.number_format = "@"  # as it is typed: neither dates nor times
            book.save(path)
        case _:
            raise ValueError(path.suffix)
