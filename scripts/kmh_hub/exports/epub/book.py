"""The book of a seminar: an EPUB 3.3 publication (https://www.w3.org/TR/epub-33/)."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kmh_hub.exports.epub.container import packed
from kmh_hub.exports.epub.contents import parts_of
from kmh_hub.exports.epub.manuscript import Manuscript
from kmh_hub.exports.epub.part import Name
from kmh_hub.exports.epub.rendering import render
from kmh_hub.exports.export import Addresses, stable_id
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.series import Entry
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import path_of
from kmh_hub.pages.phase import Phase

BOOK_TYPE = "application/epub+zip"
"""The media type of a book."""

_NEVER = "1970-01-01"
"""When a draft without a date was changed: EPUB wants a moment, and never is the clock asked."""


def book_path(slug: str) -> str:
    """Return where a seminar's book lies, below its language: `seminars/x/seminar.epub`."""
    return f"{path_of(slug)}seminar.epub"


def book(
    entry: Entry,
    vocabulary: Vocabulary,
    language: Language,
    languages: Languages,
    addresses: Addresses,
    *,
    prose: str,
    prose_language: str,
    texts: Mapping[str, tuple[str, ...]],
    reference: str,
    series_title: str,
    phase: Phase,
) -> bytes:
    """Return all that the site says of a seminar as one book, without documents and recordings.

    Args:
        entry: the seminar.
        vocabulary: the names that seminars share.
        language: the language of the book.
        languages: all languages of the site.
        addresses: the site's absolute addresses.
        prose: the editors' text as HTML, with the links that it has on the seminar's first page.
        prose_language: the language of the editors' text, as BCP 47 has it.
        texts: what the pages of documents say, by the name of their file.
        reference: how to cite the seminar: one sentence of plain text in the language.
        series_title: what the series of seminars is called in the language.
        phase: where the seminar stands on the day of the build.

    Returns:
        an EPUB; the same bytes for the same content.

    """
    manuscript = Manuscript(
        entry,
        vocabulary,
        language,
        languages,
        addresses,
        prose,
        prose_language,
        texts,
        reference,
        series_title,
        phase,
    )
    sections = tuple(parts_of(manuscript))
    parts = [part for section in sections for part in section.in_order]
    shown = {
        "manuscript": manuscript,
        "entry": entry,
        "seminar": entry.seminar,
        "vocabulary": vocabulary,
        "parts": parts,
        "sections": sections,
        "tags": dict.fromkeys((language.tag, *(tag for part in parts for tag in part.languages))),
        "updated": entry.seminar.updated or _NEVER,
        "identifier": stable_id(entry.identity, "book", language.tag).urn,
    }
    documents = {
        part.name: render(language, part.template, part=part, **shown, **part.context)
        for part in parts
    }
    documents[Name.CONTENTS] = render(language, "contents.xhtml", **shown)
    return packed(
        {
            "META-INF/container.xml": _constant("container.xml"),
            "EPUB/package.opf": render(language, "package.opf", **shown),
            "EPUB/book.css": _constant("book.css"),
            **{f"EPUB/{name}": documents[name] for name in documents},
        }
    )


@cache
def _constant(name: str) -> bytes:
    return (files("kmh_hub.exports.epub") / "templates" / name).read_bytes()
