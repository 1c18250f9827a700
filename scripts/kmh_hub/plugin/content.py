"""The content of pages: editors' prose, made safe, with its pictures, terms and links."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from mkdocs.structure.files import File

from kmh_hub.localisation.language import Language
from kmh_hub.pages.archived import with_copies
from kmh_hub.pages.moved_parts import with_moved_parts
from kmh_hub.plugin.alignment import with_classes
from kmh_hub.plugin.pictures import Rendition, with_pictures
from kmh_hub.plugin.sanitiser import clean
from kmh_hub.plugin.site import Site

PROSE = ".md-typeset, .lead, .abstract"
"""Where the templates of generated pages put what editors write in sentences."""


class Prose(NamedTuple):
    """A text of editors as HTML."""

    plain: str
    """As Markdown makes it, without what could attack; for books."""
    html: str
    """As pages show it."""
    pictures: list[Rendition]
    """The pictures that it shows, to be published beside it."""


def prose_of(
    html: str, file: File, language: Language | None, source_of: Callable[[str], Path | None]
) -> Prose:
    """Return a text, ready to be shown.

    Args:
        html: what Markdown made.
        file: its page.
        language: its language, where that is not the page's.
        source_of: gives the editors' file by its place below the site's folder.

    """
    plain = clean(html, file.src_uri)
    if language:
        plain = f'<div lang="{language.tag}" dir="{language.direction}">{plain}</div>'
    return Prose(plain, *with_pictures(with_classes(plain), file.dest_uri, source_of))


def explained(html: str, site: Site, language: Language, address: str, within: str = "") -> str:
    """Return a page's content with its terms explained, and what has moved or gone answered.

    Args:
        html: the content.
        site: the site.
        language: the page's language.
        address: the page's address below the site's.
        within: a CSS selector of what is prose; else all is.

    """
    html = site.terms.explained(html, language, address, within)
    html = with_copies(html, site.content.archive, language)
    moved = site.routes.parts_of(address)
    return with_moved_parts(html, address, moved, language) if moved else html
