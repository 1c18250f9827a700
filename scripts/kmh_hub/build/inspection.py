"""A look at all files of an edition, by a process of its own while others read the content."""

import multiprocessing
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from kmh_hub.build.files import is_same, looks_of
from kmh_hub.build.manifest import files_in


class Found(NamedTuple):
    """What is in an edition's folder."""

    keys: dict[str, str]
    """The keys of the units whose files are as they were made, by the units' names."""
    strangers: set[str]
    """Places of files that no unit made, or that are not as they were made."""


class Inspection:
    """A look at an edition, which begins at once.

    Args:
        folder: the edition's folder.
        manifest: its manifest, which nobody may use before the end.

    """

    def __init__(self, folder: Path, manifest: Path) -> None:
        self._places = folder, manifest
        self._answer: Connection | None = None
        # Without a manifest there is next to nothing to look at, and nothing to fork without fork.
        if manifest.is_file() and "fork" in multiprocessing.get_all_start_methods():
            self._answer, ours = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.get_context("fork").Process(
                target=_tell, args=(ours, folder, manifest), daemon=True
            )
            process.start()
            ours.close()

    def found(self) -> Found:
        """Return what was found, as soon as it is; a process that died is done without."""
        if self._answer:
            try:
                return Found(*self._answer.recv())
            except EOFError:
                pass
            finally:
                self._answer.close()
        return _look(*self._places)


def _tell(answer: Connection, folder: Path, manifest: Path) -> None:
    answer.send(tuple(_look(folder, manifest)))


def _look(folder: Path, manifest: Path) -> Found:
    units = files_in(manifest)
    there = dict(looks_of(str(folder))) if folder.is_dir() else {}
    good: Mapping[str, str] = {
        name: key
        for name, (key, files) in units.items()
        if all(
            path in there and is_same(f"{folder}/{path}", there[path], stamp)
            for path, stamp in files.items()
        )
    }
    owned = {path for name in good for path in units[name][1]}
    return Found(dict(good), set(there) - owned)
