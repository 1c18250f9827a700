"""Tables of seminars and agendas: CSV, Excel's .xlsx, LibreOffice's .ods."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from kmh_hub.importing.column import SEMINAR, Column, RefusedError, columns
from kmh_hub.importing.gathered import (
    CONTRADICTS,
    NO_DAY,
    NO_PLACE,
    REFUSED,
    UNKNOWN_KEY,
    Gathered,
    UnreadableSourceError,
)
from kmh_hub.importing.people import People
from kmh_hub.model.recording import clock

_KEYS = {"themes": "themes"}
_KEYS |= dict.fromkeys(("organisers", "partners", "funders"), "organisations")
"""The columns of keys, and what series.yml calls their kind."""
_CELL = tuple[str, str]
"""A cell's place and its text."""


def read_spreadsheet(
    path: Path, people: People, languages: Sequence[str], default: str
) -> dict[str, Gathered]:
    """Return what a table says, by the names of the seminars' folders.

    A row is a session, or a day or a seminar without one; what a row leaves empty of its seminar
    and its day is as in the rows before.

    Args:
        path: a .csv, .xlsx or .ods file, whose first row has the columns' names.
        people: those who are known.
        languages: the tags of the site's languages.
        default: the folder's name where the column `seminar` does not give it.

    Raises:
        UnreadableSourceError: where it is no such file, or no column is known.

    """
    known = {column.name: column for column in columns(languages)}
    found: dict[str, Gathered] = {}
    is_known = False
    for rows in _tables(path):
        header = next(rows, [])
        names = [text.strip().lower() for _, text in header]
        is_known = is_known or any(name in known for name in names)
        slug, day = default, ""
        for row in rows:
            cells = [(name, *cell) for name, cell in zip(names, row, strict=False) if cell[1]]
            cells += [("", *cell) for cell in row[len(names) :] if cell[1]]
            given = {name: text for name, _, text in cells}
            if given.get(SEMINAR, slug) != slug:
                slug, day = given[SEMINAR], ""
            day = given.get("day.date", day)
            gathered = found.setdefault(slug, Gathered())
            _take_row(cells, known, day, people, gathered)
    if not is_known:
        raise UnreadableSourceError(f"{path}: the first row names no known column")
    return found


def _take_row(
    cells: Sequence[tuple[str, str, str]],
    known: dict[str, Column],
    date_: str,
    people: People,
    gathered: Gathered,
) -> None:
    """Add a row to what is known of its seminar."""
    days: list[dict[str, Any]] = gathered.values.setdefault("days", [])
    day = next((each for each in days if each["date"] == date_), None)
    session: dict[str, Any] = {}
    for name, place, text in cells:
        column = known.get(name)
        if column is None:
            gathered.leave(place, text, NO_PLACE)
            continue
        if name == SEMINAR:
            continue
        room = name.partition(".")[0]
        value = _value(column, text, place, people, gathered)
        if value is None:
            continue
        if room not in {"day", "session"}:
            _put(gathered.values, column, value, place, gathered)
        elif not date_:
            gathered.leave(place, text, NO_DAY)
        else:
            if day is None:
                day = {"date": date_}
                days.append(day)
            _put(session if room == "session" else day, column, value, place, gathered)
    if session and day is not None:
        day.setdefault("sessions", []).append(session)


def _value(column: Column, text: str, place: str, people: People, gathered: Gathered) -> Any:
    """Return what a cell stands for; None where it has no place."""
    try:
        value = column.value(text)
    except RefusedError as error:
        gathered.leave(place, text, REFUSED, str(error))
        return None
    if column.is_people:
        return people.appearances(((each, place) for each in value), gathered) or None
    if column.name not in _KEYS:
        return value
    there = getattr(people.vocabulary, _KEYS[column.name])
    for key in value:
        if key not in there:
            gathered.leave(place, key, UNKNOWN_KEY)
    return [key for key in value if key in there] or None


def _put(
    target: dict[str, Any], column: Column, value: Any, place: str, gathered: Gathered
) -> None:
    for key in column.path[:-1]:
        target = target.setdefault(key, {})
    last = column.path[-1]
    if target.setdefault(last, value) != value:
        gathered.leave(place, value, CONTRADICTS)


def _tables(path: Path) -> Iterator[Iterator[list[_CELL]]]:
    if path.suffix.lower() == ".csv":
        yield _csv(path)
        return
    try:
        book = CalamineWorkbook.from_path(path)
        for name in book.sheet_names:
            # Rows are counted as in the file, empty ones before the first, too.
            sheet = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield (
                [(f"{name}!{_letters(at)}{line}", _text(cell)) for at, cell in enumerate(row)]
                for line, row in enumerate(sheet, start=1)
            )
    except CalamineError as error:
        raise UnreadableSourceError(f"{path}: {error}") from error


def _csv(path: Path) -> Iterator[list[_CELL]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(f"{path}: not UTF-8 from byte {error.start + 1} on") from error
    first = text.partition("\n")[0]
    # Excel writes semicolons where the comma is the decimal sign.
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    for line, row in enumerate(rows, start=1):
        yield [(f"{_letters(at)}{line}", cell.strip()) for at, cell in enumerate(row)]


def _text(cell: object) -> str:
    """Return a cell as it would be typed: a date, a time, a number or a text."""
    match cell:
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat()
        case timedelta():
            return clock(cell)
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell).strip()


def _letters(index: int) -> str:
    """Return a column's letters: A, B … Z, AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
