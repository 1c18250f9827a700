"""Templates are compiled once, and again where the program or they themselves changed."""

import sys
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from kmh_hub import compiled
from kmh_hub.pages.compiled import Compiled


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where templates' code is kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "cache_from_source", lambda _: str(tmp_path / "kept/x.pyc"))
    (tmp_path / "page.html").write_text("invented {{ 1 + 1 }}")
    return tmp_path / "kept"


def rendered(folder: Path) -> str:
    environment = Environment(loader=FileSystemLoader(folder), bytecode_cache=Compiled())  # noqa: S701
    return environment.get_template("page.html").render()


def files(kept: Path) -> list[Path]:
    return [path for path in kept.rglob("*") if path.is_file()]


def test_code_is_read_where_it_is_known(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered(kept.parent) == "invented 2"
    assert len(files(kept)) == 1
    monkeypatch.setattr(Environment, "compile", None)
    assert rendered(kept.parent) == "invented 2"


def test_code_is_made_anew_where_it_is_of_something_else(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(kept.parent)
    (kept.parent / "page.html").write_text("changed")
    assert rendered(kept.parent) == "changed"
    monkeypatch.setattr(compiled, "program_digest", lambda: "other")
    assert rendered(kept.parent) == "changed"
    (file,) = files(kept)
    assert file.parent.name == "compiled-other"
    file.write_bytes(b"damaged")
    assert rendered(kept.parent) == "changed"


def test_does_without_a_place_to_keep_it(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.write_text("no folder")
    assert rendered(kept.parent) == "invented 2"
    kept.unlink()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered(kept.parent) == "invented 2"
    assert not kept.exists()
