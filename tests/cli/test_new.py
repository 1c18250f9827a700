"""hub new: what it writes passes the check and builds; it overwrites nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kmh_hub.cli import main
from kmh_hub.model.seminar import Seminar

from ..conftest import run

NEEDS_MORE = (
    "missing-file",
    "two-addresses",
    "unknown-session",
    "translation-not-recorded",
    "example-left",
)
"""What an example may still lack: its real value, a file, a session, a choice, a record."""
OPTIONS = (
    "new",
    "--number",
    "3",
    "--date",
    "2032-03",
    "--title",
    "fr=Séminaire : «\u00a0inventé\u00a0»",
)


def folders(hub: Path) -> list[Path]:
    return list((hub / "docs/seminars").glob("2032*"))


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_what_it_writes_is_well(hub: Path, language: str) -> None:
    assert run(*OPTIONS, "--title", "ar=ندوة", "--language", language).exit_code == 0
    folder = hub / "docs/seminars/2032-03-seminaire-invente"
    text = (folder / "seminar.yml").read_text("utf-8")
    for key in Seminar.model_fields:
        assert f"\n{key}:" in text or f"\n# {key}:" in text, key
    assert "## السياق {#context}" in (folder / "index.ar.md").read_text("utf-8")
    checked = run("check")
    assert checked.exit_code == 0, checked.output
    assert run("build").exit_code == 0


def test_every_example_in_its_comments_is_valid(hub: Path) -> None:
    """Each commented key, uncommented by itself, passes the check."""
    assert run(*OPTIONS).exit_code == 0
    path = hub / "docs/seminars/2032-03-seminaire-invente/seminar.yml"
    blocks = path.read_text("utf-8").split("\n\n")
    tried = 0
    for index, block in enumerate(blocks):
        lines = block.split("\n")
        starts = [i for i, line in enumerate(lines) if _begins_an_example(line)]
        if starts and all(line.startswith("#") for line in lines):
            example = [*lines[: starts[0]], *(line[2:] for line in lines[starts[0] :])]
            opened = [*blocks[:index], "\n".join(example), *blocks[index + 1 :]]
            path.write_text("\n\n".join(opened), "utf-8")
            faults = json.loads(run("check", "--format", "json").output)
            assert {fault["rule"] for fault in faults} <= set(NEEDS_MORE), faults
            tried += 1
    assert tried > 10


def _begins_an_example(line: str) -> bool:
    return line.startswith("# ") and line[2:].partition(":")[0] in Seminar.model_fields


def test_it_overwrites_nothing(hub: Path) -> None:
    assert run(*OPTIONS).exit_code == 0
    path = hub / "docs/seminars/2032-03-seminaire-invente/index.fr.md"
    path.write_text("Mine.\n")
    result = run(*OPTIONS[:2], "4", *OPTIONS[3:], "--language", "en")
    assert result.exit_code == 1
    assert "exists already; nothing was written" in result.output
    assert path.read_text() == "Mine.\n"


def test_it_asks_for_what_is_not_given(hub: Path) -> None:
    answers = "abc\n4\nApril 2032\n2032-04-05\nxx\nfr,ar\nTitre inventé\nعنوان\n\n"
    result = CliRunner().invoke(main, ["new", "--language", "en"], input=answers)
    assert result.exit_code == 0, result.output
    folder = hub / "docs/seminars/2032-04-titre-invente"
    assert sorted(path.name for path in folder.iterdir()) == [
        "index.ar.md",
        "index.fr.md",
        "seminar.yml",
        "translations.json",
    ]
    assert "\nnumber: 4\n" in (folder / "seminar.yml").read_text("utf-8")


def test_a_number_that_is_taken_is_refused(hub: Path) -> None:
    result = run("new", "--number", "2", *OPTIONS[3:], "--language", "en")
    assert result.exit_code == 2
    assert "number 2 is taken" in result.output
    assert not [path for path in folders(hub) if "invented" not in path.name]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--date", "soon", "--title", "fr=x"], "is no date"),
        (["--date", "2032", "--title", "x"], "TAG=TITLE"),
        (["--date", "2032", "--title", "fr=x", "--languages", "fr,xx"], "the site's languages are"),
        (["--date", "2032"], "needs a title"),
    ],
)
def test_bad_answers_are_named(hub: Path, options: list[str], told: str) -> None:
    result = run("new", "--language", "en", *options)
    assert result.exit_code == 2
    assert told in result.output
    assert not [path for path in folders(hub) if "invented" not in path.name]
