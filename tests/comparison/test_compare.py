"""hub compare: what differs between two builds, in the editors' languages, with pictures."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from ..conftest import FIXTURES, copy_hub, run

HUB = Path(sys.executable).with_name("hub")

FULL = "seminars/2031-05-invented-full"


@pytest.fixture(scope="module")
def old(invented_site: Path) -> Path:
    return invented_site


@pytest.fixture
def edited(old: Path, tmp_path: Path) -> Callable[..., Path]:
    """Return a copy of the built site with texts in some of its files replaced."""

    def edit(*edits: tuple[str, str, str]) -> Path:
        shutil.copytree(old, tmp_path / "new")
        for place, before, after in edits:
            path = tmp_path / "new" / place
            text = path.read_text("utf-8")
            assert before in text
            path.write_text(text.replace(before, after), "utf-8")
        return tmp_path / "new"

    return edit


@pytest.fixture(autouse=True)
def _in_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "hub").mkdir()
    copy_hub(tmp_path / "hub")
    (tmp_path / "hub/docs").symlink_to(FIXTURES / "docs")
    monkeypatch.chdir(tmp_path / "hub")


def compared(old: Path, new: Path, *options: str) -> str:
    result = run("compare", str(old), str(new), *options)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_build_equals_itself(old: Path) -> None:
    said = compared(old, old, "--language", "en")
    assert "No page changes." in said
    assert "No link within the site is broken." in said


def test_a_new_look_is_no_change_of_content(old: Path, edited: Callable[..., Path]) -> None:
    new = edited(("en/about/index.html", "?v=", "?v=0123"))
    assert "No page changes." in compared(old, new, "--language", "en")


@pytest.mark.parametrize(
    ("language", "changed", "removed", "other", "behind"),
    [
        ("fr", "Pages modifiées (1)", "Pages supprimées (1)", "Autres pages", "Traductions à"),
        ("en", "Changed pages (1)", "Removed pages (1)", "Other pages", "Translations to be"),
        ("ar", "صفحات معدَّلة (1)", "صفحات محذوفة (1)", "صفحات أخرى", "ترجمات مطلوبة"),
    ],
)
def test_pages_are_told_by_seminar_and_language(
    old: Path,
    edited: Callable[..., Path],
    language: str,
    changed: str,
    removed: str,
    other: str,
    behind: str,
) -> None:
    new = edited((f"en/{FULL}/index.html", "</main>", "<p>Invented.</p></main>"))
    (new / "ar/about/index.html").unlink()
    said = compared(old, new, "--language", language)
    for expected in (changed, removed, behind, f"- {other} · العربية", f"`en/{FULL}/`"):
        assert expected in said
    assert f"- `{FULL.partition('/')[2]}` · English" in said


def test_new_pages_and_what_is_broken_are_told(old: Path, edited: Callable[..., Path]) -> None:
    new = edited((f"en/{FULL}/index.html", "</main>", '<a href="../nowhere/">x</a></main>'))
    (new / "en/invented").mkdir()
    (new / "en/invented/index.html").write_text(
        '<html lang="en"><head><title>x</title><link rel="canonical" '
        'href="https://hub.example/invented/en/invented/"></head>'
        "<main><h1>A &lt;b&gt; *title*</h1></main></html>"
    )
    said = compared(old, new, "--language", "en")
    assert "New pages (1)" in said
    assert "<bdi>A &#60;b&#62; &#42;title&#42;</bdi> (`en/invented/`)" in said
    broken = said.partition("Broken links")[2].partition("###")[0]
    assert "en/seminars/nowhere/" in broken
    assert broken.count("\n- ") == 1
    assert "| Pages |" in said


def test_pictures_show_pages_before_and_after(
    old: Path, edited: Callable[..., Path], tmp_path: Path
) -> None:
    new = edited((f"ar/{FULL}/index.html", "</main>", "<h2>Invented</h2></main>"))
    (new / "en/about/index.html").unlink()
    # In a process of its own: tests of the same process may have a browser already.
    command = [HUB, "compare", old, new, "--pictures", tmp_path / "pictures"]
    subprocess.run(command, check=True, capture_output=True)
    taken = {
        path.relative_to(tmp_path / "pictures").as_posix()
        for path in (tmp_path / "pictures").rglob("*.png")
    }
    page = f"ar.{FULL.replace('/', '.')}.png"
    assert taken >= {f"before/{page}", f"after/{page}", "before/en.about.png"}
    with (
        Image.open(tmp_path / "pictures/before" / page) as before,
        Image.open(tmp_path / "pictures/after" / page) as after,
    ):
        assert before.width == after.width == 1280
        assert after.height > before.height


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("", "Error: Chromium is missing. Install it, "),
        ("#!/bin/sh\necho lib.so.1 is missing >&2\nexit 127\n", "Error: Chromium does not start ("),
    ],
)
def test_a_machine_without_a_browser_is_told(
    old: Path, edited: Callable[..., Path], tmp_path: Path, program: str, said: str
) -> None:
    new = edited((f"ar/{FULL}/index.html", "</main>", "<h2>Invented</h2></main>"))
    (tmp_path / "bin").mkdir()
    if program:
        (tmp_path / "bin/chromium").write_text(program)
        (tmp_path / "bin/chromium").chmod(0o755)
    done = subprocess.run(
        [HUB, "compare", old, new, "--pictures", tmp_path / "pictures"],
        env=os.environ | {"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert said in done.stderr


def test_a_folder_without_a_site_is_told(old: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("compare", str(old), str(tmp_path / "empty"))
    assert (result.exit_code, "has no pages" in result.output) == (1, True)
