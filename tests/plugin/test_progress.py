"""The progress bar shows on a terminal, and there only."""

import io
import sys
from pathlib import Path

import pytest

from kmh_hub.plugin import progress
from kmh_hub.plugin.progress import Progress

from ..conftest import run


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "shows"), [(Terminal(), True), (io.StringIO(), False)])
def test_shows_on_a_terminal_only(
    stream: io.StringIO, shows: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(progress, "_DELAY", 0)
    bar = Progress()
    bar.start(2)
    bar.advance(1)
    bar.say("Search index")
    bar.end()
    assert ("Search index" in stream.getvalue()) is shows


def test_counts_all_that_a_build_makes(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    # MkDocs keeps a plugin, and its bar, for all builds of a process.
    monkeypatch.setattr(Progress, "start", lambda _, pages: counted.append(-pages))
    monkeypatch.setattr(Progress, "advance", lambda _, pages: counted.append(pages))
    assert run("build").exit_code == 0
    assert len(counted) > 3
    assert sum(counted) == 0
    counted.clear()
    assert run("build").exit_code == 0
    assert counted == [0]
