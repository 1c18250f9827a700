"""The manifest of an edition, an SQLite file: units with their keys and files, and their pieces."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from kmh_hub.build.files import Stamp, hash_of
from kmh_hub.build.seal import is_sealed, seal_of

_SCHEMA = """
CREATE TABLE IF NOT EXISTS unit (name TEXT PRIMARY KEY, key TEXT, files TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS piece (kind TEXT, unit TEXT, hash TEXT, value BLOB);
CREATE UNIQUE INDEX IF NOT EXISTS piece_hash ON piece (kind, unit, hash);
CREATE INDEX IF NOT EXISTS piece_of ON piece (unit);
"""
"""With its hash, an index of the pieces tells all that is asked of most of them."""

_PATIENCE = 60
"""So many seconds another process's writing is waited for."""
_AT_ONCE = 500
"""So many texts in JSON are read together, which takes half the time."""


def connected(manifest: Path) -> sqlite3.Connection:
    """Open a manifest, or make a new one."""
    database = sqlite3.connect(manifest, timeout=_PATIENCE)
    try:
        # Processes read what units are made from while what others made is kept.
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.executescript(_SCHEMA)
    except sqlite3.Error:
        database.close()
        raise
    return database


def keys_in(manifest: Path) -> dict[str, str]:
    """Return the keys of all units by name; of a manifest that cannot be read none: it goes."""
    rows = _rows(manifest, "name, key")
    return {row[0]: row[1] for row in rows}


def files_in(manifest: Path) -> dict[str, tuple[str, dict[str, Stamp]]]:
    """Return the keys and files of all units by name, as `keys_in` does."""
    rows = _rows(manifest, "name, key, files")
    try:
        return {name: (key, stamps_from(files)) for name, key, files in rows}
    except (ValueError, TypeError):
        delete(manifest)
        return {}


def paths_in(manifest: Path) -> set[str] | None:
    """Return the places of all files of a manifest, as it is; None where it cannot be read."""
    if not is_sealed(manifest):
        return None
    try:
        with closing(sqlite3.connect(f"{manifest.as_uri()}?mode=ro", uri=True)) as database:
            rows = database.execute("SELECT files FROM unit").fetchall()
        return set(paths_of([files for (files,) in rows]))
    except (sqlite3.DatabaseError, ValueError, TypeError):
        return None


def values_of(texts: Sequence[str]) -> Iterator[Any]:
    """Return the values of texts in JSON."""
    for at in range(0, len(texts), _AT_ONCE):
        yield from json.loads(f"[{','.join(texts[at : at + _AT_ONCE])}]")


def paths_of(all_files: Sequence[str]) -> Iterator[str]:
    """Return the places in what `stamps_to` gave of many; raises as `stamps_from` does."""
    return (path for files in values_of(all_files) for path, _, _, _ in files)


def stamps_from(files: str) -> dict[str, Stamp]:
    """Return what `stamps_to` gave; raises ValueError or TypeError where it is something else."""
    return {path: (size, at, hash_) for path, size, at, hash_ in json.loads(files)}


def stamps_to(files: Mapping[str, Stamp]) -> str:
    """Return how files look as JSON."""
    return json.dumps([[path, *stamp] for path, stamp in files.items()])


def _rows(manifest: Path, columns: str) -> list[tuple[str, ...]]:
    manifest.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(connected(manifest)) as database:
            if not is_sealed(manifest):
                _check(database)
            return database.execute(f"SELECT {columns} FROM unit").fetchall()  # noqa: S608 - ours
    except sqlite3.DatabaseError:
        delete(manifest)
        return []


def copy(manifest: Path, target: Path) -> None:
    """Give another edition the same manifest."""
    delete(target)
    shutil.copy2(manifest, target)
    shutil.copy2(seal_of(manifest), seal_of(target))


def delete(manifest: Path) -> None:
    """Forget what an edition has."""
    for path in (manifest, *(Path(f"{manifest}{each}") for each in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)


def _check(database: sqlite3.Connection) -> None:
    """Look through a manifest, which takes a while.

    Raises:
        sqlite3.DatabaseError: where anything in it is not as it was written.

    """
    if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise sqlite3.DatabaseError
    for hash_, value in database.execute("SELECT hash, value FROM piece"):
        if not isinstance(value, bytes) or hash_of(value) != hash_:
            raise sqlite3.DatabaseError
