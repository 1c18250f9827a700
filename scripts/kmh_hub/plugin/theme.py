"""What the theme's templates know of a page's languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kmh_hub.localisation.language import Language
from kmh_hub.pages.page import Page
from kmh_hub.plugin.site import Head, Site


@dataclass(frozen=True)
class Alternate:
    """A page in one of the site's languages."""

    language: Language
    name: str
    """The language's own name."""
    url: str
    """Its address below the site's."""
    absolute: str
    """Its full address."""


@dataclass(frozen=True)
class ThemeContext:
    """The variable `hub` of the theme's templates."""

    language: Language
    alternates: tuple[Alternate, ...]
    """The page in every language, the default first."""
    version: str
    """What tells the theme's files, as they are, from those of other builds."""
    offline: bool
    """Whether readers' browsers keep pages for when there is no line."""
    fallback: Language | None = None
    """The language of the page's prose, where it is not the page's."""
    is_preview: bool = False
    """Whether the faults of the content are shown above the page."""
    has_glossary: bool = False
    """Whether there is a page that explains terms."""
    head: Head = field(default_factory=Head)
    """What the page tells programs."""

    @property
    def default(self) -> Alternate:
        """The page in the default language: hreflang's `x-default`."""
        return self.alternates[0]


def theme_context(
    site: Site,
    tag: str,
    urls: Mapping[str, str],
    site_url: str,
    fallback: Language | None = None,
    page: Page | None = None,
) -> ThemeContext:
    """Return what the templates need.

    Args:
        site: the site.
        tag: the language of the page.
        urls: the page's address below the site's in each language, by tag.
        site_url: the site's address; empty where none is set.
        fallback: the language of the page's prose, where it is not the page's.
        page: the page, where it is generated.

    """
    alternates = tuple(
        Alternate(site.languages[other], site.names[other], urls[other], site_url + urls[other])
        for other in site.languages.tags
        if other in urls
    )
    head = site.head(page) if page else Head()
    return ThemeContext(
        site.languages[tag],
        alternates,
        site.version,
        site.offline,
        fallback,
        site.is_preview,
        bool(site.glossary.terms),
        head,
    )
