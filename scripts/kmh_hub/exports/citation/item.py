"""A seminar and its recordings as items of the Citation Style Language (CSL-JSON)."""

import re
from collections.abc import Sequence
from itertools import count
from typing import TypedDict

from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Language
from kmh_hub.model.dates import PartialDate
from kmh_hub.model.recording import Recording, clock
from kmh_hub.model.seminar import EventStatus, Format, Seminar
from kmh_hub.model.series import Entry
from kmh_hub.model.text import UNDETERMINED, Text
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import Kind
from kmh_hub.pages.provider import provider_of
from kmh_hub.pages.recordings import ids_of

_SPACES = re.compile(r"[ \t\r\n]+")
_ENDS_A_SENTENCE = re.compile(r"[.!?…؟]$")


class CslName(TypedDict):
    """An organisation's name, never split into family and given name."""

    literal: str


CslDate = TypedDict("CslDate", {"date-parts": list[list[int]]})
"""Year, month and day as far as they are known; two of them are a range."""

CslItem = TypedDict(
    "CslItem",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": list[CslName],
        "collection-number": str,
        "collection-title": str,
        "dimensions": str,
        "event-date": CslDate,
        "event-place": str,
        "event-title": str,
        "genre": str,
        "issued": CslDate,
        "language": str,
        "medium": str,
        "publisher": str,
        "status": str,
        "URL": str,
    },
    total=False,
)
"""What a citation says, by the variables of CSL 1.0.2; what is not known has no key."""


def seminar_item(
    entry: Entry,
    vocabulary: Vocabulary,
    language: Language,
    addresses: Addresses,
    series_title: str,
) -> CslItem:
    """Return a seminar as it is cited.

    Args:
        entry: the seminar.
        vocabulary: the names that seminars share.
        language: the language of titles and names, and of the page that is cited.
        addresses: of the site.
        series_title: what the series of seminars is called in the language.

    """
    seminar = entry.seminar
    title = language.text(seminar.title)
    # CSL's `event` is a mere document to Zotero, which loses place and series, and to most styles.
    item: CslItem = {"id": _id(entry), "type": "speech", "title": _line(str(title))}
    _describe_event(item, seminar, vocabulary, language, series_title)
    item["genre"] = _genre(seminar, language)
    item["language"] = language.tag if title.language == UNDETERMINED else title.language
    item["URL"] = addresses.page(language, entry.slug)
    if seminar.number:
        item["event-title"] = series_title
    if seminar.status is not EventStatus.POSTPONED:
        item["issued"] = _dates([day.date for day in seminar.days])
    if seminar.status is not EventStatus.SCHEDULED:
        item["status"] = _status(seminar.status, language)
    return item


def recording_item(
    entry: Entry,
    index: int,
    vocabulary: Vocabulary,
    language: Language,
    addresses: Addresses,
    series_title: str,
) -> CslItem:
    """Return a recording as it is cited.

    Args:
        entry: its seminar.
        index: its place among all recordings of the seminar, from 0; a published one's.
        vocabulary: the names that seminars share.
        language: the language of titles and names, and of the page that is cited.
        addresses: of the site.
        series_title: what the series of seminars is called in the language.

    """
    seminar = entry.seminar
    recording, id_ = seminar.recordings[index], ids_of(seminar.recordings)[index]
    is_sound = (recording.type or "").startswith("audio/")
    item: CslItem = {
        "id": f"{_id(entry)}-{id_}",
        "type": "song" if is_sound else "motion_picture",
        "title": _recording_title(seminar, recording, language),
    }
    _describe_event(item, seminar, vocabulary, language, series_title)
    item["medium"] = _medium(recording.type, language)
    item["URL"] = f"{addresses.page(language, entry.slug, Kind.RECORDINGS)}#{id_}"
    item["event-title"] = _text(seminar.title, language)
    item["event-date"] = _dates([day.date for day in seminar.days])
    item["issued"] = _dates(_days_of(seminar, recording))
    if recording.language not in {None, UNDETERMINED}:
        item["language"] = recording.language or UNDETERMINED
    if recording.duration:
        item["dimensions"] = clock(recording.duration)
    if recording.url:
        item["publisher"] = provider_of(recording).name
    return item


def _id(entry: Entry) -> str:
    return f"kmh-{entry.slug}"


def _line(text: str) -> str:
    """Return a text without breaks of line, which BibTeX and RIS cannot keep."""
    return _SPACES.sub(" ", text).strip()


def _text(text: Text, language: Language) -> str:
    return _line(str(language.text(text)))


def _describe_event(
    item: CslItem,
    seminar: Seminar,
    vocabulary: Vocabulary,
    language: Language,
    series_title: str,
) -> None:
    """Say who organised a seminar, where, and which one of the series it is."""
    organisers = [
        CslName(literal=_text(organisation.name, language))
        for key in seminar.organisers
        if (organisation := vocabulary.organisations.get(key))
    ]
    if organisers:
        item["author"] = organisers
    if place := seminar.place:
        country = language.formats.country(place.country)
        item["event-place"] = f"{_text(place.city, language)} ({country})"
    if seminar.number:
        item["collection-title"] = series_title
        item["collection-number"] = str(seminar.number)


def _genre(seminar: Seminar, language: Language) -> str:
    pgettext = language.translations.pgettext
    if seminar.format is Format.ONLINE:
        # Translators: in a reference, after the title: “[Online seminar]”.
        return pgettext("kind of work", "Online seminar")
    # Translators: in a reference, after the title: “[Seminar]”.
    return pgettext("kind of work", "Seminar")


def _medium(media_type: str | None, language: Language) -> str:
    pgettext = language.translations.pgettext
    kind = (media_type or "").partition("/")[0]
    if kind == "audio":
        # Translators: in a reference, after the title: “[Sound recording, French]”.
        return pgettext("kind of work", "Sound recording")
    if kind == "video":
        # Translators: in a reference, after the title: “[Video recording, French]”.
        return pgettext("kind of work", "Video recording")
    # Translators: in a reference, after the title, of video or sound: “[Recording, French]”.
    return pgettext("kind of work", "Recording")


def _status(status: EventStatus, language: Language) -> str:
    _ = language.translations.gettext
    return _("Postponed") if status is EventStatus.POSTPONED else _("Cancelled")


def _recording_title(seminar: Seminar, recording: Recording, language: Language) -> str:
    """Return a seminar's title, followed by the part of it that is recorded, as ISBD has it."""
    title = _text(seminar.title, language)
    if not recording.sessions:
        return title
    stop = " " if _ENDS_A_SENTENCE.search(title) else ". "
    return f"{title}{stop}{_part(seminar, recording.sessions, language)}"


def _part(seminar: Seminar, numbers: Sequence[int], language: Language) -> str:
    ngettext = language.translations.ngettext
    if len(numbers) == 1:
        for number, session in enumerate(seminar.sessions, start=1):
            if number == numbers[0] and session.title:
                return _text(session.title, language)
    listed = language.formats.list(str(number) for number in numbers)
    part = ngettext("Session %(numbers)s", "Sessions %(numbers)s", len(numbers))
    return part % {"numbers": listed}


def _days_of(seminar: Seminar, recording: Recording) -> list[PartialDate]:
    """Return the days of the sessions that a recording holds; all, if they are not known."""
    numbers = count(1)
    held = [
        day.date
        for day in seminar.days
        if {next(numbers) for _ in day.sessions}.intersection(recording.sessions)
    ]
    return held or [day.date for day in seminar.days]


def _dates(days: Sequence[PartialDate]) -> CslDate:
    """Return a date, or a range whose ends are no more precise than the less precise of them."""
    first, last = (
        [part for part in (day.year, day.month, day.day) if part] for day in (days[0], days[-1])
    )
    known = min(len(first), len(last))
    begin, end = first[:known], last[:known]
    return {"date-parts": [begin] if begin == end else [begin, end]}
