"""Whatever fails says what, where and what to do, exits with its status, and loses nothing."""

import errno
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kmh_hub.build.update import updated
from kmh_hub.cli.publication import Publication
from kmh_hub.plugin.building import Building

from ..conftest import ROOT, run

HUB = Path(sys.executable).with_name("hub")
FULL = "docs/seminars/2031-05-invented-full"


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def own_theme(hub: Path) -> Path:
    """Give a hub a theme of its own, to damage."""
    (hub / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", hub / "overrides")
    return hub / "overrides"


def undefined(hub: Path) -> None:
    replaced(own_theme(hub) / "base.html", "<main", "{{ invented.thing }}<main")


def no_template(hub: Path) -> None:
    replaced(own_theme(hub) / "pages/series.html", "<ol", "{% if %}<ol")


def no_catalogue(hub: Path) -> None:
    (own_theme(hub) / "locales/ar/LC_MESSAGES/hub.po").unlink()


def damaged_catalogue(hub: Path) -> None:
    with (own_theme(hub) / "locales/ar/LC_MESSAGES/hub.po").open("a") as file:
        file.write('\nmsgid "x')


def unknown_plugin(hub: Path) -> None:
    replaced(hub / "mkdocs.yml", "plugins:", "plugins:\n  - invented-plugin")


def no_yaml(hub: Path) -> None:
    replaced(hub / "mkdocs.yml", "nav:", "nav: [")


def no_address(hub: Path) -> None:
    replaced(hub / "mkdocs.yml", "http://127", "nowhere")


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (undefined, r"overrides/base\.html, line \d+: 'invented' is undefined\. Mend"),
        (no_template, r"overrides/pages/series\.html, line \d+: Expected an expression"),
        (no_catalogue, r"hub\.po is missing; `make messages` writes one"),
        (damaged_catalogue, r"hub\.po, line \d+: .*; mend it there"),
        (unknown_plugin, r"mkdocs\.yml has to be mended"),
        (no_yaml, r"mkdocs\.yml has to be mended: .*line \d+"),
        (no_address, r"mkdocs\.yml has to be mended"),
    ],
)
def test_what_people_wrote_wrongly_is_named(
    hub: Path, damage: Callable[[Path], None], said: str
) -> None:
    damage(hub)
    result = run("build")
    assert result.exit_code == 1
    assert re.search(said, result.output, re.DOTALL)
    assert "Traceback" not in result.output
    assert not (hub / "site").exists()


def test_a_day_that_is_none_is_named(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = run("build")
    assert (result.exit_code, "SOURCE_DATE_EPOCH is “soon”" in result.output) == (1, True)


@pytest.mark.parametrize(
    ("error", "said", "status"),
    [
        (OSError(errno.ENOSPC, "full", "site/x"), "site/x: there is no room left", 3),
        (PermissionError(errno.EACCES, "no", "site/x"), "site/x: may not be written", 3),
        (FileNotFoundError(errno.ENOENT, "no", "font.woff2"), "font.woff2: is missing", 3),
        (MemoryError(), "the system ended a process", 3),
        (ZeroDivisionError("invented"), "the hub itself is wrong", 4),
        (KeyboardInterrupt(), "stopped", 130),
    ],
)
def test_what_the_machine_refuses_is_named(
    hub: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str, status: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Building, "bring_all", fail)
    result = run("build")
    assert (result.exit_code, said in result.output) == (status, True)
    assert "Traceback" not in result.output
    assert not (hub / "site").exists()
    if status != 130:
        assert "test_failure.py" in run("--verbose", "build").output


def test_a_missing_face_is_named(hub: Path, tmp_path: Path) -> None:
    """The package is copied, so that it can be damaged."""
    package = tmp_path / "copy/kmh_hub"
    shutil.copytree(ROOT / "scripts/kmh_hub", package)
    (package / "exports/picture/fonts/IBMPlexSansArabic-SemiBold.woff2").unlink()
    result = subprocess.run(
        [sys.executable, "-c", "from kmh_hub.cli import main; main()", "build"],
        env=os.environ | {"PYTHONPATH": str(package.parent)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 3
    assert "IBMPlexSansArabic-SemiBold.woff2: is missing" in result.stderr
    assert "Traceback" not in result.stderr


def files(site: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_disk_that_becomes_full_leaves_the_site(hub: Path) -> None:
    """As a limit of the size of files tells it, which needs no right to mount a disk."""
    assert run("build").exit_code == 0
    before = files(hub / "site")
    path = hub / FULL / "recording.fr.mp4"
    path.write_bytes(path.read_bytes() + bytes(3_000_000))
    replaced(hub / FULL / "seminar.yml", "Invented", "Changed")
    result = subprocess.run(
        [HUB, "build"],
        cwd=hub, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000)),
    )  # fmt: skip
    assert result.returncode == 3
    assert "there is no room left" in result.stderr or "could not be written" in result.stderr
    assert "Traceback" not in result.stderr
    assert files(hub / "site") == before
    assert run("build").exit_code == 0
    assert files(hub / "site") != before


def test_without_git_a_site_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with Publication(tmp_path / "site").next() as edition, updated(edition):
        pass
    assert (tmp_path / "site").is_dir()
