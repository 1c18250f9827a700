"""What differs between two builds."""

from collections.abc import Sequence
from dataclasses import dataclass

from kmh_hub.comparison.built_page import BuiltPage, BuiltSite
from kmh_hub.verification.piece import piece_of
from kmh_hub.verification.references import references_of
from kmh_hub.verification.whole import wrong_in


@dataclass(frozen=True)
class Difference:
    """What differs between two builds."""

    old: BuiltSite
    new: BuiltSite
    added: Sequence[BuiltPage]
    changed: Sequence[BuiltPage]
    """As they are in the new one."""
    removed: Sequence[BuiltPage]
    broken: Sequence[str]
    """What is broken in the new one and was not in the old one."""

    @property
    def seminars(self) -> list[str]:
        """The folders of seminars that have pages which differ, in order."""
        pages = (*self.added, *self.changed, *self.removed)
        return sorted({page.seminar for page in pages if page.seminar})


def difference_of(old: BuiltSite, new: BuiltSite) -> Difference:
    """Return what differs between two builds."""
    before = set(_wrong(old))
    return Difference(
        old,
        new,
        [page for place, page in new.pages.items() if place not in old.pages],
        [
            page
            for place, page in new.pages.items()
            if place in old.pages and old.pages[place].content != page.content
        ],
        [page for place, page in old.pages.items() if place not in new.pages],
        [each for each in _wrong(new) if each not in before],
    )


def _wrong(site: BuiltSite) -> list[str]:
    files = {path.relative_to(site.root).as_posix(): path for path in site.root.rglob("*.*")}
    files = {place: path for place, path in files.items() if path.is_file()}
    whole = piece_of({place: path.read_bytes() for place, path in files.items()}, site.url)

    def ids_of(place: str) -> frozenset[str]:
        found = references_of(place, files[place].read_bytes(), site.url)
        return found.ids if found else frozenset()

    return list(wrong_in([whole], files.keys(), ids_of, site.url))
