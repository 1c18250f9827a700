"""A look at all files of an edition."""

from pathlib import Path
from typing import NamedTuple

from kmh_hub.build.files import is_as, places_of
from kmh_hub.build.manifest import files_in


class Found(NamedTuple):
    """What is in an edition's folder."""

    keys: dict[str, str]
    """The keys of the units whose files are as they were made, by the units' names."""
    strangers: set[str]
    """Places of files that no unit made, or that are not as they were made."""


def inspected(folder: Path, manifest: Path) -> Found:
    """Return what is in an edition's folder, file by file."""
    units = files_in(manifest)
    there = set(places_of(str(folder))) if folder.is_dir() else set()
    keys = {
        name: key
        for name, (key, files) in units.items()
        if all(path in there and is_as(f"{folder}/{path}", files[path]) for path in files)
    }
    for name in keys:
        there.difference_update(units[name][1])
    return Found(keys, there)
