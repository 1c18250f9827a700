"""The list of all addresses that were ever published: `docs/addresses.txt`.

One address a line, in order, so that a change of it is a line and merges are easy. It only grows:
an address that has moved or is gone still has to be answered.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kmh_hub.addresses.prefixes import expanded, joined, prefixes_of
from kmh_hub.reading.fault import Fault, Place

LEDGER_FILE = "addresses.txt"
_HEAD = """\
# Every address that was published. `hub addresses --accept` adds new ones; none is taken out:
# where one leads that has moved or is gone is said in redirects.yml. An address is one in each of
# the languages; with a slash before it, it is that one alone.
"""
_LANGUAGES = re.compile(r"languages:((?: [A-Za-z0-9-]+)+)")
_LINE = re.compile(r"\./(#\S+)?|/?[^\s/#:]\S*|/|/#\S+")


@dataclass(frozen=True)
class Ledger:
    """The addresses that were published."""

    path: Path
    tags: tuple[str, ...] = ()
    """The languages of the site when it was written, the default first."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The lines of the file, counted from 1, by the addresses as they are written."""
    faults: tuple[Fault, ...] = ()

    @classmethod
    def read(cls, docs: Path) -> "Ledger":
        """Read the list of a folder of content; where there is none, nothing was published."""
        path = docs / LEDGER_FILE
        if not path.is_file():
            return cls(path)
        tags: tuple[str, ...] = ()
        lines: dict[str, int] = {}
        faults = []
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            if found := _LANGUAGES.fullmatch(line):
                tags = tuple(found[1].split())
            elif tags and _LINE.fullmatch(line):
                lines[line] = number
            else:
                place = Place(number, 1, len(line))
                faults.append(Fault("ledger-line", path, place, {"value": line}))
        return cls(path, tags, lines, tuple(faults))

    @property
    def addresses(self) -> dict[str, str]:
        """The addresses below the site's, with how each is written here."""
        prefixes = prefixes_of(self.tags)
        return {
            address: line for line in self.lines for address in expanded(_unhomed(line), prefixes)
        }

    def place(self, line: str) -> Place:
        """Return where a line stands."""
        return Place(self.lines[line], 1, len(line))

    def with_added(self, addresses: Iterable[str], tags: Iterable[str]) -> str:
        """Return the text of the list with more addresses, of a site in some languages."""
        tags = tuple(tags)
        all_ = joined({*self.addresses, *addresses}, prefixes_of(tags))
        listed = "".join(f"{_homed(each)}\n" for each in all_)
        return f"{_HEAD}languages: {' '.join(tags)}\n{listed}"


def _homed(address: str) -> str:
    """Write the home page's address, which is empty, as a line."""
    return f"./{address}" if not address or address.startswith("#") else address


def _unhomed(line: str) -> str:
    return line.removeprefix("./")
