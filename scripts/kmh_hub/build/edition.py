"""A site's folder with its manifest: which unit made each file, from what, and how it looked.

An edition is brought up to date, never trusted: a file that is not as its manifest says, by size
and time or else by its hash, makes its whole unit unknown. So a build that was killed, a cache that
was restored elsewhere, a hand in the folder and a wrong manifest all cost time only.
"""

import hashlib
import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kmh_hub.build.seal import is_sealed, seal, seal_of
from kmh_hub.build.unit import Made

_SCHEMA = """
CREATE TABLE IF NOT EXISTS unit (name TEXT PRIMARY KEY, key TEXT, files TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS piece (
  kind TEXT, unit TEXT, hash TEXT, value BLOB, PRIMARY KEY (kind, unit)
);
CREATE INDEX IF NOT EXISTS piece_of ON piece (unit);
"""

_PATIENCE = 60
"""So many seconds another process's writing is waited for."""

Stamp = tuple[int, int, str]
"""A file's size in bytes, when it was changed in nanoseconds, its hash."""


@dataclass(frozen=True)
class Record:
    """What is known of a unit that was made."""

    key: str
    files: Mapping[str, Stamp]
    """By their places below the folder."""


@dataclass
class Edition:
    """A site's folder and its manifest."""

    folder: Path
    manifest: Path
    records: dict[str, Record] = field(default_factory=dict)
    """The units that are in the folder as they were made, by name."""
    strangers: set[str] = field(default_factory=set)
    """Places of files that no unit made, or that are not as they were made."""

    @classmethod
    def opened(cls, folder: Path, manifest: Path) -> "Edition":
        """Read an edition that is to be brought up to date, and check all its files."""
        edition = cls.known(folder, manifest)
        there = dict(_stats(folder, "")) if folder.is_dir() else {}
        edition.records = {
            name: record
            for name, record in edition.records.items()
            if all(
                path in there and _is_same(folder / path, there[path], stamp)
                for path, stamp in record.files.items()
            )
        }
        owned = {path for record in edition.records.values() for path in record.files}
        edition.strangers = set(there) - owned
        return edition

    @classmethod
    def known(cls, folder: Path, manifest: Path) -> "Edition":
        """Read the manifest of an edition to take from; one that cannot be read knows nothing."""
        manifest.parent.mkdir(parents=True, exist_ok=True)
        try:
            with closing(_connected(manifest)) as database:
                database.executescript(_SCHEMA)
                if not is_sealed(manifest):
                    _check(database)
                rows = database.execute("SELECT name, key, files FROM unit").fetchall()
            records = {name: Record(key, _read(files)) for name, key, files in rows}
        except (sqlite3.DatabaseError, ValueError, TypeError):
            for path in (manifest, *(Path(f"{manifest}{each}") for each in ("-wal", "-shm"))):
                path.unlink(missing_ok=True)
            records = {}
        return cls(folder, manifest, records)

    def has(self, name: str, key: str) -> bool:
        """Whether a unit is there as made from the same."""
        return name in self.records and self.records[name].key == key

    def written(self, made: Made, before: Record | None = None) -> dict[str, Stamp]:
        """Write a unit's files; may run in another process.

        Args:
            made: the unit.
            before: the unit as it was, whose equal files stay.

        """
        known = before.files if before else {}
        stamps = {}
        for path, content in made.files.items():
            data = content if isinstance(content, bytes) else content.read_bytes()
            hash_ = hash_of(data)
            if path in known and known[path][2] == hash_:
                stamps[path] = known[path]
                continue
            stat = _write(self.folder / path, data)
            stamps[path] = stat.st_size, stat.st_mtime_ns, hash_
        return stamps

    def taken(self, name: str, other: "Edition") -> bool:
        """Take a unit's files over from another edition; says whether they were as it made them."""
        for path, stamp in other.records[name].files.items():
            source, target = f"{other.folder}/{path}", f"{self.folder}/{path}"
            try:
                found = Path(source).stat()
            except FileNotFoundError:
                return False
            if not _is_same(Path(source), (found.st_size, found.st_mtime_ns), stamp):
                return False
            _link(source, target)
        return True

    @contextmanager
    def update(self) -> Iterator["Update"]:
        """Bring the edition up to date; where that fails, its manifest says what it did."""
        seal_of(self.manifest).unlink(missing_ok=True)
        with closing(_connected(self.manifest)) as database, database:
            database.executescript(_SCHEMA)
            with ExitStack() as stack:
                yield Update(self, database, stack)
        seal(self.manifest)

    def pieces(self, kind: str) -> list[bytes]:
        """Return all pieces of a kind."""
        query = "SELECT value FROM piece WHERE kind = ? ORDER BY unit"
        with closing(_connected(self.manifest)) as database:
            return [value for (value,) in database.execute(query, (kind,))]

    def pieces_at(self, places: Iterable[tuple[str, str]]) -> Iterator[bytes]:
        """Return some pieces, by kind and unit."""
        query = "SELECT value FROM piece WHERE kind = ? AND unit = ?"
        with closing(_connected(self.manifest)) as database:
            for place in places:
                yield from (value for (value,) in database.execute(query, place))


@dataclass
class Update:
    """A manifest while its edition is brought up to date."""

    edition: Edition
    database: sqlite3.Connection
    stack: ExitStack
    """What closes what is opened for the update."""
    others: dict[Path, sqlite3.Connection] = field(default_factory=dict)
    """The manifests of the editions that units are taken from."""
    brought: set[str] = field(default_factory=set)
    """The units that the edition has now, by name: all others go in the end."""

    def has(self, name: str, key: str) -> bool:
        """Whether a unit is there as made from the same; if so, it stays."""
        if not self.edition.has(name, key):
            return False
        self.brought.add(name)
        return True

    def keep(self, name: str, record: Record, pieces: Mapping[str, bytes]) -> None:
        """Keep what was made of a unit; files of the unit as it was go, if nothing has them now."""
        if before := self.edition.records.get(name):
            self.edition.strangers |= set(before.files) - set(record.files)
        self.edition.records[name] = record
        self.brought.add(name)
        self._forget(name)
        files = json.dumps([[path, *stamp] for path, stamp in record.files.items()])
        self.database.execute("INSERT INTO unit VALUES (?, ?, ?)", (name, record.key, files))
        self.database.executemany(
            "INSERT INTO piece VALUES (?, ?, ?, ?)",
            [(kind, name, hash_of(value), value) for kind, value in pieces.items()],
        )

    def take(self, name: str, other: Edition) -> bool:
        """Take a unit over from another edition; says whether its files were as it made them."""
        if not self.edition.taken(name, other):
            return False
        query = "SELECT kind, value FROM piece WHERE unit = ?"
        pieces = dict(self._opened(other).execute(query, (name,)))
        self.keep(name, other.records[name], pieces)
        return True

    def _opened(self, other: Edition) -> sqlite3.Connection:
        """Return the manifest of an edition, opened once for all its units."""
        if other.manifest not in self.others:
            database = self.stack.enter_context(closing(_connected(other.manifest)))
            self.others[other.manifest] = database
        return self.others[other.manifest]

    def hashes(self, kind: str) -> list[tuple[str, str]]:
        """Return the hashes of the pieces of a kind by their units' names, in order."""
        query = "SELECT unit, hash FROM piece WHERE kind = ? ORDER BY unit"
        rows = self.database.execute(query, (kind,))
        return [(unit, hash_) for unit, hash_ in rows if unit in self.brought]

    def pieces(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Return the pieces of a kind by their units' names, in these names' order."""
        query = "SELECT unit, value FROM piece WHERE kind = ? ORDER BY unit"
        rows = self.database.execute(query, (kind,))
        return ((unit, value) for unit, value in rows if unit in self.brought)

    def commit(self) -> None:
        """Let other processes see what was kept."""
        self.database.commit()

    def clear(self) -> None:
        """Forget the units that were not brought, and delete all files that belong to none."""
        edition = self.edition
        for name in set(edition.records) - self.brought:
            edition.strangers |= set(edition.records.pop(name).files)
        for (name,) in self.database.execute("SELECT name FROM unit").fetchall():
            if name not in edition.records:
                self._forget(name)
        owned = {path for record in edition.records.values() for path in record.files}
        for path in sorted(edition.strangers - owned):
            _remove(edition.folder / path, edition.folder)
        edition.strangers = set()

    def _forget(self, name: str) -> None:
        self.database.execute("DELETE FROM unit WHERE name = ?", (name,))
        self.database.execute("DELETE FROM piece WHERE unit = ?", (name,))


def hash_of(data: bytes) -> str:
    """Return the hash of a file's content, as hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _read(files: str) -> dict[str, Stamp]:
    return {path: (size, at, hash_) for path, size, at, hash_ in json.loads(files)}


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


def _connected(manifest: Path) -> sqlite3.Connection:
    database = sqlite3.connect(manifest, timeout=_PATIENCE)
    # Processes read what units are made from while what others made is kept.
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    return database


def _link(source: str, target: str) -> None:
    """Give a file a second place; where that cannot be, copy it."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True)
    except FileExistsError:
        Path(target).unlink()
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)
        return
    else:
        return
    _link(source, target)


def _write(path: Path, data: bytes) -> os.stat_result:
    """Write a new file; one that another edition may share is replaced, never written over."""
    try:
        with path.open("xb", buffering=0) as file:
            file.write(data)
            return os.fstat(file.fileno())
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        path.unlink()
    return _write(path, data)


def _stats(folder: Path | str, below: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Return sizes and times of all files in a folder, by their places."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _stats(entry.path, f"{below}{entry.name}/")
            else:
                stat = entry.stat(follow_symlinks=False)
                yield f"{below}{entry.name}", (stat.st_size, stat.st_mtime_ns)


def _is_same(path: Path, found: tuple[int, int], stamp: Stamp) -> bool:
    size, changed, hash_ = stamp
    return found == (size, changed) or (found[0] == size and hash_of(path.read_bytes()) == hash_)


def _remove(path: Path, top: Path) -> None:
    """Delete a file, and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == top:
            return
        try:
            folder.rmdir()
        except OSError:
            return
