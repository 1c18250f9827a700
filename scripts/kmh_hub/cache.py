"""What was made before, kept by what it was made from: bytes by key, in one SQLite file.

A key has to be the hash of everything that its value depends on, so that nothing here is ever out
of date. Whatever is wrong with the file (damaged, of another version, locked, not to be written)
is passed over without a word: then the values are made again. The bytes may come from a stranger,
such as a poisoned cache of a CI server: who reads them has to validate them.
"""

import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

VARIABLE = "HUB_CACHE"
"""The environment variable that names the folder of the cache; empty for none."""

_FILE = "hub.sqlite3"
_TABLE = "CREATE TABLE entry (key TEXT PRIMARY KEY, day INTEGER NOT NULL, value BLOB NOT NULL)"
_KEPT_DAYS = 30
"""After so many days without use, an entry goes."""
_MOST_BYTES = 1 << 30
"""Of a larger file, the half that was not used the longest goes."""
_SECONDS_A_DAY = 86_400
_AT_ONCE = 500
"""So many keys a query; SQLite allows some thousands."""
_PATIENCE = 5
"""So many seconds another process's writing is waited for."""
_CHECKSUM = 16


@dataclass(frozen=True)
class Cache:
    """Bytes by key. Processes can share it; it holds nothing open between its calls."""

    path: Path | None
    """Its file; None for a cache that keeps nothing."""

    @classmethod
    def open(cls, folder: Path | None = None) -> Self:
        """Return the cache in a folder: as given, else as HUB_CACHE says, else the user's."""
        if folder is None and (given := os.environ.get(VARIABLE)) is not None:
            if not given:
                return cls(None)
            folder = Path(given)
        if folder is None:
            from platformdirs import user_cache_path  # noqa: PLC0415 - only where it is asked for

            folder = user_cache_path("kmh-hub")
        return cls(folder.absolute() / _FILE)

    def get_many(self, keys: Iterable[str]) -> dict[str, bytes]:
        """Return the values that there are by their keys."""
        found: dict[str, bytes] = {}
        wanted = tuple(keys)
        if wanted and self.path and self.path.is_file():
            self._run(lambda connection: _get(connection, wanted, found))
        return found

    def put_many(self, items: Mapping[str, bytes]) -> None:
        """Keep values by their keys, and let go what was not used for long."""
        if not items or self.path is None:
            return
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self._run(lambda connection: _put(connection, items)):
            self._run(lambda connection: _put(connection, items))

    def _run(self, work: Callable[[sqlite3.Connection], None]) -> bool:
        """Do something with the file; pass over what fails, and delete a file that is no cache.

        Returns:
            Whether the file was one; else a new one can be made.

        """
        assert self.path  # noqa: S101 - both callers ask
        try:
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as connection:
                _prepare(connection)
                work(connection)
        except sqlite3.OperationalError:
            return True  # locked, full, not to be written
        except (sqlite3.DatabaseError, TypeError, ValueError):
            for suffix in ("", "-wal", "-shm"):
                with suppress(OSError):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
            return False
        return True


def _get(connection: sqlite3.Connection, wanted: Sequence[str], found: dict[str, bytes]) -> None:
    today, not_today = _today(), []
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        query = f"SELECT key, day, value FROM entry WHERE key IN ({marks})"  # noqa: S608 - marks
        for key, day, stored in connection.execute(query, some):
            value = stored[_CHECKSUM:]
            if stored[:_CHECKSUM] == _checksum(key, value):
                found[key] = value
                not_today += [key] if day != today else []
    if not_today:
        with connection:
            connection.executemany(
                "UPDATE entry SET day = ? WHERE key = ?", ((today, key) for key in not_today)
            )


def _put(connection: sqlite3.Connection, items: Mapping[str, bytes]) -> None:
    today = _today()
    with connection:
        connection.executemany(
            "INSERT OR REPLACE INTO entry VALUES (?, ?, ?)",
            ((key, today, _checksum(key, value) + value) for key, value in items.items()),
        )
        connection.execute("DELETE FROM entry WHERE day < ?", (today - _KEPT_DAYS,))
        if _size(connection) > _MOST_BYTES:
            connection.execute(
                "DELETE FROM entry WHERE key IN (SELECT key FROM entry ORDER BY day, rowid "
                "LIMIT (SELECT COUNT(*) / 2 FROM entry))"
            )


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the table of a new file; refuse a file that has another or anything beside it."""
    connection.execute("PRAGMA trusted_schema = OFF")
    # Readers and one writer at a time do not wait for each other.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    schema = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
    if not connection.execute(schema).fetchone():
        with suppress(sqlite3.OperationalError):  # another process makes it, too
            connection.execute(_TABLE)
    if connection.execute(schema).fetchall() != [(_TABLE,)]:
        raise sqlite3.DatabaseError(_TABLE)


def _size(connection: sqlite3.Connection) -> int:
    """Return the bytes in use."""
    pages, free, size = (
        int(connection.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_count", "freelist_count", "page_size")
    )
    return (pages - free) * size


def _checksum(key: str, value: bytes) -> bytes:
    """Return what tells damaged bytes; it does not tell who wrote them."""
    return hashlib.sha256(key.encode() + b"\0" + value).digest()[:_CHECKSUM]


def _today() -> int:
    """Return the day; it decides only what goes first, never what is current."""
    return int(time.time()) // _SECONDS_A_DAY
