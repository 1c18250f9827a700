"""A look at all files of an edition."""

from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kmh_hub.build.files import Stamp, hash_of, looks_of
from kmh_hub.build.manifest import files_in


class Found(NamedTuple):
    """What is in an edition's folder."""

    keys: dict[str, str]
    """The keys of the units whose files are as they were made, by the units' names."""
    places: dict[str, list[str]]
    """The places of these units' files, by the units' names."""
    lost: dict[str, list[str]]
    """The places of the files of all other units that the manifest tells of."""
    strangers: set[str]
    """Places of files that no unit made, or that are not as they were made."""


def inspected(folder: Path, manifest: Path) -> Found:
    """Return what is in an edition's folder, file by file."""
    units = files_in(manifest)
    looks = looks_of(str(folder)) if folder.is_dir() else {}

    def is_as_made(path: str, stamp: Stamp) -> bool:
        size, changed, hash_ = stamp
        look = looks.get(path)
        if look == (size, changed):
            return True
        return look is not None and look[0] == size and hash_of(folder / path) == hash_

    found = Found({}, {}, {}, set())
    for name, (key, files) in units.items():
        if all(map(is_as_made, files, files.values())):
            found.keys[name], found.places[name] = key, [*files]
        else:
            found.lost[name] = [*files]
    found.strangers.update(looks.keys() - chain.from_iterable(found.places.values()))
    return found
