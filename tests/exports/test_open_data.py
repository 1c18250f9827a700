"""The open data: JSON against its schema and the seminar.yml, the table against its metadata."""

import csv
import json
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.open_data.figures import figure_rows, figures_csv
from kmh_hub.exports.open_data.metadata import csv_metadata
from kmh_hub.exports.open_data.record import seminar_json, seminars_json
from kmh_hub.exports.open_data.schema import seminars_schema
from kmh_hub.exports.open_data.table import SEPARATOR, seminar_row, seminars_csv
from kmh_hub.localisation.language import Languages
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.text import Text
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS

HOST = "https://hub.example/kmh/"
FULL = "2031-05-invented-full"
ADDED = {"slug", "url", "updated", "size", "pages", "media_type", "transcript_url", "status"}


@pytest.fixture(scope="module")
def invented() -> Series:
    return read_content(FIXTURES / "docs", TAGS).series


@pytest.fixture(scope="module")
def real() -> Series:
    return read_content(ROOT / "docs", TAGS).series.published


@pytest.fixture(scope="module")
def validator(languages: Languages) -> jsonschema.Draft7Validator:
    schema = json.loads(seminars_schema(languages))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def json_of(series: Series, languages: Languages) -> bytes:
    seminars = [seminar_json(each, languages, Addresses(HOST)) for each in series.entries]
    return seminars_json(seminars, series.vocabulary)


def data_of(series: Series, languages: Languages) -> dict[str, Any]:
    return dict(json.loads(json_of(series, languages)))


def csv_of(series: Series, languages: Languages) -> bytes:
    rows = [seminar_row(each, languages, Addresses(HOST)) for each in series.entries]
    return seminars_csv(rows, languages)


def rows_of(series: Series, languages: Languages) -> dict[str, dict[str, str]]:
    """Return the rows of the table by slug, as Excel and others read them: without the BOM."""
    text = csv_of(series, languages).decode("utf-8-sig")
    return {row["slug"]: row for row in csv.DictReader(StringIO(text, newline=""), strict=True)}


def with_title(series: Series, title: str) -> Series:
    entry = series.entries[0]
    seminar = entry.seminar.model_copy(update={"title": Text({"fr": title})})
    return Series(series.vocabulary, (replace(entry, seminar=seminar),))


# JSON


def test_the_data_follow_their_schema(
    invented: Series, real: Series, languages: Languages, validator: jsonschema.Draft7Validator
) -> None:
    for series in (invented, real):
        data = data_of(series, languages)
        assert [error.message for error in validator.iter_errors(data)] == []
        assert [each["slug"] for each in data["seminars"]] == list(series.by_slug)
        assert data["updated"] == max(each["updated"] for each in data["seminars"])
    text = json_of(invented, languages).decode()
    assert "شرائح التمرين المخترع" in text, "readable"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("seminars", 2, "titel"), "x"),
        (("seminars", 2, "days", 0, "date"), "17.11.2022"),
        (("seminars", 2, "recordings", 0, "size"), "24 MB"),
        (("seminars", 2, "title", "de"), "x"),
        (("seminars", 2, "status"), "done"),
        (("licence",), "x"),
    ],
)
def test_the_schema_refuses_what_is_wrong(
    invented: Series,
    languages: Languages,
    validator: jsonschema.Draft7Validator,
    path: tuple[Any, ...],
    value: str,
) -> None:
    data: Any = data_of(invented, languages)
    part = data
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    assert not validator.is_valid(data)


@pytest.mark.parametrize("key", ["slug", "url", "status", "title", "days"])
def test_the_schema_wants_what_every_seminar_has(
    invented: Series, languages: Languages, validator: jsonschema.Draft7Validator, key: str
) -> None:
    data = data_of(invented, languages)
    del data["seminars"][1][key]
    assert not validator.is_valid(data)


def without_additions(value: Any, given: Any) -> Any:
    """Return a part of the data as its seminar.yml has it."""
    if isinstance(value, dict):
        kept = {key: part for key, part in value.items() if key in given or key not in ADDED}
        if set(kept) == {"und"}:
            return kept["und"]
        return {key: without_additions(part, given.get(key, {})) for key, part in kept.items()}
    if isinstance(value, list):
        return [without_additions(*pair) for pair in zip(value, given, strict=True)]
    return str(value)


def in_seminar_yml(folder: Path) -> Any:
    """Return a seminar.yml as text, without addresses that are no longer given."""
    # BaseLoader makes nothing but text, lists and mappings.
    given = yaml.load((folder / "seminar.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    given.pop("draft", None)
    for item in (*given.get("materials", ()), *given.get("recordings", ())):
        if item.get("status") == "withdrawn":
            for key in ("file", "url", "renditions", "captions", "transcript"):
                item.pop(key, None)
    return given


def test_the_data_say_what_the_seminar_yml_says(
    invented: Series, real: Series, languages: Languages
) -> None:
    for series, docs in ((invented, FIXTURES / "docs"), (real, ROOT / "docs")):
        for seminar in data_of(series, languages)["seminars"]:
            given = in_seminar_yml(docs / "seminars" / seminar["slug"])
            assert without_additions(seminar, given) == given, seminar["slug"]


def test_files_have_their_address_type_and_size(invented: Series, languages: Languages) -> None:
    seminar = data_of(invented, languages)["seminars"][2]
    folder = FIXTURES / "docs/seminars" / FULL
    recording = seminar["recordings"][0]
    files = [recording, *recording["renditions"], *recording["captions"], *seminar["materials"][:4]]
    for each in files:
        assert each["url"] == f"{HOST}seminars/{FULL}/{each['file']}"
        assert each["size"] == (folder / each["file"]).stat().st_size
    assert [each["media_type"] for each in files[:5]] == [
        "video/webm", "video/mp4", "video/webm", "audio/ogg", "text/vtt",
    ]  # fmt: skip
    assert recording["transcript_url"] == f"{HOST}seminars/{FULL}/transcript.fr.txt"
    assert seminar["materials"][1]["pages"] == 3
    assert seminar["url"]["ar"] == f"{HOST}ar/seminars/{FULL}/"


def test_what_is_withdrawn_has_no_address(invented: Series, languages: Languages) -> None:
    seminar = data_of(invented, languages)["seminars"][2]
    withdrawn = [
        item
        for item in (*seminar["materials"], *seminar["recordings"])
        if item["status"] == "withdrawn"
    ]
    assert withdrawn == [
        {"status": "withdrawn", "language": "en", "kind": "report"},
        {"status": "withdrawn", "language": "pt"},
    ]


def test_what_is_not_known_is_left_out(real: Series, languages: Languages) -> None:
    data = data_of(real, languages)
    text = json.dumps(data)
    assert not re.search(r'null|\[\]|: ""|licen[cs]e', text)
    march = next(each for each in data["seminars"] if each["number"] == 2)
    assert march["days"] == [{"date": "2021-03", "sessions": [{}, {}, {}]}]


def test_names_are_given_by_key(real: Series, languages: Languages) -> None:
    data = data_of(real, languages)
    for seminar in data["seminars"]:
        for key in ("organisers", "partners", "funders"):
            assert set(seminar.get(key, ())) <= set(data["series"]["organisations"])
        assert set(seminar.get("themes", ())) <= set(data["series"]["themes"])
    trafficking = data["series"]["themes"]["trafficking"]
    assert trafficking["name"]["ar"] == "مكافحة الاتجار بالأشخاص وحماية الضحايا"


def test_people_and_identifiers_are_given_by_key(invented: Series, languages: Languages) -> None:
    data = data_of(invented, languages)
    assert data["series"]["people"]["zoe-inventee"]["orcid"] == "0000-0000-0000-0001"
    assert data["series"]["organisations"]["invented-agency"]["ror"] == "0nvente83"
    assert rows_of(invented, languages)[FULL]["speakers"] == "zoe-inventee|badr-invented"


def test_a_draft_that_was_never_added(
    languages: Languages, invented: Series, validator: jsonschema.Draft7Validator
) -> None:
    draft = Seminar.model_validate_json(
        '{"draft": true, "title": {"und": "Invented"}, "days": [{"date": "2033"}]}'
    )
    series = Series(invented.vocabulary, (Entry("2033-invented", draft, frozenset({"en"})),))
    data = data_of(series, languages)
    assert validator.is_valid(data)
    assert "updated" not in data
    row = rows_of(series, languages)["2033-invented"]
    assert (row["first_date"], row["added"], row["title_fr"]) == ("2033", "", "")


# The table


def test_the_row_of_the_fifth_seminar(real: Series, languages: Languages) -> None:
    slug = "2022-11-victims-of-trafficking"
    row = rows_of(real, languages)[slug]
    assert {key: value for key, value in row.items() if value} == {
        "slug": slug,
        "number": "5",
        "title_fr": "Réintégration des victimes de la traite\u00a0: nouvelles conclusions et "
        "enseignements des praticiens",
        "title_en": "Reintegration of victims of trafficking: new findings and lessons from "
        "practitioners",
        "title_ar": "إعادة إدماج ضحايا الاتجار بالأشخاص: نتائج جديدة ودروس مستفادة من الممارسين",
        "status": "scheduled",
        "first_date": "2022-11-17",
        "last_date": "2022-11-17",
        "start_time": "11:00",
        "end_time": "13:00",
        "timezone": "CET",
        "format": "online",
        "platform": "Zoom",
        "audience": "public",
        "interpretation": "fr|en|ar",
        "themes": "trafficking|reintegration",
        "organisers": "kmh",
        "partners": "compass",
        "funders": "eu|netherlands-mfa",
        "countries": "AF|DZ|EG|ET|IQ|LB|LY|ML|MA|NE|NG|SD|TD|TN",
        "sessions": "3",
        "agenda_announced": "und",
        "slides_announced": "und",
        "recordings_announced": "fr|en|ar",
        "url_fr": f"{HOST}seminars/{slug}/",
        "url_en": f"{HOST}en/seminars/{slug}/",
        "url_ar": f"{HOST}ar/seminars/{slug}/",
        "official_pages": "https://migrantprotection.iom.int/es/node/2626",
        "added": "2026-11-24",
        "updated": "2026-11-24",
    }


def test_the_table_has_every_seminar(real: Series, languages: Languages) -> None:
    rows = rows_of(real, languages)
    assert list(rows) == list(real.by_slug)
    assert rows["2021-03-children-and-families"]["first_date"] == "2021-03"
    assert rows["2018-11-sustainable-reintegration"]["last_date"] == "2018-11-28"
    assert rows["2018-11-sustainable-reintegration"]["sessions"] == "", "unknown, not none"


def test_what_is_published_stands_apart(invented: Series, languages: Languages) -> None:
    row = rows_of(invented, languages)[FULL]
    assert row["agenda_published"] == "fr"
    assert row["slides_published"] == "fr|en|ar"
    assert row["recordings_published"] == "fr|ar|en"
    assert (row["city_ar"], row["country"]) == ("مدينة مخترعة", "ET")
    sparse = rows_of(invented, languages)["2030-02-invented-sparse"]
    assert (sparse["title_fr"], sparse["title_en"]) == ("", "Invented sparse seminar")


def test_the_table_is_written_as_rfc_4180_has_it(real: Series, languages: Languages) -> None:
    content = csv_of(real, languages)
    assert content.startswith("\ufeffslug,".encode())
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == len(real.entries) + 1


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1", "'＝1"),
        ("x;=1;y", "x;'=1;y"),
        ("x; -1", "x; '-1"),
        ("\t=1", "'=1"),
        ("a\nb", "a b"),
        ('"=1", a', '"=1", a'),
        ("UE-OIM = 1, a@b", "UE-OIM = 1, a@b"),
    ],
)
def test_no_cell_is_a_formula(
    invented: Series, languages: Languages, title: str, shown: str
) -> None:
    (row,) = rows_of(with_title(invented, title), languages).values()
    assert row["title_fr"] == shown


def test_figures_are_a_table_of_their_own(
    invented: Series, real: Series, languages: Languages
) -> None:
    def rows(series: Series) -> list[dict[str, str]]:
        figures = [figure_rows(each, languages) for each in series.entries]
        text = figures_csv(figures, languages).decode("utf-8-sig")
        return list(csv.DictReader(StringIO(text, newline=""), strict=True))

    found = [(row["figure"], row["row"], row["part_of"], row["value"]) for row in rows(real)]
    assert found == [
        ("modern-slavery", "1", "", "40.3"),
        ("modern-slavery", "2", "total", "15.4"),
        ("modern-slavery", "3", "total", "24.9"),
        ("victims-by-sex-and-age", "1", "total", "46"),
        ("victims-by-sex-and-age", "2", "total", "19"),
        ("victims-by-sex-and-age", "3", "total", "20"),
        ("victims-by-sex-and-age", "4", "total", "15"),
        ("detected-abroad", "1", "total", "71"),
        ("detected-abroad", "2", "1", "78"),
    ]
    first = rows(invented)[2]
    assert (first["part_of"], first["label_fr"], first["value"]) == ("2", "", "1.25")
    assert (first["unit"], first["year"]) == ("million-people", "2030")
    assert first["source_url"] == "https://agency.example/report"


def test_zero_is_a_figure_too(invented: Series, languages: Languages) -> None:
    (full,) = [each for each in data_of(invented, languages)["seminars"] if each["slug"] == FULL]
    group = full["figures"][3]["breakdown"]
    assert [part["value"] for part in group] == [1, 0]
    assert full["figures"][0]["value"] == 4.5


# CSV on the Web


@pytest.fixture(scope="module")
def metadata(languages: Languages) -> dict[str, Any]:
    return dict(json.loads(csv_metadata(languages)))


def test_the_metadata_describe_the_columns(
    metadata: dict[str, Any], invented: Series, languages: Languages
) -> None:
    header = list(next(iter(rows_of(invented, languages).values())))
    columns = metadata["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == header
    assert metadata["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "fr"}]
    assert metadata["url"] == "seminars.csv"
    for column in columns:
        assert column["titles"]["und"] == column["name"]
        assert set(column["titles"]) == {"und", *TAGS}
        descriptions = {each["@language"]: each["@value"] for each in column["dc:description"]}
        assert set(descriptions) == set(TAGS)
        assert all((*descriptions.values(), *column["titles"].values()))
        assert not re.search(r"%\(", json.dumps(column))


def matches(value: str, datatype: str | dict[str, str]) -> bool:
    """Whether a value is of a datatype of CSVW."""
    base = datatype if isinstance(datatype, str) else datatype["base"]
    pattern = "" if isinstance(datatype, str) else datatype["format"]
    patterns = {
        "string": pattern or ".+",
        "anyURI": r"https://\S+",
        "language": "[A-Za-z]{2,3}(-[A-Za-z0-9]+)*",
        "positiveInteger": "[1-9][0-9]*",
        "date": r"\d{4}-\d\d-\d\d",
        "time": r"\d\d:\d\d",
    }
    return bool(re.fullmatch(patterns[base], value))


def test_every_cell_is_of_its_columns_type(
    metadata: dict[str, Any], invented: Series, real: Series, languages: Languages
) -> None:
    columns = {column["name"]: column for column in metadata["tableSchema"]["columns"]}
    filled = set()
    for series in (invented, real):
        for row in rows_of(series, languages).values():
            for name, cell in row.items():
                column = columns[name]
                values = cell.split(column["separator"]) if "separator" in column else [cell]
                if cell:
                    filled.add(name)
                    assert all(matches(value, column["datatype"]) for value in values), name
                assert SEPARATOR not in cell or "separator" in column
    assert set(columns) - filled == set()


@pytest.mark.parametrize("tag", TAGS)
def test_the_page_about_the_data_explains_every_column(metadata: dict[str, Any], tag: str) -> None:
    page = (ROOT / f"docs/data.{tag}.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ")]
    explained = [name for row in rows for name in re.findall("`([a-z_]+)`", row)]
    names = [column["name"] for column in metadata["tableSchema"]["columns"]]
    assert explained == names
    for path in ("seminars.json", "seminars.schema.json", "seminars.csv"):
        assert f"`data/{path}`" in page
