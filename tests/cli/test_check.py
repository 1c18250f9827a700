"""hub check: for people, GitHub and programs, in three languages."""

import json
from pathlib import Path

import pytest

from kmh_hub.reading.rules import RULES

from ..conftest import run

SLUG = "2031-05-invented-full"
FILE = f"docs/seminars/{SLUG}/seminar.yml"


@pytest.fixture
def spoilt(hub: Path) -> int:
    """A hub with one fault; returns its line."""
    path = hub / FILE
    text = path.read_text("utf-8") + "colour: red\n"
    path.write_text(text, "utf-8")
    return text.count("\n")


def test_for_github(spoilt: int) -> None:
    result = run("check", "--format", "github", "--language", "en")
    assert result.exit_code == 1
    assert result.output.startswith(
        f"::error file={FILE},line={spoilt},col=1,endColumn=7,title=unknown-key::"
        "unknown key “colour”%0Athe keys known here are: draft, "
    )
    assert result.output.count("\n") == 1


def test_for_programs(spoilt: int) -> None:
    (fault,) = json.loads(run("check", "--format", "json", "--language", "en").output)
    assert fault == fault | {
        "rule": "unknown-key",
        "severity": "error",
        "file": FILE,
        "line": spoilt,
        "column": 1,
        "length": 6,
        "message": "unknown key “colour”",
    }


def test_for_sarif(spoilt: int) -> None:
    log = json.loads(run("check", "--format", "sarif").output)
    assert log["version"] == "2.1.0"
    (sarif_run,) = log["runs"]
    (result,) = sarif_run["results"]
    assert sarif_run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == FILE
    assert location["region"] == {"startLine": spoilt, "startColumn": 1, "endColumn": 7}


def test_for_programs_without_a_fault(hub: Path) -> None:
    assert hub
    assert json.loads(run("check", "--format", "json").output) == []
    assert json.loads(run("check", "--format", "sarif").output)["runs"][0]["results"] == []
    assert run("check", "--format", "github").output == ""


@pytest.mark.parametrize(("language", "error"), [("fr", "erreur"), ("en", "error"), ("ar", "خطأ")])
@pytest.mark.usefixtures("spoilt")
def test_in_the_language_asked_for_or_the_locale(
    language: str, error: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = run("check", "--language", language).output
    assert f"{error}[unknown-key]" in asked
    monkeypatch.setenv("LC_ALL", f"{language}_XX.UTF-8")
    assert run("check").output == asked


def test_an_unknown_language_is_refused(hub: Path) -> None:
    assert hub
    result = run("check", "--language", "xx")
    assert result.exit_code == 2
    assert "there are fr, en, ar" in result.output


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_every_rule_is_explained(hub: Path, language: str) -> None:
    assert hub
    for name in RULES:
        result = run("check", "--explain", name, "--language", language)
        assert result.exit_code == 0
        assert result.output.startswith(f"{name}\n")


def test_warnings_do_not_stop_a_build(hub: Path) -> None:
    prose = hub / "docs/seminars/2030-02-invented-sparse/index.en.md"
    prose.write_text("<!-- hub: allow wrong-script - no more needed -->\nText.\n")
    result = run("check", "--language", "en")
    assert "warning[unused-waiver]" in result.output
    assert result.exit_code == 0
    assert run("build").exit_code == 0
