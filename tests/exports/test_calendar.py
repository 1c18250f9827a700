"""Calendars, read back by two programs that did not write them: vobject and ical.js."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
import vobject.icalendar
from dateutil.tz import tzical
from icalendar.parser import Contentline

from kmh_hub.exports.calendar.calendar import (
    SERIES_PATH,
    seminar_calendar,
    seminar_path,
    series_calendar,
)
from kmh_hub.exports.calendar.writing import broken
from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Languages
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.agenda import hours_of
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS

ADDRESSES = Addresses("https://hub.example/kmh/")
FULL = "2031-05-invented-full"
ARABIC = "ندوة مخترعة، عنوانها طويل؛ " * 8

Json = Any


def entry(slug: str, **fields: Json) -> Entry:
    """Return an invented seminar that nobody reads but these tests."""
    fields = {"title": {"fr": slug}, "added": "2020-01-02", **fields}
    return Entry(slug, Seminar.model_validate_json(json.dumps(fields)), frozenset({"fr"}))


def day(on: str, *hours: str, **fields: Json) -> dict[str, Json]:
    return {"date": on, **dict(zip(("start", "end"), hours, strict=False)), **fields}


INVENTED = Series(
    Vocabulary.model_validate_json(
        '{"themes": {"a": {"name": {"fr": "A"}}, "b": {"name": {"ar": "ب"}},'
        ' "c": {"name": {"fr": "C, c"}}, "d": {"name": {"fr": "D"}}}}'
    ),
    (
        entry(
            "paris",
            timezone="Europe/Paris",
            days=[
                day("2027-03-28", "03:30", "04:30"),
                day("2027-07-01", "10:00", "12:00"),
                day("2027-12-01", "10:00", "12:00"),
                day("2029-10-28", "09:00", "10:00"),
            ],
        ),
        entry(
            "casablanca",
            timezone="Africa/Casablanca",
            days=[
                day("2022-03-26", "10:00", "12:00"),
                day("2022-04-12", "10:00", "12:00"),
                day("2022-06-14", "10:00", "12:00"),
                day("2031-12-20", "10:00", "12:00"),
            ],
        ),
        entry("accra", timezone="Africa/Accra", days=[day("2027-07-01", "10:00", "12:00")]),
        entry("utc", timezone="UTC", days=[day("2027-07-01", "10:00", "12:00")]),
        entry(
            "hours",
            timezone="CET",
            days=[
                day("2027-01-11", "09:00"),
                {"date": "2027-01-12", "end": "17:00"},
                day("2027-01-13", sessions=[{"start": "09:15", "end": "10:00"}, {"end": "16:45"}]),
                day("2027-01-14", sessions=[{"start": "09:15", "end": "10:00"}, {}]),
                day("2027-01-15", sessions=[{}, {"start": "10:15", "end": "11:00"}]),
                day(
                    "2027-01-18", sessions=[{"start": "09:00", "end": "10:00"}, {"start": "14:00"}]
                ),
                day(
                    "2027-01-19", sessions=[{"start": "14:00"}, {"start": "09:00", "end": "10:00"}]
                ),
                day("2027-01-20"),
                day("2027-02"),
            ],
        ),
        entry("month", days=[day("2027-05")]),
        entry(
            "texts",
            title={"ar": ARABIC},
            summary={"ar": ARABIC},
            themes=["d", "b", "a", "c"],
            days=[day("2027-06-01", sessions=[{"title": {"fr": 'a, b; c\\d: "e"'}}])],
            registration={"instructions": {"fr": "…"}, "until": "2027-05"},
        ),
        entry("draft", added=None, draft=True, days=[day("2027-08-01")]),
    ),
)


@pytest.fixture(scope="module")
def series() -> dict[str, Series]:
    return {
        "fixtures": read_content(FIXTURES / "docs", TAGS).series,
        "real": read_content(ROOT / "docs", TAGS).series,
        "invented": INVENTED,
    }


def written(
    series: Mapping[str, Series], languages: Languages, addresses: Addresses = ADDRESSES
) -> Iterator[tuple[str, bytes]]:
    """Return every calendar by a name such as `real/fr/2022-12-building-evidence`."""
    for name, each in series.items():
        for language in languages.all:
            own = {
                entry.slug: seminar_calendar(entry, each.vocabulary, language, addresses) or b""
                for entry in each.entries
            }
            title = f"Série, {language.tag} ; ندوة"
            yield (
                f"{name}/{language.tag}/",
                series_calendar(own.values(), language, addresses, title),
            )
            for slug, calendar in own.items():
                if calendar:
                    yield f"{name}/{language.tag}/{slug}", calendar


@pytest.fixture(scope="module")
def calendars(series: dict[str, Series], languages: Languages) -> dict[str, bytes]:
    return dict(written(series, languages))


@dataclass(frozen=True)
class Event:
    """An event as a reader finds it."""

    uid: str
    start: str
    """A day, or a time in UTC."""
    end: str | None


@pytest.fixture(scope="module")
def ical_js(calendars: dict[str, bytes]) -> dict[str, Json]:
    """What ical.js finds, by the calendar's name."""
    return read_ical_js(calendars)


def read_ical_js(calendars: Mapping[str, bytes]) -> dict[str, Json]:
    result = subprocess.run(
        ["node", Path(__file__).with_name("read_calendar.mjs")],
        input=json.dumps({name: content.decode() for name, content in calendars.items()}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(result.stdout)


def read_vobject(content: bytes) -> vobject.base.Component:
    vobject.readOne(content.decode(), transform=False, validate=True)
    # vobject keeps the first zone of a name that it ever saw; its validation asks pytz for them.
    registry = vars(vobject.icalendar)["__tzidMap"]
    for tzid in [tzid for tzid in registry if tzid != "UTC"]:
        del registry[tzid]
    return vobject.readOne(content.decode())


def in_utc(at: date | datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(at, datetime) else str(at)


def events_by_vobject(content: bytes) -> list[Event]:
    return [
        Event(
            event.uid.value,
            in_utc(event.dtstart.value),
            in_utc(event.dtend.value) if "dtend" in event.contents else None,
        )
        for event in read_vobject(content).contents.get("vevent", [])
    ]


def events_by_ical_js(found: Json) -> list[Event]:
    return [
        Event(event["properties"]["uid"][0][2], event["start"], event["end"])
        for event in found["events"]
    ]


def value(event: Json, name: str) -> Json:
    (single,) = event["properties"][name]
    return single[2]


def parameters(event: Json, name: str) -> Json:
    (single,) = event["properties"][name]
    return single[0]


def unfolded(content: bytes) -> str:
    return content.decode().replace("\r\n ", "")


def test_every_known_day_is_an_event_at_its_time(
    series: dict[str, Series], calendars: dict[str, bytes], ical_js: dict[str, Json]
) -> None:
    read = 0
    for name, content in calendars.items():
        group, _, slug = name.split("/")
        entries = [series[group].by_slug[slug]] if slug else series[group].entries
        days = [
            (entry.seminar, day) for entry in entries for day in entry.seminar.days if day.date.full
        ]
        found = events_by_vobject(content)
        assert found == events_by_ical_js(ical_js[name]), name
        assert len(found) == len(days), name
        for event, (seminar, day) in zip(found, days, strict=True):
            hours = hours_of(seminar, day, day)
            if hours and hours.start:
                assert event.start == in_utc(hours.utc.start), name
                assert event.end == (in_utc(hours.utc.end) if hours.end else None), name
            else:
                assert event.start.startswith(str(day.date)), name
            read += 1
    assert read > 100


def times(found: Json) -> list[tuple[str, str | None]]:
    return [(event.start, event.end) for event in events_by_ical_js(found)]


def test_times_follow_the_clocks_of_their_zone(ical_js: dict[str, Json]) -> None:
    assert times(ical_js["invented/fr/paris"]) == [
        ("2027-03-28T01:30:00Z", "2027-03-28T02:30:00Z"),
        ("2027-07-01T08:00:00Z", "2027-07-01T10:00:00Z"),
        ("2027-12-01T09:00:00Z", "2027-12-01T11:00:00Z"),
        ("2029-10-28T08:00:00Z", "2029-10-28T09:00:00Z"),
    ]
    # Morocco's clocks go back for the month of Ramadan.
    assert times(ical_js["invented/ar/casablanca"]) == [
        ("2022-03-26T09:00:00Z", "2022-03-26T11:00:00Z"),
        ("2022-04-12T10:00:00Z", "2022-04-12T12:00:00Z"),
        ("2022-06-14T09:00:00Z", "2022-06-14T11:00:00Z"),
        ("2031-12-20T10:00:00Z", "2031-12-20T12:00:00Z"),
    ]
    assert times(ical_js["invented/en/accra"]) == [("2027-07-01T10:00:00Z", "2027-07-01T12:00:00Z")]
    assert times(ical_js["invented/en/utc"]) == times(ical_js["invented/en/accra"])
    assert times(ical_js["real/fr/2022-11-victims-of-trafficking"]) == [
        ("2022-11-17T10:00:00Z", "2022-11-17T12:00:00Z")
    ]
    assert times(ical_js[f"fixtures/en/{FULL}"]) == [
        ("2031-05-01T06:30:00Z", "2031-05-01T13:00:00Z"),
        ("2031-05-02T06:00:00Z", None),
    ]


def test_a_day_is_as_long_as_is_known(ical_js: dict[str, Json]) -> None:
    assert times(ical_js["invented/fr/hours"]) == [
        ("2027-01-11T08:00:00Z", None),
        ("2027-01-12", None),
        ("2027-01-13T08:15:00Z", "2027-01-13T15:45:00Z"),
        ("2027-01-14T08:15:00Z", None),  # the last session's end is not known
        ("2027-01-15", None),  # the first session's start is not known
        ("2027-01-18T08:00:00Z", None),
        ("2027-01-19T08:00:00Z", None),  # at its last known end, another session goes on
        ("2027-01-20", None),
    ]
    ends = value(ical_js["invented/fr/hours"]["events"][1], "description")
    assert "17:00 CET" in ends
    transparent = [value(e, "transp") for e in ical_js["invented/fr/hours"]["events"]]
    assert [t == "OPAQUE" for t in transparent] == [
        True,
        False,
        True,
        True,
        False,
        True,
        True,
        False,
    ]


ZONES = (
    "CET", "Africa/Addis_Ababa", "Europe/Paris", "Africa/Casablanca", "America/New_York",
    "Europe/Dublin", "Africa/Cairo", "Asia/Kathmandu",
)  # fmt: skip
YEARS = range(2021, 2025)


def test_zones_are_those_of_iana(languages: Languages) -> None:
    """By ical.js: mornings and evenings in the middle of months and around changes of clocks."""
    calendars, expected = {}, {}
    for zone in ZONES:
        dates = {date(year, month, 15) for year in YEARS for month in range(1, 13)}
        dates |= {
            at.date() + timedelta(days=n) for at in changes(ZoneInfo(zone)) for n in (-1, 0, 1)
        }
        days = [day(str(each), "03:30", "22:00") for each in sorted(dates)]
        seminar = entry(zone, timezone=zone, days=days)
        calendars[zone] = (
            seminar_calendar(seminar, Vocabulary(), languages.default, ADDRESSES) or b""
        )
        expected[zone] = [
            (in_utc(hours.start), in_utc(hours.end))
            for each in seminar.seminar.days
            if (hours := hours_of(seminar.seminar, each, each))
        ]
    assert {zone: times(found) for zone, found in read_ical_js(calendars).items()} == expected


@pytest.mark.parametrize("zone", ZONES)
def test_zones_are_those_of_iana_in_every_hour(zone: str, languages: Languages) -> None:
    """By dateutil, which vobject reads zones with: around changes of clocks, and once a week."""
    days = [day(f"{year}-07-01", "10:00") for year in YEARS]
    content = seminar_calendar(
        entry("zone", timezone=zone, days=days), Vocabulary(), languages.default, ADDRESSES
    )
    assert content is not None
    read, true = tzical(StringIO(unfolded(content))).get(zone), ZoneInfo(zone)
    weekly = [datetime(YEARS[0], 1, 1) + timedelta(weeks=n) for n in range(52 * len(YEARS))]
    around = [at + timedelta(minutes=30 * n) for at in changes(true) for n in range(-60, 60)]
    for at in weekly + around:
        if exists_once(at, true):
            assert offset(at, read) == offset(at, true), at


def changes(zone: ZoneInfo) -> list[datetime]:
    """Return the local hours in which the clocks have been changed."""
    first, last = datetime(YEARS[0], 1, 1), datetime(YEARS[-1], 12, 31)
    hours = [first + timedelta(hours=n) for n in range((last - first).days * 24)]
    return [b for a, b in pairwise(hours) if offset(a, zone) != offset(b, zone)]


def offset(at: datetime, zone: Any) -> timedelta | None:
    return at.replace(tzinfo=zone).utcoffset()


def exists_once(at: datetime, zone: ZoneInfo) -> bool:
    return offset(at, zone) == at.replace(tzinfo=zone, fold=1).utcoffset()


def test_every_zone_that_is_used_is_described_for_its_years(
    calendars: dict[str, bytes], ical_js: dict[str, Json]
) -> None:
    used = set()
    for name, found in ical_js.items():
        tzids = set(re.findall("TZID=([^:;]+)", unfolded(calendars[name])))
        assert found["zones"] == sorted(tzids), name
        used |= tzids
    assert used == {
        "CET", "Africa/Addis_Ababa", "Africa/Tunis", "Europe/Paris", "Africa/Casablanca",
        "Africa/Accra",
    }  # fmt: skip
    zone = unfolded(calendars["invented/fr/paris"]).partition("BEGIN:VEVENT")[0]
    # RFC 5545: as the clocks showed it before the change; nothing of the year without a seminar.
    assert re.findall("BEGIN:(.*?)\r\nDTSTART:(.*?)\r\n", zone) == [
        ("STANDARD", "20261231T010000"),
        ("DAYLIGHT", "20270328T020000"),
        ("STANDARD", "20271031T030000"),
        ("STANDARD", "20281231T010000"),
        ("DAYLIGHT", "20290325T020000"),
        ("STANDARD", "20291028T030000"),
    ]


def test_months_and_years_never_become_days(
    series: dict[str, Series], languages: Languages, calendars: dict[str, bytes]
) -> None:
    for group, slug in (
        ("real", "2021-03-children-and-families"),
        ("fixtures", "2030-02-invented-sparse"),
        ("invented", "month"),
    ):
        entry = series[group].by_slug[slug]
        for language in languages.all:
            vocabulary = series[group].vocabulary
            assert seminar_calendar(entry, vocabulary, language, ADDRESSES) is None
            assert f"/{slug}/" not in unfolded(calendars[f"{group}/{language.tag}/"])
    last_day = unfolded(calendars["invented/en/texts"])
    assert "May 2027" in last_day
    assert not re.search("[0-9] May 2027", last_day)


def test_events_are_the_same_in_every_language_and_on_every_host(
    series: dict[str, Series], languages: Languages, ical_js: dict[str, Json]
) -> None:
    def ids(name: str) -> list[str]:
        return [event.uid for event in events_by_ical_js(ical_js[name])]

    for group in ("real", "fixtures", "invented"):
        assert ids(f"{group}/fr/") == ids(f"{group}/en/") == ids(f"{group}/ar/")
        assert len(set(ids(f"{group}/fr/"))) == len(ids(f"{group}/fr/"))
    # Calendars that people have subscribed to know the events by these.
    assert ids(f"fixtures/ar/{FULL}") == [
        "754be925-fa4a-59ad-b1b7-d6ac8994a94c",
        "78caca48-9893-5556-852f-4671e3e581f0",
    ]
    elsewhere = Addresses("https://elsewhere.example/")
    other = seminar_calendar(
        series["fixtures"].by_slug[FULL], series["fixtures"].vocabulary, languages["ar"], elsewhere
    )
    assert other is not None
    assert [event.uid for event in events_by_vobject(other)] == ids(f"fixtures/ar/{FULL}")
    assert b"hub.example" not in other


def test_events_stand_in_the_series_as_they_do_alone(calendars: dict[str, bytes]) -> None:
    def events(content: bytes) -> list[str]:
        return re.findall("BEGIN:VEVENT.*?END:VEVENT", unfolded(content), re.DOTALL)

    for name, content in calendars.items():
        assert events(content), name
        whole = events(calendars[name.rpartition("/")[0] + "/"])
        assert set(events(content)) <= set(whole), name


def test_changes_raise_the_sequence(ical_js: dict[str, Json]) -> None:
    facts = {
        slug: [
            value(ical_js[f"fixtures/fr/{slug}"]["events"][0], name)
            for name in ("sequence", "created", "last-modified", "dtstamp", "status", "transp")
        ]
        for slug in (FULL, "2032-02-invented-postponed", "2032-03-invented-cancelled")
    }
    assert list(facts.values()) == [
        [2, "2031-03-01T00:00:00Z", "2031-05-20T00:00:00Z", "2031-05-20T00:00:00Z",
         "CONFIRMED", "OPAQUE"],
        [1, "2031-08-01T00:00:00Z", "2031-08-20T00:00:00Z", "2031-08-20T00:00:00Z",
         "CANCELLED", "TRANSPARENT"],
        [0, "2031-08-01T00:00:00Z", "2031-08-01T00:00:00Z", "2031-08-01T00:00:00Z",
         "CANCELLED", "TRANSPARENT"],
    ]  # fmt: skip


def test_a_draft_of_which_no_date_is_known_has_no_invented_one(ical_js: dict[str, Json]) -> None:
    (event,) = ical_js["invented/fr/draft"]["events"]
    assert value(event, "dtstamp") == "1970-01-01T00:00:00Z"
    assert not {"created", "last-modified"} & set(event["properties"])


def test_texts_say_in_which_language_they_were_found(ical_js: dict[str, Json]) -> None:
    for tag in TAGS:
        event = ical_js[f"fixtures/{tag}/{FULL}"]["events"][0]
        for name in ("summary", "location", "categories"):
            assert parameters(event, name) == {"language": tag}
        assert parameters(event, "description") == {"language": "en"}
        (sparse,) = ical_js[f"invented/{tag}/texts"]["events"]
        assert parameters(sparse, "summary") == {"language": "ar"}
        assert [(line[0], line[2:]) for line in sparse["properties"]["categories"]] == [
            ({"language": "fr"}, ["D", "A", "C, c"]),
            ({"language": "ar"}, ["ب"]),
        ]
        (online,) = ical_js[f"fixtures/{tag}/2032-01-invented-coming"]["events"]
        assert (parameters(online, "location"), value(online, "location")) == (
            {},
            "Invented Platform",
        )


def test_an_event_says_what_is_known(ical_js: dict[str, Json]) -> None:
    event = ical_js[f"fixtures/en/{FULL}"]["events"][0]
    page = f"https://hub.example/kmh/en/seminars/{FULL}/"
    assert value(event, "summary").startswith("Invented full seminar (")
    assert value(event, "location") == "Invented Hall, Invented City, Ethiopia"
    assert value(event, "url") == page
    assert value(event, "class") == "PUBLIC"
    paragraphs = value(event, "description").split("\n\n")
    assert paragraphs[0] == "An invented summary, in English only."
    assert paragraphs[1].split("\n") == [
        "Session 1 · 09:30–10:45 EAT",
        "Invented opening",
        "Speakers:",
        "Zoé Inventée, Director, Invented Agency",
        "Badr Invented",
        "Moderator:",
        "Imaginary Moderator, Invented Institute",
    ]
    assert paragraphs[2].split("\n") == [
        "Session 2 · 1 hour 30 minutes",
        "Invented exercise",
    ]
    way = paragraphs[3].split("\n")
    assert way[1:3] == ["Invented registration, by invitation.", "https://agency.example/register"]
    assert way[3].endswith("20 April 2031")
    assert paragraphs[4:] == [page]
    second = value(ical_js[f"fixtures/en/{FULL}"]["events"][1], "description")
    assert "Session 3" in second
    assert "Session 1" not in second


def test_days_are_counted_in_the_title(ical_js: dict[str, Json]) -> None:
    for tag in TAGS:
        titles = [value(event, "summary") for event in ical_js[f"fixtures/{tag}/{FULL}"]["events"]]
        counts = [re.findall("[0-9]+", title) for title in titles]
        assert counts == [["1", "2"], ["2", "2"]]
        assert not re.search("[0-9]/", titles[0])
        (single,) = ical_js[f"fixtures/{tag}/2032-01-invented-coming"]["events"]
        assert not re.search("[0-9(]", value(single, "summary"))
    # The second day's number counts those whose date is not known, too.
    assert re.findall("[0-9]+", value(ical_js["invented/fr/hours"]["events"][0], "summary")) == [
        "1",
        "9",
    ]


def test_text_of_the_other_direction_is_isolated(ical_js: dict[str, Json]) -> None:
    for tag, isolates in (("ar", True), ("fr", False)):
        event = ical_js[f"invented/{tag}/paris"]["events"][0]
        assert value(event, "summary").startswith("\u2068paris\u2069 (") is isolates
    event = ical_js[f"fixtures/ar/{FULL}"]["events"][0]
    assert value(event, "location").startswith("\u2068Invented Hall\u2069، مدينة مخترعة")
    assert "\u2068Imaginary Moderator\u2069" in value(event, "description")
    for found in ical_js.values():
        for event in found["events"]:
            text = json.dumps(event, ensure_ascii=False)
            assert text.count("\u2068") == text.count("\u2069")


def test_what_does_not_take_place_says_so_and_invites_nobody(ical_js: dict[str, Json]) -> None:
    for tag in TAGS:
        (coming,) = ical_js[f"fixtures/{tag}/2032-01-invented-coming"]["events"]
        assert value(coming, "conference") == "https://agency.example/join"
        assert parameters(coming, "conference")["language"] == tag
        assert "https://agency.example/join" in value(coming, "description")
        for slug, title in (
            ("2032-02-invented-postponed", "Séminaire inventé reporté"),
            ("2032-03-invented-cancelled", "Séminaire inventé annulé"),
        ):
            (event,) = ical_js[f"fixtures/{tag}/{slug}"]["events"]
            if tag == "fr":
                assert value(event, "summary").endswith(title)
                assert value(event, "summary") != title
            assert "agency.example" not in json.dumps(event)


def test_an_address_to_register_is_a_conference_only_online(languages: Languages) -> None:
    def content(**fields: Json) -> bytes:
        way = {"url": "https://agency.example/join"}
        one = entry("x", days=[day("2027-01-01")], registration=way, **fields)
        return seminar_calendar(one, Vocabulary(), languages.default, ADDRESSES) or b""

    assert b"\r\nCONFERENCE;" in content(format="hybrid")
    assert b"\r\nCONFERENCE;" in content(format="online")
    assert b"\r\nCONFERENCE;" not in content(format="in-person")
    assert b"\r\nCONFERENCE;" not in content()


def test_special_characters_come_back(ical_js: dict[str, Json]) -> None:
    (event,) = ical_js["invented/fr/texts"]["events"]
    paragraphs = value(event, "description").split("\n\n")
    assert paragraphs[0] == ARABIC.strip()
    assert paragraphs[1].split("\n")[1] == 'a, b; c\\d: "e"'
    assert ARABIC.strip() in value(event, "summary")


def test_lines_are_short_and_end_with_crlf(calendars: dict[str, bytes]) -> None:
    longest = 0
    for name, content in calendars.items():
        assert content.endswith(b"END:VCALENDAR\r\n")
        lines = content[:-2].split(b"\r\n")
        for line in lines:
            assert b"\n" not in line, name
            assert b"\r" not in line, name
            assert line.decode("utf-8"), "no character is cut in two"
            longest = max(longest, len(line))
    assert 70 < longest <= 75


def test_lines_are_broken_as_icalendar_breaks_them(calendars: dict[str, bytes]) -> None:
    content = b"".join(calendars.values())
    lines = content.replace(b"\r\n ", b"").decode().split("\r\n")
    hostile = [
        f"SUMMARY:{'x' * at}{text}" for at in range(60, 75) for text in (r"\\, \n", "é^^n😀")
    ]
    assert all(broken(line.encode()) == Contentline(line).to_ical() for line in hostile)
    assert b"\r\n".join(Contentline(line).to_ical() for line in lines) == content


def test_the_series_can_be_subscribed_to(
    languages: Languages, ical_js: dict[str, Json], calendars: dict[str, bytes]
) -> None:
    for tag, prefix in (("fr", ""), ("en", "en/"), ("ar", "ar/")):
        calendar = ical_js[f"real/{tag}/"]
        name = f"Série, {tag} ; ندوة"
        properties = calendar["properties"]
        assert parameters(calendar, "name") == {"language": tag}
        assert value(calendar, "name") == name
        assert properties["x-wr-calname"][0][2] == name
        assert value(calendar, "version") == "2.0"
        assert value(calendar, "calscale") == "GREGORIAN"
        assert value(calendar, "prodid")
        assert value(calendar, "url") == f"https://hub.example/kmh/{prefix}seminars/"
        text = calendars[f"real/{tag}/"].decode().replace("\r\n ", "")
        site = f"https://hub.example/kmh/{prefix}"
        assert f"\r\nSOURCE;VALUE=URI:{site}{SERIES_PATH}\r\n" in text
        assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in text
        assert "\r\nX-PUBLISHED-TTL:P1D\r\n" in text
    for name, found in ical_js.items():
        assert "method" not in found["properties"], name
    assert seminar_path("x") == "seminars/x/seminar.ics"
    empty = series_calendar((), languages.default, ADDRESSES, "x")
    assert vobject.readOne(empty.decode(), validate=False).name == "VCALENDAR"


def test_calendars_do_not_depend_on_the_machine(calendars: dict[str, bytes]) -> None:
    code = """
import sys
from kmh_hub.exports.calendar.calendar import seminar_calendar, series_calendar
from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import languages_of
from kmh_hub.reading.seminars import read_content
from pathlib import Path

fixtures, real, locales, site, *tags = sys.argv[1:]
for docs in (fixtures, real):
    series = read_content(Path(docs), tags).series
    for language in languages_of(tags, {"en": "en_GB"}, locales).all:
        known = (series.vocabulary, language, Addresses(site))
        own = [seminar_calendar(entry, *known) or b"" for entry in series.entries]
        name = f"Série, {language.tag} ; ندوة"
        sys.stdout.buffer.write(series_calendar(own, language, Addresses(site), name))
"""
    machines = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(FIXTURES / "docs"), str(ROOT / "docs"),
             str(ROOT / "overrides/locales"), ADDRESSES.site_url, *TAGS],
            env=os.environ | environment,
            stdout=subprocess.PIPE,
        )
        for environment in (
            {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"},
            {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
        )
    ]  # fmt: skip
    here = b"".join(calendars[f"{group}/{tag}/"] for group in ("fixtures", "real") for tag in TAGS)
    assert [machine.communicate()[0] for machine in machines] == [here, here]
