"""The sitemap: every page in every language, each with its alternates.

A sitemap may list 50,000 addresses in 50 MB; a larger site has an index of several.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from markupsafe import escape

from kmh_hub.exports.export import Addresses, Export
from kmh_hub.localisation.language import Language, Languages

_EACH = 10_000
"""So many addresses one sitemap lists: with alternates, some 7 MB."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(
    pages: Mapping[str, Sequence[Language]], languages: Languages, addresses: Addresses
) -> Iterator[Export]:
    """Return the sitemap, or the index of sitemaps and these.

    Args:
        pages: the languages that have a page, by its address below a language's own.
        languages: the languages of the site.
        addresses: the site's absolute addresses.

    """
    urls = _urls(pages, languages, addresses)
    parts = []
    while part := list(islice(urls, _EACH)):
        parts.append(part)
    if len(parts) <= 1:
        yield Export("sitemap.xml", _urlset(parts[0] if parts else []))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Export(name, _urlset(part))
    listed = "".join(
        f"<sitemap><loc>{escape(addresses.site_url + name)}</loc></sitemap>\n" for name in names
    )
    index = f'{_HEAD}<sitemapindex xmlns="{_NAMESPACE}">\n{listed}</sitemapindex>\n'
    yield Export("sitemap.xml", index.encode())


def _urls(
    pages: Mapping[str, Sequence[Language]], languages: Languages, addresses: Addresses
) -> Iterator[str]:
    for language in languages.all:
        for path, having in pages.items():
            if language not in having:
                continue
            links = "".join(
                _link(name, addresses.site(other, path))
                for other in having
                for name in (other.tag, *(["x-default"] if other is languages.default else ()))
            )
            yield f"<url><loc>{escape(addresses.site(language, path))}</loc>{links}</url>\n"


def _link(language: str, url: str) -> str:
    return f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(url)}"/>'


def _urlset(urls: Sequence[str]) -> bytes:
    xhtml = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'{_HEAD}<urlset xmlns="{_NAMESPACE}" {xhtml}>\n{"".join(urls)}</urlset>\n'.encode()
