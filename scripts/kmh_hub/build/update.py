"""A manifest while its edition is brought up to date."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from kmh_hub.build.edition import Edition
from kmh_hub.build.files import Stamp, hash_of, is_as, link, remove
from kmh_hub.build.manifest import connected, stamps_from, stamps_to, values_of
from kmh_hub.build.seal import seal, seal_of
from kmh_hub.build.unit import Group, Unit

_MEMBERS = "members"


@contextmanager
def updated(edition: Edition) -> Iterator["Update"]:
    """Bring an edition up to date; where that fails, its manifest says what it did."""
    _ = edition.keys  # what is there is looked at before anything changes
    seal_of(edition.manifest).unlink(missing_ok=True)
    with closing(connected(edition.manifest)) as database, database, ExitStack() as stack:
        yield Update(edition, database, stack)
    seal(edition.manifest)


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

    def has_all(self, group: Group) -> bool:
        """Whether all units of a group are there as made from the same; if so, they stay."""
        if not self.edition.has(group.name, group.key):
            return False
        members = self._members[group.name]
        if not all(self.edition.has(name, key) for name, key in members.items()):
            return False
        self.brought.update((group.name, *members))
        return True

    def keep_group(self, group: Group, units: Iterable[Unit]) -> None:
        """Keep which units a group has."""
        members = json.dumps({unit.name: unit.key for unit in units}).encode()
        self.keep(group.name, group.key, {}, {_MEMBERS: members})

    @cached_property
    def _members(self) -> Mapping[str, Mapping[str, str]]:
        """The keys of the units of each group as it was, by their names."""
        query = "SELECT unit, value FROM piece WHERE kind = ?"
        rows = self.database.execute(query, (_MEMBERS,))
        return {name: json.loads(value) for name, value in rows}

    def keep(
        self, name: str, key: str, files: Mapping[str, Stamp], pieces: Mapping[str, bytes]
    ) -> None:
        """Keep what was made of a unit; files of the unit as it was go, if nothing has them now."""
        if name in self.edition.keys:
            self.edition.strangers.update(set(self.edition.places[name]) - set(files))
        self._forget(name)
        self.edition.keys[name], self.edition.places[name] = key, [*files]
        self.brought.add(name)
        row = name, key, stamps_to(files)
        self.database.execute("INSERT INTO unit VALUES (?, ?, ?)", row)
        self.database.executemany(
            "INSERT INTO piece VALUES (?, ?, ?, ?)",
            [(kind, name, hash_of(value), value) for kind, value in pieces.items()],
        )

    def take(self, name: str, other: Edition) -> bool:
        """Take a unit over from another edition; says whether its files were as it made them."""
        database = self._opened(other)
        query = "SELECT files FROM unit WHERE name = ?"
        try:
            files = stamps_from(database.execute(query, (name,)).fetchone()[0])
        except (ValueError, TypeError):
            return False
        for path, stamp in files.items():
            source = f"{other.folder}/{path}"
            if not is_as(source, stamp):
                return False
            link(source, f"{self.edition.folder}/{path}")
        query = "SELECT kind, value FROM piece WHERE unit = ?"
        self.keep(name, other.keys[name], files, dict(database.execute(query, (name,))))
        return True

    def _opened(self, other: Edition) -> sqlite3.Connection:
        """Return the manifest of an edition, opened once for all its units."""
        if other.manifest not in self.others:
            database = self.stack.enter_context(closing(connected(other.manifest)))
            self.others[other.manifest] = database
        return self.others[other.manifest]

    def hashes(self, kind: str) -> list[tuple[str, str]]:
        """Return the hashes of the pieces of a kind by their units' names, in order."""
        query = "SELECT unit, hash FROM piece WHERE kind = ? ORDER BY unit"
        rows = self.database.execute(query, (kind,))
        return [(unit, hash_) for unit, hash_ in rows if unit in self.brought]

    def values(self, kind: str) -> Iterator[Any]:
        """Return what the pieces of a kind say, which are JSON, in the order of their units."""
        query = "SELECT unit, value FROM piece WHERE kind = ? ORDER BY unit"
        rows = self.database.execute(query, (kind,))
        return values_of([value.decode() for unit, value in rows if unit in self.brought])

    @property
    def paths(self) -> Iterator[str]:
        """The places of all files that the edition has now."""
        # In the manifest's order, nearly, which is sorted sooner than a set's.
        units = self.edition.places.items()
        return chain.from_iterable(places for name, places in units if name in self.brought)

    def commit(self) -> None:
        """Let other processes see what was kept."""
        self.database.commit()

    def clear(self) -> None:
        """Forget the units that were not brought, and delete all files that belong to none."""
        keys, strangers = self.edition.keys, self.edition.strangers
        for name in keys.keys() - self.brought:
            strangers.update(self.edition.places.pop(name))
            del keys[name]
            self._forget(name)
        for name in self.edition.lost.keys() - keys:
            self._forget(name)
        self.edition.lost.clear()
        if strangers:
            for path in sorted(strangers.difference(self.paths)):
                remove(self.edition.folder / path, self.edition.folder)
            strangers.clear()

    def _forget(self, name: str) -> None:
        self.database.execute("DELETE FROM unit WHERE name = ?", (name,))
        self.database.execute("DELETE FROM piece WHERE unit = ?", (name,))
