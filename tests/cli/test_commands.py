"""The command `hub`, and that a failed build leaves the last site as it was."""

import os
import re
import subprocess
import sys
from pathlib import Path

import mkdocs
import pytest
from selectolax.lexbor import LexborHTMLParser

from ..conftest import run

BAD = "2031-05-invented-full"
BUILDER = mkdocs.__name__
"""`mkdocs`, or `properdocs` where it is in its place."""


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def spoil(hub: Path) -> None:
    path = hub / "docs/seminars" / BAD / "seminar.yml"
    path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")


def test_build_and_mkdocs_build_give_the_same_site(hub: Path) -> None:
    assert run("build").exit_code == 0
    by_hub = contents(hub / "site")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [
        sys.executable,
        "-m",
        BUILDER,
        "build",
        "--strict",
        "--quiet",
        "--site-dir",
        "other",
    ]
    subprocess.run(command, cwd=hub, env=environment, check=True)
    by_mkdocs = contents(hub / "other")
    assert set(by_hub) == set(by_mkdocs)
    assert not [name for name in by_hub if by_hub[name] != by_mkdocs[name]]
    assert not [name for name in by_hub if name.endswith(".gz")]


def test_a_configuration_that_only_mkdocs_can_read_says_where_to_build(hub: Path) -> None:
    (hub / "mkdocs.yml").rename(hub / "base.yml")
    (hub / "mkdocs.yml").write_text('INHERIT: base.yml\nsite_dir: !ENV [INVENTED, "elsewhere"]\n')
    assert run("build").exit_code == 0
    assert (hub / "elsewhere/index.html").is_file()
    assert not (hub / "site").exists()
    assert not (hub / ".site.hub").exists()


def test_build_publishes_shared_files_once_and_nothing_else(hub: Path) -> None:
    assert run("build").exit_code == 0
    published = contents(hub / "site")
    assert [name for name in published if name.endswith("slides.fr.pdf")] == [
        f"seminars/{BAD}/slides.fr.pdf"
    ]
    assert not [name for name in published if name.endswith((".yml", ".po", ".md"))]


@pytest.mark.parametrize("command", [["build"], ["check"], ["generate", "--out", "generated"]])
def test_bad_metadata_ends_in_a_report_and_status_1(
    hub: Path, command: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    spoil(hub)
    result = run(*command)
    told = result.output + caplog.text
    assert result.exit_code == 1
    assert "error[unknown-key]: unknown key “colour”" in told
    assert f"docs/seminars/{BAD}/seminar.yml:" in told
    assert not (hub / "generated").exists()


def test_a_failed_build_leaves_the_last_site(hub: Path) -> None:
    assert run("build").exit_code == 0
    before = contents(hub / "site")
    spoil(hub)
    assert run("build").exit_code == 1
    assert contents(hub / "site") == before
    assert sorted(path.name for path in hub.iterdir()) == [
        ".site.hub",
        "docs",
        "mkdocs.yml",
        "overrides",
        "site",
    ]


def test_mkdocs_build_too_leaves_the_last_site(hub: Path) -> None:
    assert run("build").exit_code == 0
    before = contents(hub / "site")
    spoil(hub)
    command = [sys.executable, "-m", BUILDER, "build", "--strict"]
    result = subprocess.run(command, cwd=hub, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "error[unknown-key]" in result.stderr
    assert "Traceback" not in result.stderr
    assert contents(hub / "site") == before


@pytest.mark.parametrize(
    "link", ["missing.md", "agenda.md#no-such-session", "../2029-01-no-seminar/index.md"]
)
def test_a_broken_link_in_prose_fails_the_build(hub: Path, link: str) -> None:
    path = hub / "docs/seminars" / BAD / "index.en.md"
    path.write_text(f"[broken]({link})\n")
    assert run("build").exit_code == 1
    assert not (hub / "site").exists()


def test_a_page_without_a_translation_is_marked_with_its_language(hub: Path) -> None:
    (hub / "docs/about.ar.md").unlink()
    assert run("build").exit_code == 0
    page = LexborHTMLParser((hub / "site/ar/about/index.html").read_bytes())
    text = page.css_first("main [lang]")
    assert (text.attributes["lang"], text.attributes["dir"]) == ("fr", "ltr")
    assert page.css_first(".notice a").attributes["hreflang"] == "fr"
    assert not LexborHTMLParser((hub / "site/en/about/index.html").read_bytes()).css(".notice")


def test_check_counts_what_is_well(hub: Path) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.output == "6 seminars, no fault.\n"


def test_generate_writes_the_pages_as_files(hub: Path) -> None:
    assert run("generate", "--out", "generated").exit_code == 0
    written = contents(hub / "generated")
    of_seminars = re.compile(r"(index|glossary|seminars/(index|[0-9].*))\.[a-z]{2}\.md")
    assert len([path for path in written if of_seminars.fullmatch(path)]) == 3 * (3 + 6 * 4)
    assert b"Invented full seminar" in written["seminars/themes/testing.en.md"]
    agenda = written[f"seminars/{BAD}/agenda.ar.md"].decode()
    assert agenda.startswith('---\ntitle: "جدول الأعمال"\n')
    assert '<section class="day"' in agenda
    assert "Invented text" in written[f"seminars/{BAD}/index.en.md"].decode()


def test_generate_overwrites_nothing(hub: Path) -> None:
    (hub / "generated").mkdir()
    (hub / "generated/mine.txt").write_text("kept")
    result = run("generate", "--out", "generated")
    assert result.exit_code == 1
    assert "not empty" in result.output
    assert contents(hub / "generated") == {"mine.txt": b"kept"}


def test_a_language_without_a_catalogue_is_named(hub: Path) -> None:
    path = hub / "mkdocs.yml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("locale: ar", "locale: pt"), "utf-8")
    result = run("check")
    assert result.exit_code == 1
    assert "the language “pt” has no message catalogue" in result.output
