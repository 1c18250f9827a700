"""Parts of pages whose ids have changed: links to the old ones still lead to them."""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from kmh_hub.localisation.language import Language
from kmh_hub.pages.former import link_to


def with_moved_parts(
    html: str, address: str, moved: Mapping[str, str | None], language: Language
) -> str:
    """Return a page's content with places for the ids that it had.

    A host is never told the part of an address behind `#`: only the page itself can answer. Within
    the page, an old id stands beside the new one; for what is elsewhere now, a note at the end says
    where.

    Args:
        html: the content.
        address: the page's address below the site's.
        moved: where old ids lead, below the site's address or elsewhere; None for what is gone.
        language: the page's language.

    """
    _ = language.translations.gettext
    notes = []
    for id_, target in moved.items():
        page, _hash, anchor = (target or "").partition("#")
        place = re.compile(rf'<[a-z][^<>]*\sid="{re.escape(str(escape(anchor)))}"[^<>]*>')
        if target is not None and page == address and (found := place.search(html)):
            old = f'<span id="{escape(id_)}"></span>'
            html = html[: found.end()] + old + html[found.end() :]
            continue
        said, link = _("What this link led to has been withdrawn."), Markup("")
        if target is not None:
            said = _("What this link led to has moved.")
            href = target if "://" in target else link_to(target, address)
            link = Markup(' <a href="{}">{}</a>').format(href, _("Read it where it is now"))
        note = Markup('<p class="notice" id="{}" data-pagefind-ignore>{}{}</p>')
        notes.append(str(note.format(id_, said, link)))
    return "\n".join([html, *notes])
