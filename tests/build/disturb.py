"""Builds killed at random moments, on disks that become full, at other times: make disturb.

After each, the published site is the old one or the new one, byte by byte, and the next build makes
the new one. What is tried is told by the seed and the number of the try.

    .venv/bin/python -m tests.build.disturb kills 300
    .venv/bin/python -m tests.build.disturb disks
    .venv/bin/python -m tests.build.disturb clocks
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from kmh_hub.cli.failure import Status

from ..conftest import FIXTURES, FORMER, copy_hub
from . import edits
from .builds import Files, build, cold, differing, files_of
from .edits import COMING, Hub
from .test_disturbed import ends, started

STATES = 3
"""So many states does the hub have in turn: the site and the spare folder have two already."""
FULLEST, AMOUNTS = 1_500_000, 12
"""Up to so many bytes are left on a disk, and in so many steps."""


def small_hub(folder: Path) -> Hub:
    """Write a hub of one seminar without figures, so that a build takes a second or two."""
    copy_hub(folder)
    ignored = shutil.ignore_patterns("20??-*", *FORMER)
    shutil.copytree(FIXTURES / "docs", folder / "docs", ignore=ignored)
    shutil.copytree(FIXTURES / "docs/seminars" / COMING, folder / "docs/seminars" / COMING)
    return Hub(folder)


class States:
    """What a hub is changed into in turn, and the site that each is to give."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self._prose = hub.seminar(COMING) / "index.en.md"
        self._text = self._prose.read_text("utf-8")
        self._series = hub.docs / "seminars/series.yml"
        self._shared = self._series.read_text("utf-8")
        self.sites: list[Files] = []
        for number in range(STATES):
            self.choose(number)
            self.sites.append(cold(hub))
        assert differing(self.sites[0], self.sites[1])
        assert differing(self.sites[0], self.sites[2])

    def choose(self, number: int) -> None:
        """Let the content be of a state."""
        state = number % STATES
        self._prose.write_text(self._text + "\nInvented words.\n" * state, "utf-8")
        name = " ".join(["Testing"] + ["again"] * state)
        self._series.write_text(self._shared.replace("Testing", name), "utf-8")

    def of(self, files: Files) -> int:
        """Return whose site it is; an error if it is none's as a whole."""
        wrong = [differing(files, site) for site in self.sites]
        assert [] in wrong, min(wrong, key=len)[:10]
        return wrong.index([])


@contextmanager
def states() -> Iterator[States]:
    with TemporaryDirectory(prefix="hub-") as folder:
        os.environ["HUB_CACHE"] = f"{folder}/cache"
        place = Path(folder, "hub")
        place.mkdir()
        hub = small_hub(place)
        build(hub)
        yield States(hub)


def kills(count: int, seed: int) -> None:
    """Kill so many builds."""
    chosen = edits.seeded(seed)
    old, new = 0, 0
    with states() as each:
        site = each.hub.folder / "site"
        each.choose(0)
        build(each.hub)
        begun = time.monotonic()
        process = started(each.hub)
        assert process.wait() == 0
        longest = time.monotonic() - begun
        for number in range(1, count + 1):
            each.choose(number)
            process = started(each.hub)
            # A build that ends early was not killed, and is not counted.
            time.sleep(chosen.uniform(0, longest * 1.1))
            how = chosen.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
            (os.killpg if chosen.random() < 0.5 else os.kill)(process.pid, how)
            process.wait()
            assert ends(process.pid), (seed, number)
            state = each.of(files_of(site))
            new += state == number % STATES
            old += state == (number - 1) % STATES
            assert new + old == number, (seed, number, state)
            build(each.hub)
            assert each.of(files_of(site)) == number % STATES, (seed, number)
            if number % 20 == 0:
                print(f"{number} killed: {old} left the old site, {new} the new one", flush=True)


def disks() -> None:
    """Build on a disk that has less and less room; in a name space, where one may be mounted."""
    if os.environ.get("HUB_DISK") != "mounted":
        command = ["unshare", "--map-root-user", "--mount", sys.executable, "-m", __spec__.name]
        subprocess.run([*command, "disks"], env=os.environ | {"HUB_DISK": "mounted"}, check=True)
        return
    with TemporaryDirectory(prefix="hub-") as folder:
        mount(folder, "size=1g")
        try:
            fill(Path(folder))
        finally:
            os.chdir("/")
            subprocess.run(["umount", folder], check=True)


def mount(folder: str, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "hub", folder], check=True)


def fill(disk: Path) -> None:
    """Build with less and less room on a disk that has the hub, the cache and what is temporary."""
    place = disk / "hub"
    place.mkdir()
    (disk / "tmp").mkdir()
    os.environ |= {"HUB_CACHE": str(disk / "cache"), "TMPDIR": str(disk / "tmp")}
    each = States(small_hub(place))
    site = place / "site"
    each.choose(0)
    build(each.hub)
    failed = 0
    for number in range(1, AMOUNTS + 1):
        each.choose(number)
        shutil.rmtree(disk / "tmp")
        (disk / "tmp").mkdir()
        room = FULLEST * (AMOUNTS - number) // (AMOUNTS - 1)
        usage = shutil.disk_usage(disk)
        mount(str(disk), f"remount,size={(usage.used + room) // 4096 * 4096}")
        process = subprocess.run(
            [Path(sys.executable).with_name("hub"), "build"], cwd=place, check=False,
            env=os.environ | each.hub.environment, capture_output=True, text=True,
        )  # fmt: skip
        state = each.of(files_of(site))
        assert "Traceback" not in process.stderr, process.stderr
        if process.returncode:
            failed += 1
            assert process.returncode == Status.MACHINE, process.stderr
            assert "room" in process.stderr, process.stderr
            assert state == (number - 1) % STATES
        else:
            assert state == number % STATES
        mount(str(disk), "remount,size=1g")
        build(each.hub)
        assert each.of(files_of(site)) == number % STATES
        print(f"{room} bytes left: exit {process.returncode}", flush=True)
    assert failed
    print(f"{failed} of {AMOUNTS} builds had too little room; each left the old site")


CLOCKS = ("1999-12-31 23:59:58", "2038-01-19 03:14:06", "2100-02-28 23:59:59")
"""The last moments of a century, of 32 bits, and of a February without a 29th."""


def clocks() -> None:
    """Build a site of one day while the system's clock says others."""
    with TemporaryDirectory(prefix="hub-") as folder:
        hub = small_hub(Path(folder))
        wanted = cold(hub)
        for moment in CLOCKS:
            for name in ("site", ".site.hub"):
                shutil.rmtree(hub.folder / name, ignore_errors=True)
            subprocess.run(
                ["faketime", moment, Path(sys.executable).with_name("hub"), "build"],
                cwd=folder, env=os.environ | hub.environment | {"HUB_CACHE": ""}, check=True,
            )  # fmt: skip
            wrong = differing(files_of(hub.folder / "site"), wanted)
            assert not wrong, (moment, wrong[:10])
            print(f"the same site at {moment}", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["kills", count, *seed]:
            kills(int(count), int(seed[0]) if seed else 1)
        case ["disks"]:
            disks()
        case ["clocks"]:
            clocks()
        case _:
            sys.exit(__doc__)
