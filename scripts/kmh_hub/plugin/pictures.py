"""The pictures in editors' texts: in WebP, in several widths, with their size in the page."""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from markupsafe import escape

from kmh_hub.reading import picture

_WIDTHS = (480, 960, 1440)
"""Pixels: a phone, the column of text, that column on a dense screen."""
_COLUMN = "(min-width: 40rem) 38rem, 100vw"
_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r'\bsrc="([^"]+)"')


@dataclass(frozen=True)
class Rendition:
    """A picture as it is published."""

    source: Path
    """The editors' file."""
    path: str
    """Its address below the site's."""
    width: int
    """In pixels."""

    @property
    def content(self) -> bytes:
        """The picture as WebP."""
        return picture.webp_of(self.source, self.width)


def with_pictures(
    html: str, page_path: str, source_of: Callable[[str], Path | None]
) -> tuple[str, list[Rendition]]:
    """Return a text whose pictures have sizes and modern formats, and what is to be published.

    Args:
        html: the editors' text.
        page_path: the page's file below the site's folder, from which links lead.
        source_of: gives the editors' file by its place below the site's folder.

    """
    found: list[Rendition] = []

    def replace(match: re.Match[str]) -> str:
        image, address = match[0], _SOURCE.search(match[0])
        if not address or urlsplit(address[1]).netloc or " width=" in image:
            return image
        link = unquote(address[1])
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page_path), link))
        source = source_of(path)
        size = _size(source, source.stat().st_mtime_ns) if source else None
        if not source or not size:
            return image
        shown = {"width": size[0], "height": size[1], "loading": "lazy", "decoding": "async"}
        if source.suffix.lower() in picture.CONVERTED:
            made = list(_renditions(source, path, size[0]))
            found.extend(made)
            folder = posixpath.dirname(link)
            names = [quote(posixpath.join(folder, posixpath.basename(each.path))) for each in made]
            candidates = [f"{name} {each.width}w" for name, each in zip(names, made, strict=True)]
            shown |= {"srcset": ", ".join(candidates), "sizes": _COLUMN}
            image = _SOURCE.sub(lambda _: f'src="{escape(names[-1])}"', image)
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in shown.items())
        return f"<img{attributes}{image.removeprefix('<img')}"

    return _IMAGE.sub(replace, html), found


def _renditions(source: Path, path: str, width: int) -> Iterator[Rendition]:
    for each in sorted({min(each, width) for each in _WIDTHS}):
        yield Rendition(source, f"{path}.{each}.webp", each)


# A preview is built again after every edit; a picture that did not change is not.


@lru_cache(maxsize=4096)
def _size(source: Path, _changed: int) -> tuple[int, int] | None:
    return picture.size_of(source) if source.suffix.lower() in picture.MEASURED else None
