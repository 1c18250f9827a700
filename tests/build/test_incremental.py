"""A build after edits has the bytes of one from nothing, and makes only what the edits change."""

import os
from pathlib import Path

import pytest

from kmh_hub.pages import pagination

from .builds import build, cold, differing, files_of
from .edits import in_any_order, seeded, written

SEEDS = [int(seed) for seed in os.environ.get("HUB_EDITS_SEEDS", "1").split()]
"""More series of edits than the test run has time for: `HUB_EDITS_SEEDS="2 3 4"`."""
AT_ONCE = int(os.environ.get("HUB_EDITS_AT_ONCE", "6"))
"""The most edits between two builds: with 1, a failure names the edit."""


@pytest.mark.parametrize("seed", SEEDS)
def test_edits_in_any_order_give_the_bytes_of_a_build_from_nothing(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # So short that a few seminars and names fill several pages.
    monkeypatch.setattr(pagination, "SEMINARS_EACH", 2)
    monkeypatch.setattr(pagination, "NAMES_EACH", 2)
    hub = written(tmp_path)
    hub.chosen = seeded(seed)
    build(hub)
    wrong = {}
    for edits in in_any_order(hub.chosen, AT_ONCE):
        for edit in edits:
            edit(hub)
        build(hub)
        if found := differing(files_of(hub.folder / "site"), cold(hub)):
            wrong[", ".join(edit.__name__ for edit in edits)] = found[:9]
    assert not wrong, f"series {seed}"
