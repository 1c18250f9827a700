"""A file for other programs, and the absolute addresses that it gives."""

import uuid
from dataclasses import dataclass

from kmh_hub.localisation.language import Language
from kmh_hub.pages.page import SEMINARS, Kind, path_of

_NAMESPACE = uuid.UUID("30df397e-54d4-418c-8853-c2a60f012b0e")
"""Made once, at random, for the identifiers of this hub's seminars."""


@dataclass(frozen=True)
class Export:
    """A file beside the pages."""

    path: str
    """Its address below the site's: `en/seminars/x/seminar.ics`."""
    content: bytes


@dataclass(frozen=True)
class Addresses:
    """The absolute addresses of a site."""

    site_url: str
    """The site's own, with a slash at its end."""

    def site(self, language: Language, path: str = "") -> str:
        """Return the address of what a language has at a path below its own."""
        return f"{self.site_url}{language.prefix}{path}"

    def page(self, language: Language, slug: str, kind: Kind = Kind.OVERVIEW) -> str:
        """Return the address of a seminar's page in a language."""
        return self.site(language, path_of(slug, kind))

    def file(self, slug: str, name: str) -> str:
        """Return the address of a seminar's own file, which all languages share."""
        return f"{self.site_url}{SEMINARS}/{slug}/{name}"


def stable_id(*names: str) -> uuid.UUID:
    """Return the identifier of a thing, the same on every host and in every language.

    Args:
        names: what the thing is, such as a seminar's slug and the number of a day.

    """
    return uuid.uuid5(_NAMESPACE, "/".join(names))
