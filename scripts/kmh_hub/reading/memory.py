"""What one reading of the content leaves for the next, while a preview runs."""

import os
import stat
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kmh_hub.model.series import Entry
from kmh_hub.reading.finding import Finding
from kmh_hub.reading.unit import Kind, Unit

_SETTLED = 2_000_000_000
"""So many nanoseconds after its last change a folder is read anew: clocks of file systems have
ticks, of FAT of two seconds, in which a second edit would not be seen."""
Stamp = tuple[tuple[str, int, int, int, int, int], ...]
"""The path, mode, inode, size in bytes, and time of the last edit and change, in nanoseconds, of
each entry of a folder."""


@dataclass
class Memory:
    """What was read last, by what it was read from; each reading replaces it."""

    findings: dict[str, Finding] = field(default_factory=dict)
    """By their keys."""
    shared: dict[str, Any] = field(default_factory=dict)
    """What series.yml and such files say, by the keys of their findings."""
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    """The seminars by slug and digest."""
    digests: dict[Path, tuple[Stamp, str]] = field(default_factory=dict)
    """The digests of seminars' folders, and what the folders looked like."""

    def digest(self, unit: Unit, languages: Sequence[str]) -> str:
        """Return a part's digest; of a seminar's folder that looks as it did, without reading it.

        Only a preview goes by what a folder looks like: what is published goes by what is in it.
        """
        if unit.kind is not Kind.SEMINAR:
            return unit.digest(languages)
        now = time.time_ns()
        stamp = tuple(_stamps(str(unit.path)))
        known = self.digests.pop(unit.path, None)
        if not known or known[0] != stamp:
            known = stamp, unit.digest(languages)
        if all(changed < now - _SETTLED for *_, changed in stamp):
            self.digests[unit.path] = known
        return known[1]


def _stamps(folder: str) -> Iterator[tuple[str, int, int, int, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            try:
                found = entry.stat()
            except OSError:  # a link that leads nowhere
                found = entry.stat(follow_symlinks=False)
            times = found.st_mtime_ns, found.st_ctime_ns
            yield entry.path, found.st_mode, found.st_ino, found.st_size, *times
            if stat.S_ISDIR(found.st_mode) and not entry.is_symlink():
                yield from _stamps(entry.path)
