"""The ids that links to a generated page may name, for MkDocs' check of links."""

import re
from html import unescape

from kmh_hub.model.moment import MOMENT

_ID = re.compile(r'\bid="([^"]+)"')


class Anchors(set[str]):
    """The ids of a generated page; a moment of a recording needs no element of its own."""

    @classmethod
    def of(cls, html: str) -> "Anchors":
        """Return the ids in the HTML of a page."""
        return cls(map(unescape, _ID.findall(html)))

    def __contains__(self, anchor: object) -> bool:
        if super().__contains__(anchor):
            return True
        moment = MOMENT.fullmatch(str(anchor))
        if not moment:
            return False
        return any(each.startswith(moment["recording"] or "recording-") for each in self)
