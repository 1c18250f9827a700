"""Units are made side by side as they are one after the other, and say the same."""

import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kmh_hub.build.crew import begun, made
from kmh_hub.build.edition import Edition
from kmh_hub.build.unit import Made, Unit
from kmh_hub.build.update import updated

HERE = str(os.getpid())
LOGGER = logging.getLogger("mkdocs.invented")


def making(number: int) -> Callable[[], Made]:
    def make() -> Made:
        if number % 10 == 3:
            LOGGER.warning("Invented warning %s", number)
        return Made({f"{number}.txt": str(number).encode()}, {"maker": str(os.getpid()).encode()})

    return make


@pytest.fixture
def units() -> list[Unit]:
    return [Unit(f"unit {number}", f"key {number}", making(number)) for number in range(100)]


@pytest.mark.parametrize("cores", [1, 2])
def test_units_come_in_order_with_their_files_and_what_they_warned_of(
    tmp_path: Path,
    units: list[Unit],
    cores: int,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    all_ = list(made(units, Edition(tmp_path, tmp_path / "manifest")))
    assert [done.name for done in all_] == [unit.name for unit in units]
    assert all((tmp_path / f"{number}.txt").read_text() == str(number) for number in range(100))
    makers = {done.pieces["maker"].decode() for done in all_}
    assert (HERE in makers) is (cores == 1)
    assert caplog.messages == [f"Invented warning {number}" for number in range(3, 100, 10)]


@pytest.mark.parametrize("cores", [1, 2])
def test_a_unit_that_warned_is_made_again_and_warns_again(
    tmp_path: Path, units: list[Unit], cores: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    edition = Edition(tmp_path, tmp_path / "manifest")
    with updated(edition) as update:
        for done in made(units, edition):
            update.keep(done.name, done.key, done.files, done.pieces)
    unknown = [unit.name for unit in units if not edition.has(unit.name, unit.key)]
    assert unknown == [f"unit {number}" for number in range(3, 100, 10)]


def test_what_fails_in_a_process_fails_here(tmp_path: Path, units: list[Unit]) -> None:
    def fail() -> Made:
        raise ValueError("invented")

    units[50] = Unit("fails", "key", fail)
    with pytest.raises(ValueError, match="invented"):
        list(made(units, Edition(tmp_path, tmp_path / "manifest")))


@pytest.mark.parametrize("alone", [False, True])
def test_units_that_were_begun_come_as_others_do(
    tmp_path: Path, units: list[Unit], alone: bool, caplog: pytest.LogCaptureFixture
) -> None:
    wait = begun(units, Edition(tmp_path, tmp_path / "manifest"), alone=alone)
    assert not caplog.messages
    all_ = list(wait())
    assert [done.name for done in all_] == [unit.name for unit in units]
    assert all((tmp_path / f"{number}.txt").read_text() == str(number) for number in range(100))
    assert [done.name for done in all_ if not done.key] == [
        f"unit {number}" for number in range(3, 100, 10)
    ]
    assert {done.pieces["maker"].decode() == HERE for done in all_} == {alone}
    assert caplog.messages == [f"Invented warning {number}" for number in range(3, 100, 10)]


def test_what_fails_in_what_was_begun_fails_where_it_is_waited_for(
    tmp_path: Path, units: list[Unit], capfd: pytest.CaptureFixture[str]
) -> None:
    def fail() -> Made:
        raise ValueError("invented")

    handlers = [*logging.getLogger("mkdocs").handlers]
    wait = begun([*units[:5], Unit("fails", "key", fail)], Edition(tmp_path, tmp_path / "manifest"))
    with pytest.raises(ValueError, match="invented"):
        list(wait())
    assert logging.getLogger("mkdocs").handlers == handlers
    assert capfd.readouterr().err == ""
