"""hub links: every link with its place; a dead one fails nothing."""

import json
from pathlib import Path

import pytest

from kmh_hub.external import client
from kmh_hub.external.links import external_links
from kmh_hub.external.outcome import Outcome, State

from ..conftest import TAGS, run


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every address be dead, without asking."""
    monkeypatch.setattr(
        client.Client, "ask", lambda _, url: Outcome(State.MISSING, f"404 {len(url)}")
    )


def test_links_of_prose_and_metadata_are_found_in_their_lines(hub: Path) -> None:
    page = hub / "docs/about.en.md"
    number = len(page.read_text("utf-8").splitlines()) + 2
    with page.open("a", encoding="utf-8") as file:
        file.write("\n[Invented](https://invented.example/page#part) and [own](index.md).\n")
    found = external_links(hub / "docs", TAGS)
    (prose,) = [link for link in found if link.path == page and "invented.example" in link.url]
    assert (prose.url, prose.place.line) == ("https://invented.example/page", number)
    metadata = [link for link in found if link.path.name == "seminar.yml"]
    assert metadata
    for link in metadata:
        assert link.url in link.path.read_text("utf-8").splitlines()[link.place.line - 1]
    assert any(link.path.name == "series.yml" for link in found)


@pytest.mark.usefixtures("dead")
@pytest.mark.parametrize(
    ("language", "words"), [("fr", "n’existe plus"), ("en", "is not there"), ("ar", "غير موجود")]
)
def test_dead_links_are_told_in_the_editors_language(hub: Path, language: str, words: str) -> None:
    result = run("links", "--language", language, "--pause", "0", "--fresh")
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert all(words in line for line in lines[:-1])
    assert lines[0].startswith("docs/")
    assert len(lines) > len(set(lines[:-1]))


@pytest.mark.usefixtures("dead")
def test_programs_get_json(hub: Path) -> None:
    result = run("links", "--format", "json", "--pause", "0", "--fresh")
    listed = json.loads(result.output)
    assert listed
    assert {link["state"] for link in listed} == {"missing"}
    assert all((hub / link["file"]).is_file() for link in listed)
