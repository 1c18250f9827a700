"""A site's folder with its manifest: which unit made each file, from what, and how it looked.

An edition is brought up to date, never trusted: a file that is not as its manifest says, by size
and time or else by its hash, makes its whole unit unknown. So a build that was killed, a cache that
was restored elsewhere, a hand in the folder and a wrong manifest all cost time only.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from kmh_hub.build.beside import Beside
from kmh_hub.build.files import Stamp, hash_of, write
from kmh_hub.build.inspection import Found, inspected
from kmh_hub.build.manifest import connected, keys_in, stamps_from
from kmh_hub.build.unit import Made

_AT_ONCE = 100
"""So many pieces are asked for together."""
_VALUES = "SELECT unit, value FROM piece WHERE kind = ? AND unit IN ({})"


def _nothing() -> Found:
    return Found({}, {}, {}, set())


@dataclass
class Edition:
    """A site's folder and its manifest."""

    folder: Path
    manifest: Path
    find: Callable[[], Found] = field(default=_nothing)
    """Tells what is there already."""

    @classmethod
    def opened(cls, folder: Path, manifest: Path) -> "Edition":
        """Return an edition that is to be brought up to date, and begin to check all its files."""
        look = partial(inspected, folder, manifest)
        # Without a manifest there is next to nothing to look at.
        return cls(folder, manifest, Beside(look).answer if manifest.is_file() else look)

    @classmethod
    def known(cls, folder: Path, manifest: Path) -> "Edition":
        """Return an edition to take units from, whose files are checked as they are taken."""
        return cls(folder, manifest, lambda: Found(keys_in(manifest), {}, {}, set()))

    @cached_property
    def _found(self) -> Found:
        return self.find()

    @property
    def keys(self) -> dict[str, str]:
        """The keys of the units that are in the folder as they were made, by name."""
        return self._found.keys

    @property
    def places(self) -> dict[str, list[str]]:
        """The places of the units' files, by the units' names; of one to take from, none."""
        return self._found.places

    @property
    def lost(self) -> dict[str, list[str]]:
        """The places of the files of units that are not as the manifest says, by their names."""
        return self._found.lost

    @property
    def strangers(self) -> set[str]:
        """Places of files that no unit made, or that are not as they were made."""
        return self._found.strangers

    def has(self, name: str, key: str) -> bool:
        """Whether a unit is there as made from the same."""
        return self.keys.get(name) == key

    def files_of(self, name: str) -> Mapping[str, Stamp]:
        """Return a unit's files by their places below the folder; none of one that is not there."""
        if name not in self.keys:
            return {}
        with closing(connected(self.manifest)) as database:
            query = "SELECT files FROM unit WHERE name = ?"
            rows = database.execute(query, (name,)).fetchall()
        return stamps_from(rows[0][0]) if rows else {}

    def written(self, made: Made, before: Mapping[str, Stamp]) -> dict[str, Stamp]:
        """Write a unit's files; may run in another process.

        Args:
            made: the unit.
            before: the files of the unit as it was, of which equal ones stay.

        """
        stamps = {}
        for path, content in made.files.items():
            hash_ = hash_of(content)
            if path in before and before[path][2] == hash_:
                stamps[path] = before[path]
                continue
            stat = write(self.folder / path, content)
            stamps[path] = stat.st_size, stat.st_mtime_ns, hash_
        return stamps

    def pieces(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Return all pieces of a kind by their units' names, in these names' order."""
        query = "SELECT unit, value FROM piece WHERE kind = ? ORDER BY unit"
        with closing(connected(self.manifest)) as database:
            yield from database.execute(query, (kind,))

    def pieces_at(self, places: Iterable[tuple[str, str]]) -> Iterator[bytes]:
        """Return some pieces, by kind and unit; nothing for one that is not there."""
        with closing(connected(self.manifest)) as database:
            for kind, some in groupby(places, itemgetter(0)):
                names = (name for _, name in some)
                while together := [*islice(names, _AT_ONCE)]:
                    query = _VALUES.format(",".join("?" * len(together)))
                    values = dict(database.execute(query, (kind, *together)))
                    yield from (values[name] for name in together if name in values)
