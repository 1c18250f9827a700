"""A look at the content that another process takes: what it saw is what was there."""

import shutil
from pathlib import Path

import pytest

from kmh_hub.cache import VARIABLE, Cache
from kmh_hub.cli import ahead
from kmh_hub.cli.ahead import Ahead
from kmh_hub.model.limits import USUAL
from kmh_hub.reading import reader
from kmh_hub.reading.look import Place, look_at
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, TAGS

FULL = "seminars/2031-05-invented-full"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented content to change, and a cache that has been filled from it."""
    docs = tmp_path / "docs"
    shutil.copytree(FIXTURES / "docs", docs)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    read_content(docs, TAGS, cache=Cache.open())
    return docs


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the parts that this process reads; asked for after the look began."""
    names: list[str] = []
    original = reader.read_unit
    monkeypatch.setattr(
        reader,
        "read_unit",
        lambda unit, rules: names.append(unit.path.name) or original(unit, rules),
    )
    return names


def test_it_sees_what_is_there(docs: Path) -> None:
    (docs / FULL / "elsewhere").symlink_to("/")
    place = Place(docs, TAGS, USUAL)
    look = Ahead(place).look(place)
    assert look == look_at(place)
    assert look
    assert [fault.rule for fault in look.faults] == ["link-in-content"]
    assert [unit.path.name for unit in look.unread] == [Path(FULL).name]


def test_another_place_is_another_matter(docs: Path, tmp_path: Path) -> None:
    look = Ahead(Place(docs, TAGS, USUAL)).look
    assert look(Place(docs, TAGS[:2], USUAL)) is None
    assert look(Place(tmp_path, TAGS, USUAL)) is None


def test_what_was_edited_is_read_there(docs: Path, read: list[str]) -> None:
    path = docs / FULL / "index.en.md"
    path.write_text(path.read_text("utf-8") + "\nInvented.\n", "utf-8")
    place = Place(docs, TAGS, USUAL)
    look = Ahead(place).look(place)
    content = read_content(docs, TAGS, cache=Cache.open(), look=look)
    assert read == []
    assert content == read_content(docs, TAGS)
    assert Path(FULL).name in read


def test_much_is_left_to_several_processes(
    docs: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_FEW", 0)
    path = docs / FULL / "index.en.md"
    path.write_text(path.read_text("utf-8") + "\nInvented.\n", "utf-8")
    place = Place(docs, TAGS, USUAL)
    read_content(docs, TAGS, cache=Cache.open(), look=Ahead(place).look(place))
    assert read == [Path(FULL).name]


def test_a_look_that_fails_is_taken_here(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(docs, TAGS, USUAL)
    monkeypatch.setattr(ahead, "look_at", lambda _: 1 / 0)
    look = Ahead(place)
    monkeypatch.setattr(ahead, "look_at", look_at)
    assert look.look(place) == look_at(place)
