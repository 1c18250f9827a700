"""What the build makes of PDFs: pictures of their first pages, their text for the search."""

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter

from kmh_hub.cache import Cache
from kmh_hub.exports.export import Export
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.material import Material
from kmh_hub.model.series import Entry
from kmh_hub.pages.documents import ShownDocument, previews_of, shown_documents
from kmh_hub.pages.page import SEMINARS, Kind, path_of
from kmh_hub.plugin.large_files import large_hash
from kmh_hub.plugin.search_records import facets_of
from kmh_hub.plugin.search_texts import kind_name
from kmh_hub.reading import pdf
from kmh_hub.reading.unit import version
from kmh_hub.search.record import Block, Record
from kmh_hub.search.rules import tokens_of

_TEXTS = TypeAdapter(tuple[str, ...])


def preview_exports(entry: Entry, docs: Path) -> Iterator[Export]:
    """Return the pictures that pages show of a seminar's PDFs.

    Args:
        entry: the seminar.
        docs: the folder of the content.

    """
    for item in pdfs_of(entry):
        assert item.file  # noqa: S101 - pdfs_of gives no other
        source = docs / SEMINARS / entry.slug / item.file
        previews = tuple(previews_of(item.file, entry.files[item.file]))
        widths = tuple(preview.width for preview in previews)
        pictures = pdf.pictures_of(source, widths)
        for preview, picture in zip(previews, pictures, strict=True):
            yield Export(f"{SEMINARS}/{entry.slug}/{preview.file}", picture)


def records_of(
    entry: Entry, docs: Path, languages: Languages, language: Language
) -> Iterator[Record]:
    """Return the text of a seminar's PDFs in a language for the search, a record a page.

    A hit leads to the presentation page, which shows the PDF at that page.
    """
    for shown in shown_documents(entry, languages.default.tag):
        tag = shown.material.language
        own = languages[tag] if tag in languages.tags else languages.default
        if own is language and shown.is_pdf and shown.material.file:
            source = docs / SEMINARS / entry.slug / shown.material.file
            yield from _records(entry, shown, source, language)


def _records(
    entry: Entry, shown: ShownDocument, source: Path, language: Language
) -> Iterator[Record]:
    _ = language.translations.gettext
    kind = Kind.AGENDA if shown.material.kind == "agenda" else Kind.PRESENTATION
    path = path_of(entry.slug, kind)
    title = language.text(shown.material.title) if shown.material.title else ""
    name = str(title) or kind_name(kind, language)
    texts = _texts(source, source.stat().st_mtime_ns)
    for number, text in enumerate(texts, start=1):
        if text.strip():
            yield Record(
                f"/{language.prefix}{path}#{shown.id}&page={number}",
                language.tag,
                # Translators: a page of a document that a search found.
                _("%(document)s, page %(number)s") % {"document": name, "number": number},
                (Block("p", "", tokens_of(text)),),
                seminar=str(language.text(entry.seminar.title)),
                date=language.formats.dates(entry.seminar.days),
                is_of_whole_seminar=False,
                facets=facets_of(entry, kind.value, language),
            )


def texts_of(entry: Entry, docs: Path) -> dict[str, tuple[str, ...]]:
    """Return the text of each page of a seminar's PDFs, by the files' names."""
    sources = {
        item.file: docs / SEMINARS / entry.slug / item.file for item in pdfs_of(entry) if item.file
    }
    return {name: _texts(path, path.stat().st_mtime_ns) for name, path in sources.items()}


def pdfs_of(entry: Entry) -> Iterator[Material]:
    """Return the materials of a seminar that are PDFs of its own."""
    for item in entry.seminar.materials:
        if item.is_published and item.file and entry.files[item.file].pages:
            yield item


# A seminar's books and its search ask for the same PDFs, one language after the other.
@lru_cache(maxsize=16)
def _texts(path: Path, _changed: int) -> tuple[str, ...]:
    cache = Cache.open()
    key = f"{version()}-texts-{large_hash(path, cache)}"
    with suppress(ValueError):
        return _TEXTS.validate_json(cache.get_many([key]).get(key, b""))
    texts = tuple(pdf.texts_of(path))
    cache.put_many({key: json.dumps(texts).encode()})
    return texts
