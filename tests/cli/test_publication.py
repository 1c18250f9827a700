"""A folder is replaced in one step, or not at all."""

from pathlib import Path

import pytest

from kmh_hub.cli.publication import replaced


def test_replaces(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old").touch()
    with replaced(site) as folder:
        (folder / "new").touch()
        assert (site / "old").exists()
    assert [path.name for path in site.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_keeps_the_old_one_on_failure(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "old").touch()
    with pytest.raises(RuntimeError), replaced(site) as folder:
        (folder / "new").touch()
        raise RuntimeError
    assert [path.name for path in site.iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
