"""Dates known to the day, the month or the year."""

from datetime import date

import pytest

from kmh_hub.model.dates import PartialDate


@pytest.mark.parametrize(
    ("written", "parts"),
    [("2031", (2031, None, None)), ("2031-05", (2031, 5, None)), ("2031-05-09", (2031, 5, 9))],
)
def test_keeps_the_precision(written: str, parts: tuple[int, int | None, int | None]) -> None:
    parsed = PartialDate.parse(written)
    assert (parsed.year, parsed.month, parsed.day) == parts
    assert str(parsed) == written


@pytest.mark.parametrize(
    "written", ["", "31", "2031-13", "2031-02-30", "2031-5", "2031/05/09", "x"]
)
def test_refuses_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(written)


def test_a_month_is_no_day() -> None:
    assert PartialDate.parse("2031-05").full is None
    assert PartialDate.parse("2031-05-09").full == date(2031, 5, 9)
