"""The series on a line of years: to scale, in the direction of reading."""

from dataclasses import replace

import pytest

from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.timeline import WIDTH, Timeline, timeline
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS


@pytest.fixture(scope="module")
def real() -> Series:
    return read_content(ROOT / "docs", TAGS).series


def line_of(entries: tuple[Entry, ...], direction: str = "ltr") -> Timeline:
    line = timeline(entries, direction)
    assert line
    return line


def test_seminars_stand_where_their_days_are(real: Series) -> None:
    line = line_of(real.entries)
    assert [year.label for year in line.years] == ["2018", "2019", "2020", "2021", "2022"]
    year = (line.end - line.start) / 5
    places = [(mark.x - line.start) / year + 2018 for mark in line.marks]
    expected = [2018 + 330 / 365, 2021 + 74.5 / 365, 2021 + 334 / 365, 2022 + 143 / 365]
    expected += [2022 + 320 / 365, 2022 + 341 / 365]
    assert places == pytest.approx(expected, abs=0.01)
    assert [mark.is_last for mark in line.marks] == [False] * 5 + [True]


def test_numbers_stand_apart_and_in_order(real: Series) -> None:
    line = line_of(real.entries)
    assert [mark.label for mark in line.marks] == ["1", "2", "3", "4", "5", ""]
    numbered = tuple(
        replace(entry, seminar=entry.seminar.model_copy(update={"number": number}))
        for number, entry in enumerate(real.entries, start=1)
    )
    assert [(mark.label, mark.level) for mark in line_of(numbered).marks[-2:]] == [
        ("5", 0),
        ("6", 1),
    ]
    crowd = line_of(tuple(entry for entry in numbered for _ in range(3)))
    assert [mark.label for mark in crowd.marks[:3]] == ["1", "1", ""]


def test_time_goes_from_the_right_in_arabic(real: Series) -> None:
    there, back = line_of(real.entries), line_of(real.entries, "rtl")
    for one, other in zip(there.marks, back.marks, strict=True):
        assert other.x == pytest.approx(WIDTH - one.x)
    for one, other in zip(there.years, back.years, strict=True):
        assert other.middle == pytest.approx(WIDTH - one.middle)


def test_many_years_do_not_crowd(real: Series) -> None:
    invented = read_content(FIXTURES / "docs", TAGS).series.entries
    line = line_of((*real.entries, *invented))
    assert sum(bool(year.label) for year in line.years) <= 8
    assert all(line.start <= mark.x <= line.end for mark in line.marks)


def test_one_seminar_is_no_line(real: Series) -> None:
    assert timeline(real.entries[:1], "ltr") is None
    assert timeline((), "ltr") is None
