"""hub translations: current, outdated with what changed, missing, accepted."""

import json
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from ..conftest import run

SLUG = "2031-05-invented-full"


def states(hub: Path) -> dict[tuple[str, str], str]:
    assert hub
    listed = json.loads(run("translations", "--format", "json").output)
    return {
        (each["language"], each["item"]): each["state"]
        for each in listed
        if each["seminar"] == SLUG
    }


@pytest.fixture
def changed(hub: Path) -> Path:
    """The invented seminars under Git; the French prose has changed since."""
    for command in (
        ["init", "--quiet"],
        ["add", "docs"],
        ["-c", "user.name=Invented", "-c", "user.email=i@invented.example", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *command], cwd=hub, check=True)
    path = hub / "docs/seminars" / SLUG / "index.fr.md"
    path.write_text(path.read_text("utf-8").replace("Texte inventé", "Texte changé"), "utf-8")
    return hub


def test_current_and_missing(hub: Path) -> None:
    found = states(hub)
    assert found["en", "index.md#context"] == "current"
    assert found["ar", "index.md#context"] == "missing"
    assert found["en", "seminar.yml#title"] == "current"
    assert found["ar", "seminar.yml#days/0/sessions/0/title"] == "missing"


def test_outdated_with_what_changed(changed: Path) -> None:
    assert states(changed)["en", "index.md#context"] == "outdated"
    told = run("translations", "--language", "en").output
    assert "index.md#context: outdated" in told
    assert "-Texte inventé, " in told
    assert "+Texte changé, " in told


def test_a_version_that_is_not_in_the_history_is_said_to_be(hub: Path) -> None:
    path = hub / "docs/seminars" / SLUG / "index.fr.md"
    path.write_text("## Contexte {#context}\n\nAutre texte.\n", "utf-8")
    told = run("translations", "--language", "en").output
    assert "index.md#context: outdated" in told
    assert "the version that was translated is not in the history" in told


def test_accepting_makes_it_current(changed: Path) -> None:
    folder = changed / "docs/seminars" / SLUG
    result = run("translations", "--accept", str(folder / "index.en.md"))
    assert result.exit_code == 0
    assert states(changed)["en", "index.md#context"] == "current"


def test_an_item_that_moved_stays_current(hub: Path) -> None:
    path = hub / "docs/seminars" / SLUG / "seminar.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("    sessions:\n", "    sessions:\n      - {}\n", 1), "utf-8")
    assert states(hub)["en", "seminar.yml#days/0/sessions/1/title"] == "current"


def test_a_table_for_a_pull_request(changed: Path) -> None:
    assert changed
    table = run("translations", "--format", "markdown", "--language", "en").output
    assert "| Seminar | Français | English | العربية |" in table
    assert f"| {SLUG} | source | outdated | missing |" in table


@pytest.mark.parametrize(
    "path", ["mkdocs.yml", "docs/seminars", f"docs/seminars/{SLUG}/slides.fr.pdf"]
)
def test_only_translations_can_be_accepted(hub: Path, path: str) -> None:
    assert hub
    result = run("translations", "--accept", path)
    assert result.exit_code == 1
    assert "Error" in result.output


def test_readers_are_told(changed: Path) -> None:
    assert run("build").exit_code == 0
    pages = {
        tag: LexborHTMLParser((changed / f"site/{prefix}seminars/{SLUG}/index.html").read_bytes())
        for tag, prefix in (("fr", ""), ("en", "en/"), ("ar", "ar/"))
    }
    assert not pages["fr"].css(".notice")
    notice = pages["en"].css_first(".notice")
    assert "out of date" in notice.text()
    assert notice.css_first("a").attributes["href"] == f"../../../seminars/{SLUG}/"
    missing = pages["ar"].css_first(".notice a")
    assert missing.attributes["hreflang"] == "fr"
    prose = pages["ar"].css_first(".prose > div")
    assert (prose.attributes["lang"], prose.attributes["dir"]) == ("fr", "ltr")
