"""What a seminar's pages say of it to reference managers and libraries, in `meta` elements."""

from collections.abc import Iterable, Iterator

from kmh_hub.exports.citation.item import CslItem, seminar_item
from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Language
from kmh_hub.model.material import Item, MaterialKind
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.availability import own_language_first
from kmh_hub.pages.page import Kind

Tag = tuple[str, str]
"""The name and the content of a `meta` element, as plain text."""

_HTML, _PDF = "text/html", "application/pdf"
_DCMI_TYPES = {"video": "MovingImage", "audio": "Sound"}
"""The types of the DCMI Type Vocabulary by the first part of a media type."""


def seminar_meta(
    entry: Entry,
    vocabulary: Vocabulary,
    language: Language,
    addresses: Addresses,
    series_title: str,
    kind: Kind = Kind.OVERVIEW,
) -> tuple[Tag, ...]:
    """Return the tags of one of a seminar's pages, in the order in which they are to stand.

    All four pages describe the seminar and give the overview's address, so that whichever is
    saved becomes the same reference; without tags, “Recordings” would become a web page.

    Args:
        entry: the seminar.
        vocabulary: the names that seminars share.
        language: the page's.
        addresses: of the site.
        series_title: what the series of seminars is called in the language.
        kind: which of the four pages; it tells which types and formats are named.

    """
    seminar = entry.seminar
    item = seminar_item(entry, vocabulary, language, addresses, series_title)
    themes = [
        str(language.text(theme.name))
        for key in seminar.themes
        if (theme := vocabulary.themes.get(key))
    ]
    return (
        *_highwire(item, themes, _slides(entry, language, addresses)),
        *_dublin_core(item, themes, seminar, language, kind),
        *_zotero(item),
    )


# Zotero's “Embedded Metadata” guesses a journal article from `citation_title` alone, and makes a
# conference paper of anything with `citation_conference_title`; DCMI's `Event` loses to both.
# Only its own `z.itemType` makes the presentation that our RIS and CSL-JSON are to it, too. With
# that, it puts `DC.description` among its odds and ends, but reads `DCTERMS.abstract`. It cuts a
# name before its last word unless it has a comma, which is Highwire's “family name, given name”
# and means here that there is no given name.


def _highwire(item: CslItem, themes: Iterable[str], slides: str | None) -> Iterator[Tag]:
    """Return the tags of Highwire Press, which search engines of the sciences read."""
    yield "citation_title", item["title"]
    for author in item.get("author", ()):
        yield "citation_author", f"{author['literal']},"
    if begin := next(iter(_dates(item)), None):
        yield "citation_publication_date", "/".join(begin)
    yield "citation_language", item["language"]
    for theme in themes:
        yield "citation_keywords", theme
    if slides:
        yield "citation_pdf_url", slides
    yield "citation_public_url", item["URL"]
    yield "citation_abstract_html_url", item["URL"]


def _dublin_core(
    item: CslItem, themes: Iterable[str], seminar: Seminar, language: Language, kind: Kind
) -> Iterator[Tag]:
    """Return the tags of Dublin Core, whose `type` is of the DCMI Type Vocabulary."""
    organisers = [author["literal"] for author in item.get("author", ())]
    offered = list(_media_types(seminar, kind))
    yield "DC.title", item["title"]
    for organiser in organisers:
        yield "DC.creator", organiser
    for organiser in organisers:
        yield "DC.publisher", organiser
    if dates := _dates(item):
        yield "DC.date", "/".join("-".join(date) for date in dates)
    yield "DC.language", item["language"]
    yield "DC.type", "Event"
    types = [_DCMI_TYPES.get(media_type.partition("/")[0]) for media_type in offered]
    for type_ in dict.fromkeys(types):
        if type_:
            yield "DC.type", type_
    for media_type in dict.fromkeys([_HTML, *offered]):
        yield "DC.format", media_type
    yield "DC.identifier", item["URL"]
    for theme in themes:
        yield "DC.subject", theme
    for country in seminar.countries:
        yield "DC.coverage", language.formats.country(country)
    if seminar.summary:
        yield "DCTERMS.abstract", str(language.text(seminar.summary))


def _zotero(item: CslItem) -> Iterator[Tag]:
    """Return what the others cannot tell Zotero, by its own names."""
    yield "z.itemType", "presentation"
    yield "z.presentationType", item["genre"]
    if "event-title" in item:
        yield "z.meetingName", item["event-title"]
    if "event-place" in item:
        yield "z.place", item["event-place"]


def _dates(item: CslItem) -> list[list[str]]:
    """Return the first and the last date as year, month and day, as far as they are known."""
    dates = item["issued"]["date-parts"] if "issued" in item else []
    return [[f"{part:02}" for part in date] for date in dates]


def _slides(entry: Entry, language: Language, addresses: Addresses) -> str | None:
    """Return the address of the slides, in the page's language if there are such; as PDF only."""
    published = (
        item
        for item in entry.seminar.materials
        if item.is_published and item.kind is MaterialKind.SLIDES and item.type == _PDF
    )
    for item in own_language_first(published, language.tag):
        return item.url or addresses.file(entry.slug, item.file or "")
    return None


def _media_types(seminar: Seminar, kind: Kind) -> Iterator[str]:
    """Return the media types of what a page offers."""
    items: Iterable[Item] = ()
    if kind is Kind.RECORDINGS:
        items = seminar.recordings
    elif kind is not Kind.OVERVIEW:
        is_agenda = kind is Kind.AGENDA
        items = (
            item for item in seminar.materials if (item.kind is MaterialKind.AGENDA) == is_agenda
        )
    for item in items:
        if item.is_published and item.type:
            yield item.type
