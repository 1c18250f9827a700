"""A first look at the content: what lies in its folder, and the hash of each of its parts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from kmh_hub.collector import collector_paused
from kmh_hub.model.limits import Limits
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.tree import UNREADABLE, check_tree
from kmh_hub.reading.unit import Unit, units_of


class Place(NamedTuple):
    """What is looked at."""

    docs: Path
    """The folder of the content."""
    languages: tuple[str, ...]
    """The tags of the site's languages, the default first."""
    limits: Limits
    """How large files may be."""


class Look(NamedTuple):
    """What was seen."""

    faults: list[Fault]
    """What is wrong in the tree of folders and files."""
    unread: list[Unit]
    """The parts with files that must not be opened."""
    digests: dict[Unit, str]
    """The hashes of all others, in order."""


def look_at(place: Place, digest_of: Callable[[Unit, Sequence[str]], str] = Unit.digest) -> Look:
    """Look at the content.

    Args:
        place: where it is.
        digest_of: hashes a part in some languages.

    """
    with collector_paused():
        faults = [*check_tree(*place)]
        closed = [each.path for each in faults if each.rule in UNREADABLE]
        units = [*units_of(place.docs, place.languages)]
        unread = [unit for unit in units if any(map(unit.has, closed))]
        digests = {unit: digest_of(unit, place.languages) for unit in units if unit not in unread}
        return Look(faults, unread, digests)
