"""Schedules and calendars: sessions on their days, and all the rest told with its place.

All that the sources say is invented. `pretalx-export.*` was exported by pretalx 2025.2.2
(`make_pretalx.py`), `indico-export.ics` written by Indico 3.2.9's own code (`make_indico.py`); the
others are made by hand from the formats' documentation and from what others published of theirs.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from kmh_hub.importing.folder import faults_of, seminar_revision
from kmh_hub.importing.gathered import NO_LANGUAGE, NO_PERSON, OVER_MIDNIGHT, UNKNOWN_KEY
from kmh_hub.importing.people import People
from kmh_hub.importing.source import Told, read_source
from kmh_hub.model.codes import time_zones
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.yaml_document import parse

from ..conftest import FIXTURES, TAGS, built_at, run

SOURCES = Path(__file__).parent / "sources"
SLUG = "2033-05-invented-import"
SERIES = "docs/seminars/series.yml"


def told(**options: str) -> Told:
    return Told(People(Vocabulary()), TAGS, SLUG, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("pretalx-export.json", "Invented opening"),
        ("pretalx-export.ics", "Invented opening - Nora New"),
        ("pretalx-schedule.json", "Invented opening"),
        ("pretalx-api.json", "Invented opening"),
        ("pretalx.ics", "Invented opening - Nora New"),
        ("indico-export.ics", "Invented opening"),
        ("outlook.ics", "Invented opening"),
    ],
)
def test_a_session_is_on_its_day_in_the_zone_that_is_asked_for(name: str, title: str) -> None:
    gathered = read_source(SOURCES / name, told(text_language="en", timezone="Africa/Addis_Ababa"))[
        SLUG
    ]
    values = gathered.values
    assert values["timezone"] == "Africa/Addis_Ababa"
    assert values["days"][0]["date"] == "2033-05-03"
    session = values["days"][0]["sessions"][0]
    # 9:00 in Tunis, 8:00 in UTC and 10:00 in Western Europe's summer are the same moment.
    assert (session["start"], session["end"]) == ("11:00", "11:45")
    assert session["title"] == {"en": title}


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("pretalx-schedule.json", "Africa/Tunis"),
        ("pretalx-export.json", "Africa/Tunis"),
        ("pretalx-export.ics", "Etc/GMT-1"),  # it calls Tunis's zone CET, which is another
        ("pretalx.ics", "Africa/Tunis"),
        ("indico-export.ics", "UTC"),
        ("outlook.ics", "Europe/Berlin"),
    ],
)
def test_the_zone_is_that_of_the_source(name: str, zone: str) -> None:
    gathered = read_source(SOURCES / name, told(text_language="en"))[SLUG]
    assert gathered.values["timezone"] == zone


def test_what_pretalx_exports_is_taken_by_languages_and_days() -> None:
    found = read_source(SOURCES / "pretalx-export.json", told())[SLUG]
    titles = [[each["title"] for each in day["sessions"]] for day in found.values["days"]]
    assert titles == [
        [{"en": "Invented opening"}, {"fr": "Séance inventée"}, {"ar": "جلسة مخترعة"}],
        [{"en": "Invented night"}, {"en": "Invented end; with, signs\\"}],
    ]
    # Its programme of the first day goes on until four in the morning.
    hours = [(each["start"], each.get("end")) for each in found.values["days"][1]["sessions"]]
    assert hours == [("01:00", "01:30"), ("16:00", "17:15")]
    assert found.people == {
        "nora-new": {"name": "Nora New"},
        "zoe-inventee": {"name": "Zoé Inventée"},
    }
    reasons = {each.value: each.reason for each in found.leftovers}
    assert reasons["2033-05-04T00:30:00+01:00"] == OVER_MIDNIGHT
    assert reasons["نورة مخترعة"] == NO_PERSON
    assert reasons["Invented seminar of a test"] == NO_LANGUAGE
    calendar = read_source(SOURCES / "pretalx-export.ics", told(text_language="en"))[SLUG]
    sessions = [each for day in calendar.values["days"] for each in day["sessions"]]
    assert sessions[3]["title"] == {"en": "Invented night"}
    assert sessions[4]["title"] == {"en": "Invented end; with, signs\\"}


def test_what_has_no_place_is_told_with_its_path() -> None:
    found = read_source(SOURCES / "pretalx-schedule.json", told())[SLUG]
    places = {each.place: each.value for each in found.leftovers}
    event = "$.schedule.conference.days[0].rooms.Blue[0]"
    assert places[f"{event}.room"] == "Blue"
    assert places[f"{event}.persons[0].biography"] == "Invented."
    assert f"{event}.title" not in places
    assert found.people == {"nora-new": {"name": "Nora New"}}
    assert [day["date"] for day in found.values["days"]] == ["2033-05-03", "2033-05-04"]
    found = read_source(SOURCES / "pretalx-api.json", told())[SLUG]
    assert ("$.results[1]", "Invented, without a slot") in {
        (each.place, each.value) for each in found.leftovers
    }
    found = read_source(SOURCES / "outlook.ics", told())[SLUG]
    lines = {each.place.partition(", ")[2]: each.value for each in found.leftovers}
    assert lines["RRULE"] == "FREQ=DAILY;COUNT=2"
    assert lines["LOCATION"] == "Blue"


def test_indicos_descriptions_name_speakers_and_addresses() -> None:
    found = read_source(SOURCES / "indico-export.ics", told(text_language="en"))[SLUG]
    first, second, third = found.values["days"][0]["sessions"]
    assert first["abstract"] == {"en": "An invented description; with, signs.Second."}
    assert first["speakers"] == [{"person": "nora-new"}, {"person": "zoe-inventee"}]
    assert "Invented ministry, of everything" in {each.value for each in found.leftovers}
    for each in (second, third):
        assert each.keys() == {"start", "end", "title"}


def test_outlooks_zones_languages_and_folds(tmp_path: Path) -> None:
    found = read_source(SOURCES / "outlook.ics", told())[SLUG]
    assert found.values["timezone"] == "Europe/Berlin"
    first, second = found.values["days"][0]["sessions"]
    assert first == {"start": "10:00", "end": "10:45", "title": {"en": "Invented opening"}}
    # 14:00 in Addis Ababa, as Windows names its zone.
    assert (second["start"], second["end"]) == ("13:00", "14:00")
    assert second["title"]["fr"].endswith("présentation » de l’après-midi, assez longue")
    assert second["abstract"]["fr"].startswith("Une séance inventée, à distance ; voir <https:")
    assert found.values["days"][1] == {"date": "2033-05-04"}
    # How Outlook shows an event is no part of the seminar, nor is its text a second time as HTML.
    lines = {each.place.partition(", ")[2] for each in found.leftovers}
    assert lines == {"", "RRULE", "LOCATION", "SUMMARY"}
    unfolded = (SOURCES / "outlook.ics").read_bytes().replace(b"\r\n\t", b"")
    for width in range(40, 75):
        folded = [fold(line, width) for line in unfolded.split(b"\r\n")]
        (tmp_path / "a.ics").write_bytes(b"\r\n".join(folded))
        assert read_source(tmp_path / "a.ics", told())[SLUG].values == found.values


def fold(line: bytes, width: int) -> bytes:
    """Fold a line after some bytes, within letters, too, as RFC 5545 lets programs do."""
    return b"\r\n\t".join(line[at : at + width] for at in range(0, len(line), width))


def test_windows_zones_are_ones_that_the_hub_knows() -> None:
    assert len(WINDOWS_TO_OLSON) > 100
    assert {*WINDOWS_TO_OLSON.values()} <= time_zones()
    zone = "W. Central Africa Standard Time"
    assert WINDOWS_TO_OLSON[zone] == "Africa/Lagos"


def test_a_language_that_is_not_said_is_not_guessed() -> None:
    found = read_source(SOURCES / "indico-export.ics", told())[SLUG]
    assert "title" not in found.values["days"][0]["sessions"][0]
    assert "Invented opening" in {each.value for each in found.leftovers}


def test_it_is_written_once(hub: Path) -> None:
    source = str(SOURCES / "pretalx-schedule.json")
    result = run("import", source, "--into", SLUG, "--yes", "--language", "en")
    assert result.exit_code == 0, result.output
    assert run("check").exit_code == 0
    assert "Nothing changes." in run("import", source, "--into", SLUG, "--language", "en").output


def test_the_hubs_own_calendar_gives_its_days(hub: Path, invented_site: Path) -> None:
    name = "2031-05-invented-full"
    calendar = invented_site / f"en/seminars/{name}/seminar.ics"
    found = read_source(calendar, told())[SLUG].values
    value = parse(hub / f"docs/seminars/{name}/seminar.yml")[0].value
    assert found["timezone"] == value["timezone"]
    days = [{key: day[key] for key in day if key != "sessions"} for day in value["days"]]
    assert found["days"] == days


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.json", "{"), ("a.json", "[]"), ("a.json", '{"schedule": {}}'), ("a.ics", "no calendar")],
)
def test_bad_sources(hub: Path, name: str, content: str) -> None:
    (hub / name).write_text(content)
    result = run("import", name, "--into", SLUG)
    assert result.exit_code == 1
    assert f"Error: {name}: " in result.output


@pytest.fixture
def with_agendas(hub: Path) -> Path:
    """The invented seminars, one more with every kind of session, on other days and at no time."""
    folder = hub / "docs/seminars/2033-06-invented-agenda"
    folder.mkdir()
    (folder / "index.en.md").write_text("Invented.\n")
    (folder / "seminar.yml").write_text(AGENDA, "utf-8")
    assert run("format", str(folder / "seminar.yml")).exit_code == 0
    assert run("translations", "--accept", str(folder)).exit_code == 0
    return hub


AGENDA = """\
added: 2031-01-01
title:
  fr: "Ordre du jour inventé"
  ar: "جدول أعمال مخترع"
timezone: Africa/Tunis
days:
  - date: 2033-06-01
    end: "17:30"
    sessions:
      - title:
          ar: "جلسة مخترعة"
      - start: "09:00"
        duration: "0:45:00"
        abstract:
          en: "Invented, and in English only."
        moderators:
          - person: zoe-inventee
            role:
              fr: "Présidente inventée"
      - end: "11:00"
        title:
          fr: "Fin connue"
      - start: "11:00"
        title:
          fr: "Début connu"
        speakers:
          - person: zoe-inventee
          - person: imaginary-moderator
            affiliation: invented-institute
  - date: 2033-06-02
  - date: 2033-06-03
    sessions:
      - start: "23:00"
        end: "23:59"
"""


def test_the_hubs_own_schedules_come_back(with_agendas: Path) -> None:
    site = built_at(with_agendas, "https://hub.example/invented/")
    folders = with_agendas / "docs/seminars"
    # Without a session that is known to the minute, there is none.
    names = sorted(path.parent.name for path in site.glob("seminars/*/schedule.json"))
    assert names == ["2031-05-invented-full", "2033-06-invented-agenda"]
    for year, tag in enumerate(TAGS, start=2034):
        for name in names:
            source = site / ("" if tag == TAGS[0] else tag) / f"seminars/{name}/schedule.json"
            before = parse(folders / name / "seminar.yml")[0].value
            again = run("import", str(source), "--into", name, "--yes", "--language", "en")
            assert "Nothing changes." in again.output, again.output
            copy = f"{year}-01-{name[8:]}"
            made = run("import", str(source), "--into", copy, "--yes", "--language", "en")
            assert made.exit_code == 0, made.output
            after = parse(folders / copy / "seminar.yml")[0].value
            for key in ("title", "timezone", "days"):
                assert after[key] == before[key]
    assert (folders / "series.yml").read_bytes() == (FIXTURES / SERIES).read_bytes()


def test_what_came_after_the_hub_wrote_a_schedule_is_taken(
    invented_site: Path, tmp_path: Path
) -> None:
    written = invented_site / "en/seminars/2031-05-invented-full/schedule.json"
    data = json.loads(written.read_text("utf-8"))
    [event] = data["schedule"]["conference"]["days"][0]["rooms"]["Invented Hall"]
    event |= {"title": "Edited", "duration": "01:00", "persons": [{"name": "Nora New", "id": 1}]}
    source = tmp_path / "schedule.json"
    source.write_text(json.dumps(data), "utf-8")
    # To a hub that knows nobody of them.
    found = read_source(source, told())[SLUG]
    session = found.values["days"][0]["sessions"][0]
    assert session["title"] == {"fr": "Ouverture inventée", "en": "Edited"}
    assert session["end"] == "10:30"
    assert session["speakers"] == [{"person": "nora-new"}]
    assert session["moderators"] == [{"person": "imaginary-moderator"}]
    assert {"zoe-inventee", "imaginary-moderator", "nora-new"} <= found.people.keys()
    assert ("invented-institute", UNKNOWN_KEY) in {
        (each.value, each.reason) for each in found.leftovers
    }


sessions = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["", "Opening", "Coffee", "Lunch: a break"]),
            "at": st.integers(0, 2 * 24 * 12 - 1),
            "minutes": st.integers(0, 200),
            "room": st.sampled_from(["Blue", "Red"]),
        }
    ),
    max_size=6,
)


@settings(deadline=None)
@given(sessions)
def test_a_second_time_changes_nothing_and_nothing_is_lost(given_: list[dict[str, Any]]) -> None:
    first = datetime(2033, 5, 3, tzinfo=ZoneInfo("Africa/Tunis"))
    rooms: dict[str, list[dict[str, Any]]] = {"Blue": [], "Red": []}
    for each in given_:
        start = first + timedelta(minutes=5 * each["at"])
        length = f"{each['minutes'] // 60:02}:{each['minutes'] % 60:02}"
        event = {"title": each["title"], "date": start.isoformat(), "duration": length}
        rooms[each["room"]].append(event | {"language": "en"})
    day = {"date": "2033-05-03", "rooms": rooms}
    conference = {"title": "Invented", "time_zone_name": "Africa/Tunis", "days": [day]}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "schedule.json"
        path.write_text(json.dumps({"schedule": {"conference": conference}}))
        found = read_source(path, told(text_language="en"))[SLUG]
    text = "draft: true\ntitle:\n  fr: x\ndays:\n  - date: 2033-05-01\n    sessions: [{}]\n"
    after = seminar_revision(Path("seminar.yml"), text, found, TAGS)
    assert not faults_of(after, Seminar, TAGS)
    assert seminar_revision(after.path, after.after, found, TAGS).after == after.after
    assert after.after.count("start:") == len(given_)
    late = [each for each in found.leftovers if each.reason == OVER_MIDNIGHT]
    lasting = [each for each in given_ if each["minutes"]]
    assert after.after.count("end:") == len(lasting) - len(late)
