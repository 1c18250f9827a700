"""What differs between two builds."""

from collections.abc import Sequence
from dataclasses import dataclass

from kmh_hub.comparison.built_page import BuiltPage, BuiltSite
from kmh_hub.verification.folder import wrong_in_folder


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
    before = set(wrong_in_folder(old.root, old.url)[1])
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
        [each for each in wrong_in_folder(new.root, new.url)[1] if each not in before],
    )
