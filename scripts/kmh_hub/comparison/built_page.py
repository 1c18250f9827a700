"""What is compared of a page: what its readers read, without the frame that all pages share."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

_SEMINAR = re.compile(r"(?:[a-z-]+/)?seminars/(\d{4}-[^/]+)/")
_VERSION = re.compile(r"\?v=[0-9a-f]+")
"""Stands in the addresses of scripts and styles, and changes with each of them."""


@dataclass(frozen=True)
class BuiltPage:
    """A page of a built site."""

    place: str
    """Its file, below the site's folder."""
    language: str
    """BCP 47, as the page itself says."""
    title: str
    seminar: str
    """The folder of the seminar that it belongs to; empty for other pages."""
    content: str
    """The hash of what is in it but not in the frame."""
    size: int
    """Its bytes."""

    @property
    def address(self) -> str:
        """Its address below the site's; `./` for the first page."""
        return self.place.removesuffix("index.html") or "./"


@dataclass(frozen=True)
class BuiltSite:
    """A built site."""

    root: Path
    """Its folder."""
    pages: Mapping[str, BuiltPage]
    """By their places."""
    url: str
    """The address that it was built for."""
    size: int
    """The bytes of all its files."""


def read_site(root: Path) -> BuiltSite:
    """Return what is compared of the site in a folder."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file()]
    pages, url = {}, ""
    for path in files:
        if path.suffix != ".html":
            continue
        place = path.relative_to(root).as_posix()
        html = path.read_bytes()
        tree = LexborHTMLParser(html)
        pages[place] = _page(place, tree, len(html))
        if place == "index.html":
            canonical = tree.css_first("head > link[rel=canonical]")
            url = (canonical.attributes.get("href") or "") if canonical else ""
    return BuiltSite(root, pages, url, sum(path.stat().st_size for path in files))


def _page(place: str, tree: LexborHTMLParser, size: int) -> BuiltPage:
    html, main = tree.css_first("html"), tree.css_first("main") or tree.body
    title, heading = tree.css_first("title"), tree.css_first("h1")
    read = _VERSION.sub("", (main.html or "") if main else "")
    named = heading or title
    seminar = _SEMINAR.match(place)
    return BuiltPage(
        place,
        (html.attributes.get("lang") or "") if html else "",
        " ".join(named.text().split()) if named else place,
        seminar[1] if seminar else "",
        hashlib.sha256(f"{title.text() if title else ''}\0{read}".encode()).hexdigest(),
        size,
    )
