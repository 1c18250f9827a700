"""Builds of a hub that is edited, and what they leave."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest

from kmh_hub.plugin import building

from ..conftest import TAGS, run
from .edits import Hub

Files = Mapping[str, str]
"""The hashes of a site's files by their places."""


def build(hub: Hub, *options: str) -> None:
    """Build a hub in this process."""
    with environment(hub.environment):
        result = run("--config-file", str(hub.folder / "mkdocs.yml"), "build", *options)
    assert result.exit_code == 0, result.output


def cold(hub: Hub) -> Files:
    """Return the files of a build that knows of no other."""
    target = hub.folder / "cold/site"
    before = os.environ.get("HUB_CACHE", "")
    with environment({"HUB_CACHE": ""}):
        build(hub, "--site-dir", str(target))
    assert os.environ.get("HUB_CACHE", "") == before
    found = files_of(target)
    shutil.rmtree(target.parent)
    return found


def files_of(site: Path) -> Files:
    """Return the hashes of a site's files by their places."""
    return {
        path.relative_to(site).as_posix(): blake2b(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }


def differing(found: Files, wanted: Files) -> list[str]:
    """Return the files in which two builds differ."""
    return sorted(path for path in {*found, *wanted} if found.get(path) != wanted.get(path))


def but_joins(names: set[str]) -> set[str]:
    """Return units without those that join what several tell the search, data, or the checks."""
    joins = "references/", "exports/", *(f"search/{tag}/" for tag in TAGS)
    return {name for name in names if not name.startswith(joins)}


@contextmanager
def names_of_made() -> Iterator[set[str]]:
    """Note the units that builds make meanwhile."""
    names: set[str] = set()

    def noting(make: Callable[..., Any]) -> Callable[..., Any]:
        def noted(units: Sequence[Any], *arguments: Any, **options: Any) -> Any:
            names.update(unit.name for unit in units)
            return make(units, *arguments, **options)

        return noted

    with pytest.MonkeyPatch.context() as patch:
        for name in ("made", "begun"):
            patch.setattr(building, name, noting(getattr(building, name)))
        yield names


@contextmanager
def environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set variables meanwhile."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        yield
