"""Links whose originals are gone lead to the copy that an archive keeps, and say so."""

import re
from html import unescape

from markupsafe import Markup

from kmh_hub.localisation.language import Language
from kmh_hub.model.archive import Archive, Keeping

_LINK = re.compile(r'<a\b[^<>]*\shref="(https://[^"]+)"[^<>]*>.*?</a>', re.DOTALL)


def with_copies(html: str, archive: Archive, language: Language) -> str:
    """Return a page's content whose dead links lead to copies.

    Args:
        html: the content.
        archive: what is known of addresses on other sites.
        language: the page's language.

    """

    def replace(match: re.Match[str]) -> str:
        keeping = gone.get(unescape(match[1]).partition("#")[0])
        return _shown(match, keeping, language) if keeping else match[0]

    gone = {url: each for url, each in archive.links.items() if each.gone}
    return _LINK.sub(replace, html) if gone else html


def _shown(link: re.Match[str], keeping: Keeping, language: Language) -> str:
    assert keeping.gone  # noqa: S101 - the caller chose those
    _ = language.translations.gettext
    date = language.formats.date(keeping.gone)
    if not keeping.archived:
        said = _("(the original is gone since %(date)s; no copy is known)") % {"date": date}
        return link[0] + str(Markup(' <span class="about">{}</span>').format(said))
    said = _("(archived copy; the original is gone since %(date)s)") % {"date": date}
    start, end = (place - link.start() for place in link.span(1))
    copy = f"{link[0][:start]}{Markup.escape(keeping.archived)}{link[0][end:]}"
    return copy + str(Markup(' <span class="about">{}</span>').format(said))
