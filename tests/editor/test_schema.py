"""The schemas are current, and editors' own tools complete and warn by them."""

import json
from pathlib import Path

import pytest

from kmh_hub.cli.schema import schemas
from kmh_hub.cli.site import load_site
from kmh_hub.cli.template import MODELINE

from ..conftest import FIXTURES, ROOT
from .conftest import LanguageServer

SEMINARS = ROOT / "docs/seminars"
FULL = FIXTURES / "docs/seminars/2031-05-invented-full/seminar.yml"
HEAD = f"{MODELINE}\ntitle:\n  en: Invented\ndays:\n  - date: 2031-05-01\n"


def test_the_schemas_are_current() -> None:
    for name, text in schemas(load_site(str(ROOT / "mkdocs.yml"))).items():
        assert (ROOT / "docs" / name).read_text("utf-8") == text, "run: hub schema"


def test_every_key_is_described() -> None:
    schema = json.loads((ROOT / "docs/seminar.schema.json").read_text("utf-8"))
    for definition in (schema, *schema["definitions"].values()):
        for name, part in definition.get("properties", {}).items():
            assert part["description"], name


@pytest.mark.parametrize(
    "path", sorted(SEMINARS.glob("*/seminar.yml")), ids=lambda path: path.parent.name
)
def test_every_seminar_names_its_schema_and_is_valid(path: Path, server: LanguageServer) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(MODELINE)
    assert server.open(path, text) == []


def test_the_seminar_that_uses_every_key_is_valid(server: LanguageServer) -> None:
    path = SEMINARS / "2031-05-invented/seminar.yml"
    assert server.open(path, f"{MODELINE}\n{FULL.read_text('utf-8')}") == []


def test_glossary_yml_is_valid(server: LanguageServer) -> None:
    path = ROOT / "docs/glossary.yml"
    text = path.read_text("utf-8")
    assert "glossary.schema.json" in text.partition("\n")[0]
    assert server.open(path, text) == []
    other, wrong = ROOT / "docs/invented.yml", f"{text}    sinonyms: {{fr: [mot]}}\n"
    assert any("sinonyms" in told["message"] for told in server.open(other, wrong))


def test_series_yml_is_valid(server: LanguageServer) -> None:
    path = SEMINARS / "series.yml"
    assert "series.schema.json" in path.read_text("utf-8").partition("\n")[0]
    assert server.open(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("theems: [testing]", "theems"),
        ("format: onlin", "online"),
        ("countries: [ZZ]", "not accepted"),
        ("timezone: Europe/Pari", "not accepted"),
        ("number: five", "integer"),
        ("summary: {de: Erfunden}", "de"),
        ("recordings: [{language: fr, duration: 2 hours}]", "pattern"),
        ("materials: [{status: announced}]", "kind"),
    ],
)
def test_editors_are_warned(wrong: str, told: str, server: LanguageServer) -> None:
    path = SEMINARS / f"2031-05-{abs(hash(wrong))}/seminar.yml"
    diagnostics = server.open(path, f"{HEAD}{wrong}\n")
    assert len(diagnostics) == 1, diagnostics
    assert diagnostics[0]["range"]["start"]["line"] == HEAD.count("\n")
    assert told in diagnostics[0]["message"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("", {"summary", "timezone", "materials"}),
        ("format: ", {"online", "in-person", "hybrid"}),
        ("timezone: ", {"Africa/Addis_Ababa", "CET"}),
        ("countries:\n  - ", {"ET", "MA"}),
        ("interpretation:\n  - ", {"fr", "ar"}),
        ("recordings:\n  - status: ", {"published", "announced", "withdrawn"}),
    ],
)
def test_editors_are_offered(typed: str, offered: set[str], server: LanguageServer) -> None:
    path = SEMINARS / f"2031-06-{abs(hash(typed))}/seminar.yml"
    text = HEAD + typed
    server.open(path, text)
    line, character = text.count("\n"), len(text.rpartition("\n")[2])
    labels = {item["label"] for item in server.complete(path, line, character)}
    assert offered <= labels
