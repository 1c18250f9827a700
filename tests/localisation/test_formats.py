"""Dates, times, sizes and names, as each language writes them."""

from datetime import UTC, time, timedelta

import pytest

from kmh_hub.localisation.formats import moment
from kmh_hub.localisation.language import Languages
from kmh_hub.model.agenda import Day
from kmh_hub.model.dates import PartialDate, _time

NBSP = "\u00a0"


def days(*dates: str) -> list[Day]:
    return [Day.model_construct(date=PartialDate.parse(date)) for date in dates]


@pytest.mark.parametrize(
    ("tag", "dates", "expected"),
    [
        ("fr", ["2031-05-09"], "9 mai 2031"),
        ("fr", ["2031-05-01"], "1er mai 2031"),
        ("fr", ["2031-05-01", "2031-05-02"], "1er–2 mai 2031"),
        ("fr", ["2031-05"], "mai 2031"),
        ("fr", ["2031"], "2031"),
        ("fr", ["2031-04-30", "2031-05-01"], "30 avril 2031\u2009–\u20091er mai 2031"),
        ("fr", ["2031-05-02", "2031-05-07"], "2 mai 2031 et 7 mai 2031"),
        ("en", ["2031-05-09"], "9 May 2031"),
        ("en", ["2031-05-01", "2031-05-02"], "1–2 May 2031"),
        ("en", ["2031-05"], "May 2031"),
        ("ar", ["2031-05-09"], "9 مايو 2031"),
        ("ar", ["2031-05-01", "2031-05-02"], "1–2 مايو 2031"),
        ("ar", ["2031-05"], "مايو 2031"),
    ],
)
def test_dates(languages: Languages, tag: str, dates: list[str], expected: str) -> None:
    assert languages[tag].formats.dates(days(*dates)) == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", "jeudi 17 novembre 2022"),
        ("en", "Thursday, 17 November 2022"),
        ("ar", "الخميس، 17 نوفمبر 2022"),
    ],
)
def test_weekday(languages: Languages, tag: str, expected: str) -> None:
    date = PartialDate.parse("2022-11-17")
    assert languages[tag].formats.date(date, weekday=True).replace(",", "") == expected.replace(
        ",", ""
    )


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("fr", "heure normale d’Europe centrale"),
        ("en", "Central European Standard Time"),
        ("ar", "توقيت وسط أوروبا الرسمي"),
    ],
)
def test_zone(languages: Languages, tag: str, name: str) -> None:
    at = moment(PartialDate.parse("2022-11-17"), _time("11:00"), "CET")
    assert languages[tag].formats.zone(at) == ("CET", name)
    assert languages[tag].formats.time(at) == "11:00"


def test_a_zone_without_an_abbreviation_is_its_offset(languages: Languages) -> None:
    at = moment(PartialDate.parse("2031-05-09"), _time("11:00"), "America/Sao_Paulo")
    assert languages["en"].formats.zone(at)[0] == "UTC-03:00"


def test_a_moment_is_written_in_its_own_zone(languages: Languages) -> None:
    """It is equal to the same moment in another zone."""
    formats = languages["en"].formats
    local = moment(PartialDate(2031, 5, 1), time(9, 30), "Africa/Nairobi")
    utc = local.astimezone(UTC)
    assert local == utc
    assert [formats.time(local), formats.time(utc)] == ["09:30", "06:30"]
    assert [formats.zone(local)[0], formats.zone(utc)[0]] == ["EAT", "UTC"]


def test_no_moment_without_a_day() -> None:
    with pytest.raises(ValueError, match="2031-05"):
        moment(PartialDate.parse("2031-05"), _time("11:00"), "CET")


@pytest.mark.parametrize(
    ("tag", "size", "expected"),
    [
        ("fr", 1_234_567, f"1,2{NBSP}Mo"),
        ("en", 45_000, f"45{NBSP}kB"),
        ("en", 11, f"0.1{NBSP}kB"),
        ("ar", 1_234_567, f"1.2{NBSP}م.ب"),
        ("fr", 999_999_999, f"1{NBSP}000{NBSP}Mo"),
    ],
)
def test_size(languages: Languages, tag: str, size: int, expected: str) -> None:
    written = languages[tag].formats.size(size)
    assert written.replace("\u202f", NBSP) == expected.replace("\u202f", NBSP)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("fr", "1 heure 30 minutes"), ("en", "1 hour 30 minutes"), ("ar", "ساعة و30 دقيقة")],
)
def test_duration(languages: Languages, tag: str, expected: str) -> None:
    assert languages[tag].formats.duration(timedelta(minutes=90)).replace(NBSP, " ") == expected


def test_names(languages: Languages) -> None:
    assert languages["fr"].formats.language("ar") == "arabe"
    assert languages["en"].formats.language("pt-BR") == "Portuguese (Brazil)"
    assert languages["ar"].formats.country("ET") == "إثيوبيا"
    assert languages["en"].formats.languages(["fr", "ar"]) == "French and Arabic"
