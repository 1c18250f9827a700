"""Recordings of a seminar as video or sound of schema.org."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from pydantic import TypeAdapter

from kmh_hub.exports.linked_data.document import media_file
from kmh_hub.exports.linked_data.edition import Edition
from kmh_hub.exports.linked_data.node import Node, node
from kmh_hub.model.recording import Recording
from kmh_hub.model.series import Entry
from kmh_hub.model.text import UNDETERMINED
from kmh_hub.pages.page import Kind
from kmh_hub.pages.recordings import ShownRecording, ids_of

_DURATION = TypeAdapter(timedelta)
_PIXEL = "E37"
"""UN/CEFACT's code of the pixel (Recommendation 20)."""


def iso_duration(duration: timedelta) -> str:
    """Return a duration as ISO 8601 has it: `PT1H30M`."""
    return str(_DURATION.dump_python(duration, mode="json"))


def recording_ids(edition: Edition, entry: Entry) -> Iterator[str]:
    """Return the IRIs of a seminar's published recordings."""
    recordings_ = entry.seminar.recordings
    for id_, recording in zip(ids_of(recordings_), recordings_, strict=True):
        if recording.is_published:
            yield edition.id(entry.slug, id_, Kind.RECORDINGS)


def recordings(edition: Edition, entry: Entry, shown: Iterable[ShownRecording]) -> list[Node]:
    """Return a seminar's published recordings in the order in which a page shows them."""
    return [_recording(edition, entry, each) for each in shown if each.recording.is_published]


def _recording(edition: Edition, entry: Entry, shown: ShownRecording) -> Node:
    item = shown.recording
    page = edition.page(entry.slug, Kind.RECORDINGS)
    described = node(
        _type(item.type),
        edition.id(entry.slug, shown.id, Kind.RECORDINGS),
        name=_name(edition, entry, item),
        description=edition.text(entry.seminar.summary),
        inLanguage=item.language,
        url=item.url or f"{page}#{shown.id}",
        embedUrl=shown.provider.embed if shown.provider else None,
        encodingFormat=item.type,
        height=_height(item.height),
        duration=iso_duration(item.duration) if item.duration else None,
        encoding=[
            media_file(edition, entry, each.file, each.type, type_=_type(each.type))
            | ({"height": height} if (height := _height(each.height)) else {})
            for each in item.renditions
        ],
        caption=[
            media_file(edition, entry, each.file, "text/vtt", language=each.language)
            for each in item.captions
        ],
        hasPart=_clips(edition, shown, page),
        recordedAt={"@id": edition.event_id(entry.slug)},
        isPartOf=page,
    )
    if item.file:
        file = media_file(edition, entry, item.file, item.type)
        described |= {key: value for key, value in file.items() if not key.startswith("@")}
    return described


def _type(media_type: str | None) -> str:
    return "AudioObject" if (media_type or "").startswith("audio/") else "VideoObject"


def _height(height: int | None) -> Node | None:
    return node("QuantitativeValue", value=height, unitCode=_PIXEL) if height else None


def _name(edition: Edition, entry: Entry, item: Recording) -> str:
    """Return what a recording is called: it has no title of its own."""
    _ = edition.language.translations.gettext
    ngettext = edition.language.translations.ngettext
    formats = edition.language.formats
    title = edition.text(entry.seminar.title)
    if (item.language or UNDETERMINED) == UNDETERMINED:
        name = _("Recording of the seminar “%(title)s”") % {"title": title}
    else:
        name = _("Recording of the seminar “%(title)s” in %(language)s") % {
            "title": title,
            "language": formats.language(item.language or UNDETERMINED),
        }
    if not item.sessions:
        return name
    numbers = formats.list(map(str, item.sessions))
    count = len(item.sessions)
    sessions = ngettext("Session %(numbers)s", "Sessions %(numbers)s", count) % {"numbers": numbers}
    return f"{name} ({sessions})"


def _clips(edition: Edition, shown: ShownRecording, page: str) -> list[Node]:
    chapters = shown.recording.chapters
    ends = [*(chapter.start for chapter in chapters[1:]), shown.recording.duration]
    return [
        node(
            "Clip",
            name=edition.text(chapter.title),
            startOffset=int(chapter.start.total_seconds()),
            endOffset=int(end.total_seconds()) if end else None,
            url=f"{page}#{shown.fragment(chapter.start)}",
        )
        for chapter, end in zip(chapters, ends, strict=False)
    ]
