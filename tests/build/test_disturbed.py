"""Builds that were killed, moved, misled, or that run at once: they cost time, never a byte."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from kmh_hub.build import update
from kmh_hub.build.update import Update
from kmh_hub.cli import building, publication
from kmh_hub.plugin.building import Building

from . import edits
from .builds import Files, build, but_joins, cold, differing, files_of, names_of_made
from .edits import FULL, Hub, written

HUB = Path(sys.executable).with_name("hub")
KILLS = 6


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A hub that was built twice: all that a build keeps is there."""
    hub = written(tmp_path_factory.mktemp("built"))
    build(hub)
    build(hub)
    return hub


@pytest.fixture(scope="module")
def wanted(built: Hub) -> Files:
    return cold(built)


@pytest.fixture
def hub(built: Hub, tmp_path: Path) -> Hub:
    """A copy of the hub elsewhere, as a cache restores it: with other times."""
    return Hub(moved(built.folder, tmp_path / "elsewhere"))


def moved(folder: Path, target: Path) -> Path:
    return Path(shutil.copytree(folder, target, copy_function=shutil.copyfile))


def started(hub: Hub, umask: int = -1, **variables: str) -> "subprocess.Popen[bytes]":
    """Start a build in a process of its own, which leads a group of processes."""
    environment = os.environ | hub.environment | variables
    return subprocess.Popen(
        [HUB, "build"], cwd=hub.folder, env=environment, start_new_session=True, umask=umask,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def test_a_build_that_is_killed_leaves_the_site_and_no_process(hub: Hub, wanted: Files) -> None:
    edits.term(hub)  # every page is to be made again
    then = cold(hub)
    chosen = edits.seeded(7)
    site = hub.folder / "site"
    for number in range(KILLS):
        process = started(hub)
        time.sleep(chosen.random())
        if number % 2:
            wait_for_workers(process)
            time.sleep(chosen.random())
        process.kill()
        process.wait()
        assert files_of(site) in (wanted, then)
        assert ends(process.pid)
    build(hub)
    assert not differing(files_of(site), then)


STAGES = [
    (building, "build", 1), (Building, "bring_all", 1),
    (Update, "keep", 1), (Update, "keep", 9),
    (Update, "commit", 2), (Update, "clear", 1), (update, "seal", 1), (publication, "_exchange", 1),
    (publication, "_exchange", 2), (publication, "_exchange", 3),
]  # fmt: skip
"""Functions and at which call of them the system kills a build."""


def test_a_build_that_is_killed_at_any_stage_leaves_a_whole_site(hub: Hub, wanted: Files) -> None:
    prose = hub.folder / f"docs/seminars/{FULL}/index.en.md"
    # Three, since the site and the spare folder have two already.
    texts = [prose.read_bytes() + b"\nInvented words.\n" * number for number in range(3)]
    sites = [wanted]
    for text in texts[1:]:
        prose.write_bytes(text)
        sites.append(cold(hub))
    for number, stage in enumerate(STAGES, 1):
        prose.write_bytes(texts[number % 3])
        process = multiprocessing.get_context("fork").Process(target=killed_at, args=(hub, *stage))
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL, stage
        assert files_of(hub.folder / "site") in sites, stage
        build(hub)
        assert not differing(files_of(hub.folder / "site"), sites[number % 3]), stage


@pytest.mark.parametrize("stage", [("link", 1), ("link", 9), ("copy", 1)])
def test_a_build_that_is_killed_while_the_spare_folder_begins(
    hub: Hub, wanted: Files, stage: tuple[str, int]
) -> None:
    build(hub)  # a site that was restored is looked through first
    spare = hub.folder / ".site.hub/spare"
    shutil.rmtree(spare)
    for file in spare.parent.glob("spare.*"):
        file.unlink()
    process = multiprocessing.get_context("fork").Process(
        target=killed_at, args=(hub, publication, *stage)
    )
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    build(hub)
    assert not differing(files_of(hub.folder / "site"), wanted)


def killed_at(hub: Hub, owner: object, name: str, call: int) -> None:
    calls = 0
    function = getattr(owner, name)

    def counted(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)

    setattr(owner, name, counted)
    build(hub)


def wait_for_workers(process: "subprocess.Popen[bytes]") -> None:
    """Wait until a build has forked itself, or ends."""
    own = Path(f"/proc/{process.pid}")
    command = (own / "cmdline").read_bytes()
    while process.poll() is None:
        for child in (own / f"task/{process.pid}/children").read_text().split():
            with suppress(OSError):
                if Path(f"/proc/{child}/cmdline").read_bytes() == command:
                    return
        time.sleep(0.01)


def ends(group: int) -> bool:
    """Whether all processes of a group end within five seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return False


def test_builds_at_once_wait_for_each_other(hub: Hub) -> None:
    edits.summary(hub)
    processes = [started(hub) for _ in range(2)]
    assert [process.wait(60) for process in processes] == [0, 0]
    assert not differing(files_of(hub.folder / "site"), cold(hub))


def test_what_was_built_elsewhere_is_not_built_again(hub: Hub) -> None:
    edits.prose(hub)
    with names_of_made() as names:
        build(hub)
    assert names
    assert not {name for name in but_joins(names) if "/seminars/" in name and FULL not in name}
    assert not differing(files_of(hub.folder / "site"), cold(hub))


def cut_short(manifest: Path) -> None:
    os.truncate(manifest, manifest.stat().st_size // 2)


def with_noise(manifest: Path) -> None:
    manifest.write_bytes(edits.seeded(1).randbytes(manifest.stat().st_size))


def with_noise_within(manifest: Path) -> None:
    data = bytearray(manifest.read_bytes())
    chosen = edits.seeded(1)
    for at in range(4096, len(data), 4096 * 9):
        data[at : at + 512] = chosen.randbytes(512)
    manifest.write_bytes(data)


def with_other_pieces(manifest: Path) -> None:
    with closing(sqlite3.connect(manifest)) as database, database:
        database.execute(
            "UPDATE piece SET value = (SELECT value FROM piece AS other"
            " WHERE other.kind = piece.kind ORDER BY unit LIMIT 1)"
        )


def without_its_indexes(manifest: Path) -> None:
    with closing(sqlite3.connect(manifest)) as database, database:
        database.execute("DROP INDEX piece_of")


def empty(manifest: Path) -> None:
    manifest.write_bytes(b"")


def of_another_schema(manifest: Path) -> None:
    manifest.unlink()
    with closing(sqlite3.connect(manifest)) as database, database:
        database.execute("CREATE TABLE unit (name TEXT)")


@pytest.mark.parametrize(
    "spoil",
    [
        cut_short, with_noise, with_noise_within, with_other_pieces, without_its_indexes, empty,
        of_another_schema,
    ],
)  # fmt: skip
def test_a_wrong_manifest_costs_time_only(
    hub: Hub, wanted: Files, spoil: Callable[[Path], None]
) -> None:
    for manifest in (hub.folder / ".site.hub").glob("*.sqlite"):
        spoil(manifest)
    build(hub)
    assert not differing(files_of(hub.folder / "site"), wanted)


def test_the_manifest_of_another_edition_costs_time_only(
    hub: Hub, built: Hub, wanted: Files
) -> None:
    edits.title(hub)
    edits.theme_taken(hub)
    build(hub)
    for name in ("site", "spare"):
        shutil.copy(hub.folder / f".site.hub/{name}.sqlite", hub.folder / "kept.sqlite")
        shutil.copy(built.folder / ".site.hub/site.sqlite", hub.folder / f".site.hub/{name}.sqlite")
        edits.summary(hub)
        build(hub)
        assert not differing(files_of(hub.folder / "site"), cold(hub))


REVERSED = """
import os
from contextlib import nullcontext
listed, scanned = os.listdir, os.scandir
os.listdir = lambda *place: sorted(listed(*place), reverse=True)
os.scandir = lambda *place: Entries(sorted(scanned(*place), key=lambda each: each.name)[::-1])

class Entries(nullcontext):
    def __init__(self, entries):
        super().__init__(self)
        self.entries = iter(entries)
    __iter__ = lambda self: self
    __next__ = lambda self: next(self.entries)
    close = lambda self: None
"""
"""A system that gives the files of folders in the order Z to A."""


def test_a_build_is_the_same_in_any_surroundings(built: Hub, tmp_path: Path) -> None:
    """Whatever the place, zone, locale, hashes, home, rights and order of files, at any number."""
    (tmp_path / "reversed").mkdir()
    (tmp_path / "reversed/sitecustomize.py").write_text(REVERSED)
    processes = []
    for number, variables in enumerate(
        (
            {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
            {
                "PYTHONHASHSEED": "2", "TZ": "Pacific/Pago_Pago", "LC_ALL": "C.UTF-8",
                "HOME": str(tmp_path / "nowhere"), "PYTHONPATH": str(tmp_path / "reversed"),
            },
        )
    ):  # fmt: skip
        folder = tmp_path / f"place-{number}" / ("deeper" * number) / "hub"
        hub = Hub(folder)
        shutil.copytree(built.folder, folder, ignore=shutil.ignore_patterns("*site*", "cold"))
        process = started(hub, umask=(0o022, 0o077)[number], HUB_CACHE="", **variables)
        if number:
            os.sched_setaffinity(process.pid, [min(os.sched_getaffinity(0))])
        processes.append((hub, process))
    assert [process.wait(120) for _, process in processes] == [0, 0]
    one, other = (files_of(hub.folder / "site") for hub, _ in processes)
    assert not differing(one, other)
    assert one
