"""Pages at addresses that have moved or are gone, for hosts that know no redirects."""

from collections.abc import Iterable

from kmh_hub.localisation.language import Language
from kmh_hub.pages.page import HOME, Former, Page, relative_link


def former_page(
    path: str, target: str | None, language: Language, tags: Iterable[str], site_url: str
) -> Page:
    """Return the page that stands at an address whose page is no longer there.

    Args:
        path: the address below the language's.
        target: where it leads now, below the site's address or elsewhere; None where it is gone.
        language: the language of the address.
        tags: the languages in which there is such a page.
        site_url: the site's address.

    """
    _ = language.translations.gettext
    if target is None:
        title = _("This page has been withdrawn")
        description = _("What was published at this address is no longer published.")
        link, now = "", ""
    else:
        title = _("This page has moved")
        description = _("What was published at this address can now be read at another one.")
        is_elsewhere = "://" in target
        link = target if is_elsewhere else link_to(target, language.prefix + path)
        now = target if is_elsewhere else site_url + target
    return Page(
        language=language,
        path=path,
        source=path.rstrip("/") or HOME,
        title=title,
        description=description,
        seminar="",
        template="former.html",
        make_context=lambda: {"link": link, "address": now},
        former=Former(link, now, tuple(tags)),
    )


def link_to(target: str, start: str) -> str:
    """Return a relative link between two addresses below the site's, the first with an anchor."""
    page, hash_, anchor = target.partition("#")
    return f"{relative_link(page, start)}{hash_}{anchor}"
