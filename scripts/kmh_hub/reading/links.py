"""Links between pages: whether what they lead to exists."""

import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kmh_hub.model.moment import MOMENT
from kmh_hub.reading.existing import is_file
from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.picture import MEASURED

SERIES_PAGE = "seminars/index"
"""The page of all seminars, which is generated."""


@dataclass(frozen=True, slots=True)
class InnerLink:
    """A link to a page or file of the hub."""

    language: str
    """The language of the text in which it stands."""
    place: Place
    path: str
    """The path as it is written; empty for the page itself."""
    anchor: str
    """The id behind `#`, or nothing."""
    to: str
    """What it leads to, below docs/: a page's name, or a file."""
    is_page: bool
    """Whether that is a page."""


@dataclass(frozen=True, slots=True)
class LinkedPage:
    """A page, as far as links are about it."""

    name: str
    """Its path below docs/ without language and suffix: `about`, `seminars/x/agenda`."""
    anchors: Mapping[str, frozenset[str]] | None
    """The ids of its headings and parts by language; under the empty tag, those of all.

    None where they are not known, because what the page is made from could not be read.
    """
    links: tuple[InnerLink, ...] = ()
    """The links that stand in it."""
    is_draft: bool = False
    """Whether it is shown in the preview only."""

    def has_anchor(self, anchor: str, language: str) -> bool:
        """Whether it has an id in a language; in the first that it has, if not in that one."""
        if moment := MOMENT.fullmatch(anchor):
            # Any moment can be gone to: the page's own language's recording, or a named one.
            known = self.all_anchors(language)
            first = next((each for each in known if each.startswith("recording-")), anchor)
            anchor = moment["recording"] or first
        return self.anchors is None or anchor in self.all_anchors(language)

    def all_anchors(self, language: str) -> frozenset[str]:
        """Return its ids in a language, or in the first that it has."""
        anchors = self.anchors or {}
        own = anchors.get(language) or next(iter(anchors.values()), frozenset())
        return own | anchors.get("", frozenset())


def check_links(
    pages: Iterable[LinkedPage], docs: Path, unreadable: Collection[str]
) -> Iterator[Fault]:
    """Check every link of every page.

    Args:
        pages: all pages.
        docs: the folder of the content.
        unreadable: the pictures below it that cannot be read.

    """
    pages = list(pages)
    by_name = {page.name: page for page in pages} | {SERIES_PAGE: LinkedPage(SERIES_PAGE, {})}
    for page in pages:
        for link in page.links:
            if found := _check_link(page, link, by_name, docs, unreadable):
                rule, values = found
                path = docs / f"{page.name}.{link.language}.md"
                yield Fault(rule, path, link.place, values)


def _check_link(
    page: LinkedPage,
    link: InnerLink,
    by_name: Mapping[str, LinkedPage],
    docs: Path,
    unreadable: Collection[str],
) -> tuple[str, dict[str, object]] | None:
    """Return the rule that a link breaks, and what its texts name."""
    if link.is_page:
        target = by_name.get(link.to)
        if target is None:
            return "broken-link", {"value": link.path, "known": _links_from(page, by_name)}
        if target.is_draft and not page.is_draft:
            return "link-to-draft", {"value": link.path}
        if link.anchor and not target.has_anchor(link.anchor, link.language):
            known = sorted(target.all_anchors(link.language))
            return "broken-anchor", {"value": link.anchor, "known": known}
    elif link.to.startswith("..") or not is_file(docs / link.to):
        folder = docs / posixpath.dirname(link.to)
        inside = folder.is_relative_to(docs) and folder.is_dir() and ".." not in link.to
        known = sorted(each.name for each in folder.iterdir()) if inside else []
        known += _links_from(page, by_name)
        return "broken-link", {"value": link.path, "known": known}
    elif link.to in unreadable:
        return "unreadable-picture", {"value": link.path}
    return None


def _links_from(page: LinkedPage, names: Iterable[str]) -> list[str]:
    """Return how a page would link to others."""
    here = posixpath.dirname(page.name) or "."
    return [f"{posixpath.relpath(name, here)}.md" for name in names]


def shown_pictures(pages: Iterable[LinkedPage], docs: Path) -> set[str]:
    """Return the pictures of the hub, below docs/, that links lead to and whose size is known."""
    files = {link.to for page in pages for link in page.links if not link.is_page}
    return {
        file
        for file in files
        if Path(file).suffix.lower() in MEASURED
        and not file.startswith("..")
        and is_file(docs / file)
    }
