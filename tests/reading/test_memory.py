"""What a preview takes for unchanged: only folders that look in every way as they did."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kmh_hub.reading import memory
from kmh_hub.reading.memory import Memory
from kmh_hub.reading.unit import Kind, Unit

from ..conftest import TAGS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "captions").mkdir()
    for name in ("seminar.yml", "index.en.md", "captions/captions.en.vtt"):
        (tmp_path / name).write_text("Invented.\n")
    (tmp_path / "lost.pdf").symlink_to("nowhere")
    (tmp_path / "linked.md").symlink_to("index.en.md")
    return tmp_path


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Go by a clock on which all edits are long ago."""
    monkeypatch.setattr(memory, "_SETTLED", -(10**12))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the folders that are read, as they are."""
    folders = []
    digest = Unit.digest

    def recorded(unit: Unit, languages: tuple[str, ...]) -> str:
        folders.append(unit.path)
        return digest(unit, languages)

    monkeypatch.setattr(Unit, "digest", recorded)
    return folders


def rewrite(path: Path) -> None:
    """Change a file's words, neither its size nor the time of its last edit."""
    before = path.stat()
    time.sleep(0.02)  # more than a tick of the clock
    path.write_text("Imagined.\n")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = path.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


CHANGES: dict[str, Callable[[Path], object]] = {
    "words": lambda folder: rewrite(folder / "seminar.yml"),
    "below": lambda folder: rewrite(folder / "captions/captions.en.vtt"),
    "new": lambda folder: (folder / "index.ar.md").write_text("Invented.\n"),
    "gone": lambda folder: (folder / "index.en.md").unlink(),
    "named": lambda folder: (folder / "index.en.md").rename(folder / "index.fr.md"),
    "link": lambda folder: (folder / "lost.pdf").unlink(),
    "found": lambda folder: (folder / "nowhere").write_text("Invented.\n"),
    "empty": lambda folder: (folder / "captions/more").mkdir(),
}


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changed_is_seen(change: Callable[[Path], object], folder: Path) -> None:
    unit, remembering = Unit(Kind.SEMINAR, folder), Memory()
    before = remembering.digest(unit, TAGS)
    assert before == unit.digest(TAGS)
    change(folder)
    assert before != remembering.digest(unit, TAGS) == unit.digest(TAGS)


@pytest.mark.usefixtures("later")
def test_what_did_not_change_is_not_read_again(folder: Path, read: list[Path]) -> None:
    unit, remembering = Unit(Kind.SEMINAR, folder), Memory()
    assert remembering.digest(unit, TAGS) == remembering.digest(unit, TAGS)
    assert read == [folder]


def test_what_was_just_edited_is_read_again(folder: Path, read: list[Path]) -> None:
    unit, remembering = Unit(Kind.SEMINAR, folder), Memory()
    remembering.digest(unit, TAGS)
    remembering.digest(unit, TAGS)
    assert read == [folder] * 2
