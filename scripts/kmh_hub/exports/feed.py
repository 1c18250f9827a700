"""The feed of a language: Atom (RFC 4287), one entry a seminar, what changed last first.

It is built with the standard library: feedgen, the one library for it, had its last release in
2023, needs lxml, and takes the time of the build for a feed's date.
"""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from markupsafe import Markup

from kmh_hub.exports.export import Addresses, stable_id
from kmh_hub.localisation.language import Language, LocalText
from kmh_hub.model.dates import PartialDate
from kmh_hub.model.seminar import EventStatus, Seminar
from kmh_hub.model.series import Entry
from kmh_hub.model.text import UNDETERMINED
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import SEMINARS

FEED_PATH = f"{SEMINARS}/feed.xml"
"""Where a feed lies, below its language."""

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NEVER = "1970-01-01T00:00:00Z"
"""When a feed without entries was updated: Atom wants a moment, and never is the clock asked."""
_DATE = re.compile(rb"<updated>(.*?)</updated>")
_END = b"</feed>\n"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PDF = "application/pdf"

ET.register_namespace("", _ATOM)


def feed_entry(
    entry: Entry, vocabulary: Vocabulary, language: Language, addresses: Addresses
) -> bytes:
    """Return the entry of a seminar as it stands in a feed.

    Args:
        entry: the seminar; one that was not added on a day has no entry.
        vocabulary: the names that seminars share.
        language: the language of its texts.
        addresses: the site's absolute addresses.

    """
    seminar = entry.seminar
    if not (seminar.updated and seminar.added):
        return b""
    root = ET.Element(f"{{{_ATOM}}}feed")
    item = _add(root, "entry")
    _add(item, "id", stable_id(entry.identity, "feed").urn)
    _add(item, "updated", f"{seminar.updated}T00:00:00Z")
    _add(item, "published", f"{seminar.added}T00:00:00Z")
    _describe(item, entry, vocabulary, language, addresses)
    return _written(root).partition(b">\n")[2].removesuffix(_END)


def feed(
    entries: Sequence[bytes], language: Language, addresses: Addresses, title: str, subtitle: str
) -> bytes:
    """Return the feed of a language as XML in UTF-8.

    Args:
        entries: those of all seminars, the oldest seminar's first.
        language: the language of its texts.
        addresses: the site's absolute addresses.
        title: what the site is called in the language; the author where no organiser is known.
        subtitle: what the site offers, in one sentence.

    """
    dated = [
        (found[1].decode(), each) for each in reversed(entries) if (found := _DATE.search(each))
    ]
    dated.sort(key=lambda each: each[0], reverse=True)
    root = ET.Element(f"{{{_ATOM}}}feed", {_LANG: language.tag})
    _add(root, "id", stable_id("feed", language.tag).urn)
    _add(root, "title", title)
    _add(root, "subtitle", subtitle)
    _add(root, "updated", dated[0][0] if dated else _NEVER)
    _add(_add(root, "author"), "name", title)
    own = {"type": "application/atom+xml", "href": addresses.site(language, FEED_PATH)}
    _add(root, "link", rel="self", **own)
    _add_page(root, addresses.site(language, f"{SEMINARS}/"), language)
    declaration = b"<?xml version='1.0' encoding='utf-8'?>\n"
    head = _written(root).removesuffix(_END)
    return b"".join([declaration, head, *(each for _, each in dated), _END])


def _written(root: ET.Element) -> bytes:
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8")) + b"\n"


def _add(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    clean = {name: _NOT_XML.sub("", value) for name, value in attributes.items()}
    element = ET.SubElement(parent, f"{{{_ATOM}}}{tag}", clean)
    element.text = _NOT_XML.sub("", text) if text else None
    return element


def _add_page(parent: ET.Element, address: str, language: Language) -> None:
    _add(parent, "link", rel="alternate", type="text/html", hreflang=language.tag, href=address)


def _describe(
    item: ET.Element,
    entry: Entry,
    vocabulary: Vocabulary,
    language: Language,
    addresses: Addresses,
) -> None:
    seminar = entry.seminar
    title = language.text(seminar.title)
    heading = _add(item, "title", _with_status(title, seminar, language))
    if not title.is_local and title.language != UNDETERMINED:
        heading.set(_LANG, title.language)
    _add_page(item, addresses.page(language, entry.slug), language)
    for href, media_type, size, hreflang in _enclosures(entry, addresses):
        link = _add(item, "link", rel="enclosure", href=href, length=str(size))
        link.attrib |= {"type": media_type} if media_type else {}
        link.attrib |= {"hreflang": hreflang} if hreflang else {}
    for key in seminar.organisers:
        if organisation := vocabulary.organisations.get(key):
            author = _add(item, "author")
            _add(author, "name", str(language.text(organisation.name)))
            if organisation.url:
                _add(author, "uri", organisation.url)
    for key in seminar.themes:
        if theme := vocabulary.themes.get(key):
            _add(item, "category", term=key, label=str(language.text(theme.name)))
    parts = [_dates(seminar, language)]
    parts += [str(language.text(seminar.summary))] if seminar.summary else []
    _add(item, "summary", " · ".join(parts), type="text")
    _add(item, "content", _content(seminar, language), type="html")


def _with_status(title: LocalText, seminar: Seminar, language: Language) -> str:
    _ = language.translations.gettext
    if seminar.status is EventStatus.POSTPONED:
        return _("Postponed: %s") % title
    if seminar.status is EventStatus.CANCELLED:
        return _("Cancelled: %s") % title
    return str(title)


def _dates(seminar: Seminar, language: Language) -> str:
    _ = language.translations.gettext
    dates = language.formats.dates(seminar.days)
    if seminar.status is EventStatus.SCHEDULED:
        return dates
    return _("Date as first planned: %(dates)s") % {"dates": dates}


def _enclosures(
    entry: Entry, addresses: Addresses
) -> Iterator[tuple[str, str | None, int, str | None]]:
    """Return address, type, size in bytes and language of each recording and PDF of its own."""
    pdfs = (item for item in entry.seminar.materials if item.type == _PDF)
    for item in (*entry.seminar.recordings, *pdfs):
        if item.is_published and item.file and (facts := entry.files.get(item.file)):
            yield addresses.file(entry.slug, item.file), item.type, facts.size, item.language


def _content(seminar: Seminar, language: Language) -> str:
    """Return HTML; of all kinds of text in Atom, only it can say which way it is written."""
    _ = language.translations.gettext
    lines = [Markup("<p>{}</p>").format(_dates(seminar, language))]
    if seminar.summary:
        lines.append(Markup("<p>{}</p>").format(language.text(seminar.summary)))
    changes: list[tuple[PartialDate, LocalText | str]] = [
        (change.date, language.text(change.text)) for change in reversed(seminar.changes)
    ]
    if seminar.added:
        changes.append((seminar.added, _("Added to this site.")))
    items = Markup("").join(
        Markup('<li><time datetime="{}">{}</time>{}{}</li>').format(
            date, language.formats.date(date), _(": "), text
        )
        for date, text in changes
    )
    lines.append(Markup("<ul>{}</ul>").format(items))
    inner = Markup("").join(lines)
    return Markup('<div lang="{}" dir="{}">{}</div>').format(
        language.tag, language.direction, inner
    )
