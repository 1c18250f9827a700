"""How a page tells its readers to cite what it is about."""

from collections.abc import Iterator
from dataclasses import dataclass

from kmh_hub.exports.citation.formats import citation_files
from kmh_hub.exports.citation.item import CslItem, recording_item, seminar_item
from kmh_hub.exports.citation.sentence import sentence
from kmh_hub.exports.export import Addresses, Export
from kmh_hub.localisation.language import Language
from kmh_hub.model.series import Entry
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import Kind, path_of
from kmh_hub.pages.recordings import ids_of

FORMATS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL-JSON"}
"""What the files' formats are called, by suffix."""


@dataclass(frozen=True)
class Citation:
    """What a page offers to cite one thing by."""

    sentence: str
    """The reference in the page's language, as plain text."""
    files: tuple[tuple[str, str], ...]
    """The format's name and the file's address, relative to the page."""


@dataclass(frozen=True)
class CiteContext:
    """What citations need to know besides the seminar."""

    vocabulary: Vocabulary
    language: Language
    addresses: Addresses
    series_title: str


def citations_of(entry: Entry, kind: Kind, context: CiteContext) -> dict[str, Citation]:
    """Return what a page of a seminar offers to cite: itself, or each of its recordings, by id."""
    return {
        name: Citation(
            sentence(item, context.language),
            tuple((label, f"{name}.{suffix}") for suffix, label in FORMATS.items()),
        )
        for name, item in _items(entry, kind, context)
    }


def citation_exports(entry: Entry, context: CiteContext) -> Iterator[Export]:
    """Return the files that `citations_of` names."""
    for kind in (Kind.OVERVIEW, Kind.RECORDINGS):
        folder = context.language.prefix + path_of(entry.slug, kind)
        for name, item in _items(entry, kind, context):
            for suffix, content in citation_files(item).items():
                yield Export(f"{folder}{name}.{suffix}", content)


def _items(entry: Entry, kind: Kind, context: CiteContext) -> Iterator[tuple[str, CslItem]]:
    known = (context.vocabulary, context.language, context.addresses, context.series_title)
    if kind is Kind.OVERVIEW:
        yield "citation", seminar_item(entry, *known)
    elif kind is Kind.RECORDINGS:
        recordings = entry.seminar.recordings
        for index, (id_, recording) in enumerate(zip(ids_of(recordings), recordings, strict=True)):
            if recording.is_published:
                yield id_, recording_item(entry, index, *known)
