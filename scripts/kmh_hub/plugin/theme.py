"""What the theme's templates know of a page's languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kmh_hub.localisation.language import Language
from kmh_hub.pages.page import Page
from kmh_hub.plugin.site import Head, Site
from kmh_hub.reports.people import for_people


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
    faults: tuple[str, ...] = ()
    """In a preview, the faults of the content, as text in the page's language."""
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
    faults: tuple[str, ...] = ()
    if site.is_preview:
        translations = site.languages[tag].translations
        faults = tuple(for_people(site.content.faults, site.docs.parent, translations))
    head = site.head(page) if page else Head()
    return ThemeContext(
        site.languages[tag],
        alternates,
        site.version,
        site.offline,
        fallback,
        faults,
        bool(site.glossary.terms),
        head,
    )
