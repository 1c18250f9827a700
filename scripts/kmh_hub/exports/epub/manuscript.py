"""What a book is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.material import MaterialKind
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.documents import ShownDocument, shown_documents
from kmh_hub.pages.phase import Phase
from kmh_hub.pages.recordings import ShownRecording, shown_recordings


@dataclass(frozen=True)
class Manuscript:
    """All that the book of a seminar says, in one language."""

    entry: Entry
    vocabulary: Vocabulary
    language: Language
    languages: Languages
    addresses: Addresses
    prose: str
    """The editors' text as MkDocs rendered it: HTML."""
    prose_language: str
    """BCP 47."""
    texts: Mapping[str, tuple[str, ...]]
    """What the pages of documents say, by the name of their file."""
    reference: str
    """How to cite the seminar: one sentence of plain text in the language."""
    series_title: str
    """What the series of seminars is called in the language."""
    phase: Phase

    @property
    def seminar(self) -> Seminar:
        """What seminar.yml says."""
        return self.entry.seminar

    @property
    def page(self) -> str:
        """The absolute address of the seminar's own page."""
        return self.addresses.page(self.language, self.entry.slug)

    @cached_property
    def agendas(self) -> tuple[ShownDocument, ...]:
        """The agenda as a document, that in the book's language first."""
        return tuple(each for each in self._documents if _is_agenda(each))

    @cached_property
    def documents(self) -> tuple[ShownDocument, ...]:
        """All other documents, those in the book's language first."""
        return tuple(each for each in self._documents if not _is_agenda(each))

    @cached_property
    def recordings(self) -> tuple[ShownRecording, ...]:
        """The recordings, those in the book's language first."""
        return tuple(shown_recordings(self.entry, self.language))

    def pages_of(self, shown: ShownDocument) -> tuple[str, ...]:
        """Return what the pages of a document say; none where there is nothing to read in it."""
        item = shown.material
        pages = self.texts.get(item.file, ()) if item.is_published and item.file else ()
        return pages if any(pages) else ()

    @cached_property
    def _documents(self) -> list[ShownDocument]:
        return shown_documents(self.entry, self.language.tag)


def _is_agenda(shown: ShownDocument) -> bool:
    return shown.material.kind is MaterialKind.AGENDA
