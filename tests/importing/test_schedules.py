"""Schedules and calendars: sessions on their days, and all the rest told with its place.

All that the sources say is invented. `pretalx-export.*` was exported by pretalx 2025.2.2; the
others are made by hand from the formats' documentation.
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

from kmh_hub.importing.folder import faults_of, seminar_revision
from kmh_hub.importing.gathered import OVER_MIDNIGHT
from kmh_hub.importing.people import People
from kmh_hub.importing.source import Told, read_source
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.seminars import read_content
from kmh_hub.reading.yaml_document import parse

from ..conftest import TAGS, run

SOURCES = Path(__file__).parent / "sources"
SLUG = "2033-05-invented-import"


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
        ("indico.ics", "Invented opening"),
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
        ("indico.ics", "UTC"),
        ("outlook.ics", "Europe/Berlin"),
    ],
)
def test_the_zone_is_that_of_the_source(name: str, zone: str) -> None:
    gathered = read_source(SOURCES / name, told(text_language="en"))[SLUG]
    assert gathered.values["timezone"] == zone


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


def test_a_language_that_is_not_said_is_not_guessed() -> None:
    found = read_source(SOURCES / "indico.ics", told())[SLUG]
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


def test_the_hubs_own_schedule_comes_back(hub: Path, invented_site: Path) -> None:
    name = "2031-05-invented-full"
    path = hub / f"docs/seminars/{name}/seminar.yml"
    value = parse(path)[0].value
    source = invented_site / f"en/seminars/{name}/schedule.json"
    people = People(read_content(hub / "docs", TAGS).series.vocabulary)
    found = read_source(source, Told(people, TAGS, name))[name]
    assert found.values["timezone"] == value["timezone"]
    assert not found.people
    assert found.values["title"]["en"] == value["title"]["en"]
    assert [day["date"] for day in found.values["days"]] == [day["date"] for day in value["days"]]
    for day, found_day in zip(value["days"], found.values["days"], strict=True):
        timed = [each for each in day.get("sessions", ()) if each.get("start")]
        assert [in_english(each) for each in timed] == found_day.get("sessions", [])
    # Without a session that is known to the minute, there is none.
    assert not (invented_site / "en/seminars/2030-02-invented-sparse/schedule.json").exists()
    again = run("import", str(source), "--into", name, "--yes", "--language", "en")
    assert "Nothing changes." in again.output


def in_english(session: dict[str, Any]) -> dict[str, Any]:
    """Return what a schedule in English has of a session."""
    kept = {key: session[key] for key in ("start", "end") if key in session}
    kept |= {key: {"en": session[key]["en"]} for key in ("title", "abstract") if key in session}
    speakers = [{"person": each["person"]} for each in session.get("speakers", ())]
    return kept | ({"speakers": speakers} if speakers else {})


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
