"""A reference as one sentence of plain text, in the order of ISO 690.

Written out, because a processor of CSL takes two milliseconds for each and a page has several;
tests compare it with what two of them make of the same style.
"""

from kmh_hub.exports.citation.item import CslDate, CslItem
from kmh_hub.localisation.formats import Formats
from kmh_hub.localisation.language import Language
from kmh_hub.model.dates import PartialDate

_RANGE = "–"


def sentence(item: CslItem, language: Language) -> str:
    """Return the reference of an item.

    Args:
        item: what is cited, in the same language.
        language: the reader's.

    """
    _ = language.translations.gettext
    authors = language.formats.list(author["literal"] for author in item.get("author", ()))
    known = [f"{item['title']} [{_description(item, language)}]", item.get("event-place", "")]
    if "issued" in item:
        known.append(_date(item["issued"], language.formats))
    about = _(", ").join(part for part in known if part)
    # Translators: how the address of what is cited begins, at the end of a reference.
    address = _("Available at: %(address)s") % {"address": item["URL"]}
    parts = (authors, about, item.get("status"), item.get("publisher"), _series(item, language))
    # What ends with a full stop gets no second one.
    return ". ".join([*(part.removesuffix(".") for part in parts if part), address])


def _description(item: CslItem, language: Language) -> str:
    """Return what kind of work it is; of a recording, also its language and its duration."""
    _ = language.translations.gettext
    if "medium" not in item:
        return item["genre"]
    tag = item.get("language")
    parts = (item["medium"], tag and language.formats.language(tag), item.get("dimensions"))
    return _(", ").join(part for part in parts if part)


def _series(item: CslItem, language: Language) -> str:
    _ = language.translations.gettext
    if "collection-number" not in item:
        return ""
    # Translators: in a reference: “KMH seminars, no. 5”, with a no-break space before the number.
    return _("%(series)s, no. %(number)s") % {
        "series": item["collection-title"],
        "number": item["collection-number"],
    }


def _date(date: CslDate, formats: Formats) -> str:
    """Return a date as pages write it, or a range that says but once what its ends share."""
    written = [formats.date(PartialDate(*parts)) for parts in date["date-parts"]]
    if len(written) == 1:
        return written[0]
    first, last = (end.split(" ") for end in written)
    while first[-1] == last[-1]:
        del first[-1], last[-1]
    return f"{' '.join(first)}{_RANGE}{written[-1]}"
