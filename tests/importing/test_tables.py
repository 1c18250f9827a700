"""Tables: what they say stands in seminar.yml, what has no place is told, nothing twice.

Every name and seminar here is invented.
"""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kmh_hub.importing.column import columns
from kmh_hub.importing.folder import seminar_revision
from kmh_hub.importing.people import People
from kmh_hub.importing.spreadsheet import read_spreadsheet
from kmh_hub.importing.template import SUFFIXES, write_table
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.yaml_document import parse

from ..conftest import TAGS, run

SLUG = "2033-05-invented-import"
ROWS = [
    ["title.en", "timezone", "day.date", "session.start", "session.title.en",
     "session.speakers", "Room"],
    ["Invented", "Africa/Tunis", "2033-05-03", "09:00", "Opening",
     "Zoé Inventée; Nora New", "Blue"],
    ["", "", "", "10:00", "Second", "", ""],
    ["", "", "2033-05-04", "25:00", "Third", "", ""],
]  # fmt: skip


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_new_seminar(hub: Path, suffix: str) -> None:
    table = hub / f"agenda{suffix}"
    write_table(table, ROWS)
    arguments = ("import", str(table), "--into", SLUG, "--language", "en")
    dry = run(*arguments, "--dry-run")
    assert '+      - start: "10:00"' in dry.output
    folder = hub / "docs/seminars" / SLUG
    assert not folder.exists()
    told = run(*arguments, "--yes")
    assert told.exit_code == 0
    assert "G2: 'Blue': seminar.yml has no place for it" in told.output
    assert "D4: '25:00': it cannot stand in seminar.yml" in told.output
    assert "4 texts are missing in العربية" in told.output
    value = parse(folder / "seminar.yml")[0].value
    assert value["draft"] is True
    assert [len(day["sessions"]) for day in value["days"]] == [2, 1]
    speakers = value["days"][0]["sessions"][0]["speakers"]
    assert speakers == [{"person": "zoe-inventee"}, {"person": "nora-new"}]
    assert '\n  nora-new:\n    name: "Nora New"\n' in (hub / "docs/seminars/series.yml").read_text()
    assert run("check").exit_code == 0
    assert run("format", "--check").exit_code == 0
    before = {path: path.read_bytes() for path in (hub / "docs").rglob("*") if path.is_file()}
    again = run(*arguments, "--yes")
    assert "Nothing changes." in again.output
    assert {path: path.read_bytes() for path in before} == before


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_a_table_of_libreoffice(suffix: str) -> None:
    """Dates and times are no text there: LibreOffice itself saved them (`make_libreoffice.py`)."""
    path = Path(__file__).parent / f"sources/libreoffice{suffix}"
    found = read_spreadsheet(path, People(Vocabulary()), TAGS, SLUG)[SLUG]
    assert not found.leftovers
    first, second = found.values["days"]
    assert (first["date"], second["date"]) == ("2033-05-03", "2033-05-04")
    assert (first["sessions"][0]["start"], first["sessions"][0]["end"]) == ("09:00", "09:45")
    assert second["sessions"][0]["duration"] == "01:30:00"
    assert found.values["title"] == {"en": "Invented", "ar": "ندوة مخترعة"}
    assert found.values["interpretation"] == ["fr", "ar"]
    assert first["sessions"][0]["title"]["fr"] == "Ouverture inventée ; et l’accueil"


def test_an_existing_seminar_keeps_what_the_table_does_not_say(hub: Path) -> None:
    path = hub / "docs/seminars/2031-05-invented-full/seminar.yml"
    text = path.read_text("utf-8")
    text = text.replace("format: hybrid", "format: hybrid  # as it was")
    path.write_text(text, "utf-8")
    before = parse(path)[0].value
    rows = [["day.date", "session.start", "session.title.en"], ["2031-05-01", "08:30", "Coffee"]]
    rows += [["", "09:45", "Invented opening"]]
    write_table(hub / "a.csv", rows)
    result = run("import", "a.csv", "--into", "2031-05-invented-full", "--yes")
    assert result.exit_code == 0, result.output
    value = parse(path)[0].value
    assert "format: hybrid  # as it was" in path.read_text("utf-8")
    titles = [each["title"]["en"] for each in value["days"][0]["sessions"]]
    assert titles == ["Coffee", "Invented opening", "Invented exercise"]
    assert value["days"][0]["sessions"][1]["start"] == "09:45"
    assert value["days"][0]["sessions"][1]["title"]["fr"] == "Ouverture inventée"
    # A session more before them: what names the others by number follows.
    numbers = [each.get("session") for each in before["materials"]]
    moved = [each.get("session") for each in value["materials"]]
    assert moved == [number and number + 1 for number in numbers]
    chapters = [each["session"] for each in value["recordings"][0]["chapters"]]
    assert chapters == [2, 3]
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.csv", "x,y\n1,2\n", "names no known column"),
        ("a.csv", "title.fr\n\xff", "not UTF-8"),
        ("a.xlsx", "no table", "a.xlsx"),
        ("a.ods", "no table", "a.ods"),
        ("a.doc", "", "give a .csv"),
    ],
)
def test_bad_sources(hub: Path, name: str, content: str, told: str) -> None:
    (hub / name).write_bytes(content.encode("latin-1"))
    result = run("import", name, "--into", SLUG)
    assert result.exit_code == 1
    assert told in result.output


def test_a_seminar_with_faults_is_left(hub: Path) -> None:
    path = hub / "docs/seminars/2029-04-invented-online/seminar.yml"
    path.write_text("title: {fr: x}\ndays: soon\n", "utf-8")
    (hub / "a.csv").write_text("title.fr,day.date\nInventé,2029-04-10\n")
    result = run("import", "a.csv", "--into", path.parent.name, "--yes", "--language", "en")
    assert result.exit_code == 1
    assert "seminar.yml:2" in result.output
    assert path.read_text("utf-8") == "title: {fr: x}\ndays: soon\n"


@pytest.mark.parametrize("slug", ["../../outside", "2033-05-UPPER", "2033_05"])
def test_bad_folders(hub: Path, slug: str) -> None:
    (hub / "a.csv").write_text(f"seminar,title.fr,day.date\n{slug},x,2033-05\n")
    result = run("import", "a.csv", "--yes", "--language", "en")
    assert result.exit_code == 1
    assert "cannot be a folder's name" in result.output


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_template_has_every_column_and_is_not_overwritten(hub: Path, suffix: str) -> None:
    name = f"empty{suffix}"
    assert run("import", "--template", name).exit_code == 0
    found = read_spreadsheet(hub / name, People(Vocabulary()), TAGS, SLUG)
    assert found == {}
    assert run("import", "--template", name).exit_code == 1
    names = [column.name for column in columns(TAGS)]
    assert {"title.fr", "place.city.ar", "day.date", "session.speakers"} <= set(names)


cells = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=8)
cells |= st.sampled_from(["", "2033-05-03", "2033-05", "09:00", "10:30", "Africa/Tunis", "x; y"])


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(cells, min_size=6, max_size=6), min_size=1, max_size=4))
def test_a_second_time_changes_nothing_and_nothing_is_lost(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    header = ["title.fr", "timezone", "day.date", "session.start", "session.title.fr", "other"]
    path = tmp_path / "a.csv"
    write_table(path, [header, *rows])
    start = "draft: true\ntitle:\n  fr: x\ndays:\n  - date: 2033-05-01\n"

    def imported(before: str) -> str:
        found = read_spreadsheet(path, People(Vocabulary()), TAGS, SLUG)[SLUG]
        left = [each.value for each in found.leftovers]
        after = seminar_revision(Path("seminar.yml"), before, found, TAGS).after
        for cell in (cell.strip() for row in rows for cell in row):
            assert any(cell in value for value in left) or _words(cell) in _words(after)
        return after

    first = imported(start)
    assert imported(first) == first


def _words(text: str) -> str:
    return "".join(each for each in text if each.isalnum())
