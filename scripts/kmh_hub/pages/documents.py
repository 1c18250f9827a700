"""The documents of a seminar as its pages show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kmh_hub.model.file import TALLEST, FileFacts
from kmh_hub.model.ids import document_ids
from kmh_hub.model.material import Material
from kmh_hub.model.series import Entry
from kmh_hub.pages.availability import own_language_first

PREVIEW_WIDTHS = (320, 640)
"""How wide the pictures of first pages are, in pixels: for a phone, and for a sharper screen."""


@dataclass(frozen=True)
class Preview:
    """A picture of a PDF's first page."""

    file: str
    """Its name below the seminar's folder: `previews/slides.fr.pdf.320.webp`."""
    width: int
    """In pixels."""
    height: int
    """In pixels."""


@dataclass(frozen=True)
class ShownDocument:
    """A document on the page of one language."""

    id: str
    """What links name it by: `slides-fr`."""
    material: Material
    facts: FileFacts | None = None
    """What its own file tells of itself."""
    previews: tuple[Preview, ...] = ()
    """The narrowest first; none but for PDFs of the hub's own."""

    @property
    def is_pdf(self) -> bool:
        """Whether it is a PDF of the hub's own, which a page can show."""
        return bool(self.facts and self.facts.pages)


def shown_documents(entry: Entry, language: str) -> list[ShownDocument]:
    """Return a seminar's documents, those in a language first."""
    materials = entry.seminar.materials
    ids = document_ids((item.kind, item.language) for item in materials)
    shown = {}
    for id_, item in zip(ids, materials, strict=True):
        facts = entry.files.get(item.file) if item.file else None
        previews = tuple(previews_of(item.file, facts)) if item.file and facts else ()
        shown[id(item)] = ShownDocument(id_, item, facts, previews)
    return [shown[id(item)] for item in own_language_first(materials, language)]


def previews_of(file: str, facts: FileFacts) -> Iterator[Preview]:
    """Return the pictures that are made of a PDF's first page; none of another file."""
    if facts.page_size:
        width, height = facts.page_size
        for pixels in PREVIEW_WIDTHS:
            ratio = min(height / width, TALLEST)
            yield Preview(f"previews/{file}.{pixels}.webp", pixels, max(1, round(pixels * ratio)))


def by_session(
    documents: Iterable[ShownDocument],
) -> Iterator[tuple[int | None, list[ShownDocument]]]:
    """Return documents in groups: session by session, then those of the whole seminar."""
    groups: dict[int | None, list[ShownDocument]] = {}
    for shown in documents:
        groups.setdefault(shown.material.session, []).append(shown)
    for session in sorted(groups, key=lambda number: (number is None, number)):
        yield session, groups[session]
