"""What the theme's templates know of a page's languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kmh_hub.hosting.content_security import page_policy
from kmh_hub.hosting.elsewhere import Elsewhere, elsewhere_of
from kmh_hub.hosting.headers import REFERRER_POLICY
from kmh_hub.localisation.language import Language
from kmh_hub.pages.page import Kind, Page
from kmh_hub.plugin.hosting import style_of_pages
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
    policy: str
    """What the page may load and do: its Content Security Policy."""
    referrer: str = REFERRER_POLICY
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
    elsewhere = Elsewhere()
    if page and page.kind is Kind.RECORDINGS:
        elsewhere = elsewhere_of(site.series.by_slug[page.slug].seminar.recordings)
    return ThemeContext(
        site.languages[tag],
        alternates,
        site.version,
        site.offline,
        page_policy(style_of_pages(site), elsewhere),
        fallback=fallback,
        is_preview=site.is_preview,
        has_glossary=bool(site.glossary.terms),
        head=head,
    )
