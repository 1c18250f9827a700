"""The progress bar shows on a terminal, and there only."""

import io
import sys

import pytest

from kmh_hub.plugin import progress
from kmh_hub.plugin.progress import Progress


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
