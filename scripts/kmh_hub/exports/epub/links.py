"""Where links of the site lead in a book."""

import re
from bisect import bisect_right
from collections.abc import Collection
from datetime import timedelta
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from kmh_hub.exports.epub.manuscript import Manuscript
from kmh_hub.exports.epub.part import Name
from kmh_hub.model.figure import anchor_of
from kmh_hub.model.moment import MOMENT
from kmh_hub.pages.documents import ShownDocument
from kmh_hub.pages.page import Kind
from kmh_hub.pages.recordings import ShownRecording

_PARTS = {
    Kind.OVERVIEW: Name.TITLE,
    Kind.AGENDA: Name.AGENDA,
    Kind.PRESENTATION: Name.DOCUMENTS,
    Kind.RECORDINGS: Name.RECORDINGS,
}
_WEB = frozenset({"http", "https"})
_SCHEMES = _WEB | {"mailto", "tel"}
_HOST = re.compile(r"[\w.:@\[\]-]+")
_NOT_URL = re.compile(r"[\x00-\x20\"#<>\[\\\]^`{|}\x7f]|%(?![0-9A-Fa-f]{2})")
"""What no path, query or fragment can have as it is (https://url.spec.whatwg.org/)."""


def text_file(shown: ShownDocument) -> str:
    """Return the name of the part with the text of a document."""
    return f"text-{shown.id}.xhtml"


def transcript_file(shown: ShownRecording) -> str:
    """Return the name of the part with the transcript of a recording."""
    return f"transcript-{shown.id}.xhtml"


def moment_id(seconds: float) -> str:
    """Return the id of a moment within a transcript's part."""
    return f"t-{int(seconds)}"


class Links:
    """The addresses of a book's parts, by those of the seminar's pages.

    Args:
        manuscript: what the book is made from.
        prose_ids: the ids in the editors' text.

    """

    def __init__(self, manuscript: Manuscript, prose_ids: Collection[str]) -> None:
        self._page = manuscript.page
        language, slug = manuscript.language, manuscript.entry.slug
        self._kinds = {manuscript.addresses.page(language, slug, kind): kind for kind in Kind}
        self._recordings = {shown.id: shown for shown in manuscript.recordings}
        self._ids: dict[tuple[Kind, str], str] = {
            (Kind.OVERVIEW, "cite"): f"{Name.ABOUT}#cite",
            (Kind.OVERVIEW, "changes"): f"{Name.ABOUT}#changes",
        }
        figures = [anchor_of(figure.id) for figure in manuscript.seminar.figures]
        for id_ in (*prose_ids, *figures, *(["figures"] if figures else [])):
            self._ids[Kind.OVERVIEW, id_] = f"{Name.OVERVIEW}#{quote(id_)}"
        for number, _day in enumerate(manuscript.seminar.days, start=1):
            self._add(Kind.AGENDA, f"day-{number}")
        for number, _session in enumerate(manuscript.seminar.sessions, start=1):
            self._add(Kind.AGENDA, f"session-{number}")
        for kind, documents in (
            (Kind.AGENDA, manuscript.agendas),
            (Kind.PRESENTATION, manuscript.documents),
        ):
            for shown in documents:
                self._add(kind, shown.id)
                self._add_pages(kind, shown, len(manuscript.pages_of(shown)))
        for shown_recording in manuscript.recordings:
            self._add(Kind.RECORDINGS, shown_recording.id)
        self._moments = {shown.id: _moments(shown) for shown in manuscript.recordings}

    def _add(self, kind: Kind, id_: str) -> None:
        self._ids[kind, id_] = f"{_PARTS[kind]}#{id_}"

    def _add_pages(self, kind: Kind, shown: ShownDocument, count: int) -> None:
        for number in range(1, count + 1):
            self._ids[kind, f"{shown.id}&page={number}"] = f"{text_file(shown)}#page-{number}"

    def resolved(self, link: str) -> str | None:
        """Return where a link of the seminar's first page leads in the book.

        Returns:
            the address of a part of the book, or an absolute one; None where it is no address that
            readers can be given, such as a script.

        """
        try:
            address = urljoin(self._page, link.strip())
            parts = urlsplit(address)
            _ = parts.port  # raises where it is none
        except ValueError:
            return None
        if parts.scheme not in _SCHEMES:
            return None
        if parts.scheme in _WEB and not _HOST.fullmatch(parts.netloc):
            return None
        page, _, fragment = address.partition("#")
        kind = self._kinds.get(page)
        return self._within(kind, unquote(fragment)) if kind else url(address)

    def moment(self, recording: str, at: timedelta | float) -> str:
        """Return where a moment of a recording can be read: in its transcript, if there is one."""
        shown = self._recordings[recording]
        if not shown.transcript:
            return f"{Name.RECORDINGS}#{recording}"
        seconds = at.total_seconds() if isinstance(at, timedelta) else at
        moments = self._moments[recording]
        index = bisect_right(moments, int(seconds))
        address = transcript_file(shown)
        return f"{address}#{moment_id(moments[index - 1])}" if index else address

    def _within(self, kind: Kind, fragment: str) -> str:
        if known := self._ids.get((kind, fragment)):
            return known
        if kind is Kind.RECORDINGS and (match := MOMENT.fullmatch(fragment)):
            first = next((each.id for each in self._recordings.values() if each.is_first), "")
            if (recording := match["recording"] or first) in self._recordings:
                return self.moment(recording, int(fragment.rpartition("=")[2]))
        return self._ids.get((kind, fragment.partition("&")[0]), _PARTS[kind])


def url(address: str) -> str:
    """Return an absolute address with all encoded that no URL allows, as books must have it."""
    scheme, host, *parts = urlsplit(address)
    encoded = (_NOT_URL.sub(lambda match: f"%{ord(match[0]):02X}", part) for part in parts)
    return urlunsplit((scheme, host, *encoded))


def _moments(shown: ShownRecording) -> list[int]:
    """Return the moments that a transcript has ids for, in seconds, in order."""
    moments = set()
    for part in shown.transcript.parts if shown.transcript else ():
        if part.chapter:
            moments.add(int(part.chapter.start.total_seconds()))
        moments.update(int(said.paragraph.start) for said in part.paragraphs if said.id)
    return sorted(moments)
