"""What refers to people, organisations and themes, and what describes them, written wrongly.

In a case, ▶ stands before the place; it is taken out before the file is written.
"""

from datetime import date
from pathlib import Path

import pytest

from kmh_hub.reading.fault import Fault
from kmh_hub.reading.rules.entities import ENTITIES
from kmh_hub.reading.seminars import read_content
from kmh_hub.reports.texts import words_of

from ..conftest import TAGS

SERIES = """\
organisations:
  agency: {name: {en: Invented Agency (IA), ar: وكالة مخترعة}, ror: 0nvente83}
themes:
  testing: {name: {fr: Essais, en: Testing, ar: الاختبار}}
people:
  zoe-inventee: {name: {fr: Zoé Inventée, ar: زوي المخترعة}, orcid: 0000-0000-0000-0001}
"""
SEMINAR = "added: 2031-04-01\ntitle: {en: Invented}\ndays:\n  - date: 2031-05-01\n"
SPEAKERS = SEMINAR + "    sessions: [{speakers: [{%s}]}]\n"

REFERENCES = {
    "unknown-organisation": SEMINAR + "organisers: [▶agencie]\n",
    "unknown-theme": SEMINAR + "themes: [▶texting]\n",
    "unknown-person": SPEAKERS % "person: ▶zoe-inventé",
}
DESCRIPTIONS = {
    "invalid-entity-key": SERIES + "  ▶Zoé Inventée: {name: Zoé}\n",
    "invalid-orcid": SERIES + "  badr: {name: Badr, orcid: ▶0000-0000-0000-0002}\n",
    "invalid-ror": SERIES.replace("ror: 0nvente83", "ror: ▶0nvente84"),
    "invalid-wikidata": SERIES + "  badr: {name: Badr, wikidata: ▶Q0}\n",
    "duplicate-name": SERIES + "  zoe: {name: ▶zoé inventée}\n",
    "duplicate-identifier": SERIES + "  zoe: {name: Zoé, orcid: ▶0000-0000-0000-0001}\n",
}


def faults_of(docs: Path, series: str = SERIES, seminar: str = SEMINAR) -> list[Fault]:
    folder = docs / "seminars/2031-05-invented"
    folder.mkdir(parents=True)
    (docs / "seminars/series.yml").write_text(series, "utf-8")
    (folder / "seminar.yml").write_text(seminar, "utf-8")
    (folder / "index.en.md").write_text("Invented.\n")
    return list(read_content(docs, TAGS, date(2031, 6, 1)).faults)


def check_place(fault: Fault, case: str, name: str) -> None:
    before = case.partition("▶")[0]
    place = (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    assert (fault.path.name, fault.place.line, fault.place.column) == (name, *place)
    words = words_of(fault)
    assert words.help
    assert "{" not in words.message + words.help


@pytest.mark.parametrize("rule", REFERENCES)
def test_references(rule: str, tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, seminar=REFERENCES[rule].replace("▶", ""))
    assert fault.rule == rule
    check_place(fault, REFERENCES[rule], "seminar.yml")


@pytest.mark.parametrize("rule", DESCRIPTIONS)
def test_descriptions(rule: str, tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, series=DESCRIPTIONS[rule].replace("▶", ""))
    assert fault.rule == rule
    check_place(fault, DESCRIPTIONS[rule], "series.yml")


def test_every_rule_has_a_case() -> None:
    assert set(REFERENCES) | set(DESCRIPTIONS) == set(ENTITIES)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (SEMINAR + "organisers: [agencie]\n", "agency"),
        (SEMINAR + "partners: [Invented Agency]\n", "agency"),
        (SEMINAR + "funders: [IA]\n", "agency"),
        (SEMINAR + "funders: [وكالة مخترعة]\n", "agency"),
        (SEMINAR + "themes: [Essais]\n", "testing"),
        (SEMINAR + "themes: [الاختبار]\n", "testing"),
        (SPEAKERS % "person: Zoé Inventée", "zoe-inventee"),
        (SPEAKERS % "person: زوي المخترعه", "zoe-inventee"),
        (SPEAKERS % "person: zoe-inventee, affiliation: agencie", "agency"),
        (SPEAKERS.replace("speakers", "moderators") % "person: zoe-inventé", "zoe-inventee"),
    ],
)
def test_suggests_the_nearest_key_by_key_or_name(text: str, key: str, tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, seminar=text)
    assert f"did you mean “{key}”?" in words_of(fault).message


def test_an_affiliation_is_an_organisation(tmp_path: Path) -> None:
    series = SERIES + "  badr: {name: Badr, affiliation: ▶agencie}\n"
    (fault,) = faults_of(tmp_path, series=series.replace("▶", ""))
    assert fault.rule == "unknown-organisation"
    check_place(fault, series, "series.yml")


def test_namesakes_are_let_stand_with_a_reason(tmp_path: Path) -> None:
    line = "  zoe: {name: Zoé Inventée} # hub: allow duplicate-name - another person\n"
    assert faults_of(tmp_path, series=SERIES + line) == []


def test_an_example_is_not_left_in_a_description(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, series=SERIES + '  badr: {name: "…"}\n')
    assert (fault.rule, fault.path.name) == ("example-left", "series.yml")


def test_a_person_is_named_once_in_a_session(tmp_path: Path) -> None:
    text = SEMINAR + (
        "    sessions: [{moderators: [{person: zoe-inventee}, {person: ▶zoe-inventee}]}]\n"
    )
    (fault,) = faults_of(tmp_path, seminar=text.replace("▶", ""))
    assert fault.rule == "duplicate-value"
    check_place(fault, text, "seminar.yml")


def test_a_name_written_where_a_key_belongs_is_told(tmp_path: Path) -> None:
    faults = faults_of(tmp_path, seminar=SPEAKERS % "name: Zoé Inventée")
    assert {fault.rule for fault in faults} == {"unknown-key", "missing-key"}


def test_where_nobody_is_known_yet_the_help_says_where_to_add(tmp_path: Path) -> None:
    text = SPEAKERS % "person: zoe"
    (fault,) = faults_of(tmp_path, series="people: {}\n", seminar=text)
    assert (
        words_of(fault).help == "use a key of “people” in seminars/series.yml: –; or add one there"
    )


@pytest.mark.parametrize(
    "orcid", ["0000-0000-0000-001X", "0000-0000-0000-0001", "0000-0000-0000-0028"]
)
def test_well_formed_orcids(orcid: str, tmp_path: Path) -> None:
    series = SERIES.replace("0000-0000-0000-0001", orcid)
    assert faults_of(tmp_path, series=series) == []


@pytest.mark.parametrize(
    "orcid", ["0000 0000 0000 0001", "https://orcid.org/0000-0000-0000-0001", "0000-0000-0000-001x"]
)
def test_malformed_orcids(orcid: str, tmp_path: Path) -> None:
    series = SERIES.replace("0000-0000-0000-0001", orcid)
    assert [fault.rule for fault in faults_of(tmp_path, series=series)] == ["invalid-orcid"]


@pytest.mark.parametrize("ror", ["0nvente8", "1nvente83", "0nvilou83", "https://ror.org/0nvente83"])
def test_malformed_rors(ror: str, tmp_path: Path) -> None:
    series = SERIES.replace("0nvente83", ror)
    assert [fault.rule for fault in faults_of(tmp_path, series=series)] == ["invalid-ror"]
