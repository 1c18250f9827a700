"""Long lists on several pages, whose addresses stay as the lists grow.

The address of a list shows its beginning; the rest stands at `page/<number>/` below it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kmh_hub.localisation.language import Language

SEMINARS_EACH = 15
"""So many seminars a further page has; the first one has up to twice as many."""
NAMES_EACH = 100
"""So many names a page has."""

_FURTHER = re.compile(r"/page/[0-9]+/\Z")


@dataclass(frozen=True)
class Step:
    """A link from one page of a list to another."""

    path: str
    """The address below the language's."""
    label: str
    rel: str
    """`prev` or `next`; empty for the ends of the list."""


@dataclass(frozen=True)
class Slice:
    """What one page shows of a list."""

    path: str
    """The page's address below the language's."""
    start: int
    stop: int
    """What is shown of the list, as Python's slices count."""
    first: int
    last: int
    """The places of what is shown, from 1: in the list or, where it goes back, in time."""
    is_first: bool
    """Whether it is the beginning of the list, at the list's own address."""
    total: int = 0
    """How much the list has; 0 where the page does not say it, so that it stays as it is."""
    steps: tuple[Step, ...] = ()
    """The links to the other pages; none where there are no others."""

    def title(self, title: object, language: Language) -> str:
        """Return a title that tells this page of a list from the others."""
        if self.is_first:
            return str(title)
        # Translators: the title of a further page of a list: its name, places in it.
        words = language.translations.gettext("%(title)s: %(first)s to %(last)s")
        return words % {"title": title, "first": self.first, "last": self.last}


def newest_first(total: int, path: str, language: Language) -> Iterator[Slice]:
    """Return the pages of seminars, the newest first.

    Pages are filled from the oldest seminars on, `page/1/` with the oldest: once there, they stay
    as they are when seminars are added. The first page has the rest.

    Args:
        total: how many seminars there are.
        path: the list's address below the language's.
        language: the language of the pages.

    """
    _ = language.translations.gettext
    further = max(0, -(-total // SEMINARS_EACH) - 2)
    full = further * SEMINARS_EACH
    paths = [path, *(f"{path}page/{number}/" for number in range(further, 0, -1))]
    labels = _("Newest seminars"), _("Newer seminars"), _("Older seminars"), _("Oldest seminars")
    for at, own in enumerate(paths):
        stop = total if not at else full - (at - 1) * SEMINARS_EACH
        start = full if not at else stop - SEMINARS_EACH
        yield Slice(
            own,
            total - stop,
            total - start,
            start + 1,
            stop,
            not at,
            total if not at else 0,
            tuple(_steps_of(paths, at, labels)),
        )


def in_order(total: int, path: str, language: Language) -> Iterator[Slice]:
    """Return the pages of names in their order; a list without names has one page.

    Args:
        total: how many names there are.
        path: the list's address below the language's.
        language: the language of the pages.

    """
    _ = language.translations.gettext
    count = max(1, -(-total // NAMES_EACH))
    paths = [path, *(f"{path}page/{number}/" for number in range(2, count + 1))]
    labels = _("First page"), _("Previous page"), _("Next page"), _("Last page")
    for at, own in enumerate(paths):
        start, stop = at * NAMES_EACH, min((at + 1) * NAMES_EACH, total)
        steps = tuple(_steps_of(paths, at, labels))
        yield Slice(own, start, stop, start + 1, stop, not at, total, steps)


def is_further(path: str) -> bool:
    """Return whether an address is that of a list's further page."""
    return bool(_FURTHER.search(path))


def _steps_of(paths: list[str], at: int, labels: tuple[str, ...]) -> Iterator[Step]:
    """Return the links from a page: to the first, the one before, the one after, the last."""
    first, before, after, last = labels
    end = len(paths) - 1
    if at > 1:
        yield Step(paths[0], first, "")
    if at > 0:
        yield Step(paths[at - 1], before, "prev")
    if at < end:
        yield Step(paths[at + 1], after, "next")
    if at < end - 1:
        yield Step(paths[end], last, "")
