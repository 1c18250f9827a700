"""What a first view takes over a poor line: at most 100 kB without fonts, 160 kB with them."""

import gzip
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from .pages import Pages, pages_of

PREFIX = {"fr": "", "en": "en/", "ar": "ar/"}
FULL = "seminars/2031-05-invented-full/"
FIFTH = "seminars/2022-11-victims-of-trafficking/"
KINDS = ("", "agenda/", "presentation/", "recordings/")


def sent(path: Path) -> int:
    """Return how many bytes of a file a host sends, compressed if it is text."""
    content = path.read_bytes()
    if path.suffix in {".html", ".css", ".js", ".svg", ".webmanifest"}:
        return len(gzip.compress(content, 6))
    return len(content)


def first_view(site: Path, base: str, pages: Pages, url: str) -> int:
    """Return the bytes of a page with its styles, scripts and icon."""
    page = pages[url]
    loaded = {site / url if url.endswith(".html") else site / url / "index.html"}
    selectors = "link[rel=stylesheet], link[rel=icon], link[rel=manifest], script[src]"
    for node in page.css(selectors):
        address = node.attributes.get("href") or node.attributes.get("src") or ""
        path = urlsplit(urljoin(f"https://hub.example/{base}/{url}", address)).path
        loaded.add(site / path.removeprefix(f"/{base}/"))
    assert len(loaded) > 3
    return sum(sent(path) for path in loaded)


@pytest.mark.parametrize("tag", PREFIX)
def test_first_views_are_light(real_site: Path, invented_site: Path, tag: str) -> None:
    fonts = "latin-*" if tag != "ar" else "*"
    faces = sum(path.stat().st_size for path in real_site.glob(f"assets/fonts/{fonts}.woff2"))
    assert faces > 20_000
    own = ("", "offline.html", "seminars/", "about/", "glossary/", "guide/", "data/")
    own = (*own, "seminars/countries/", "seminars/organisations/kmh/")
    for site, base, paths in (
        (real_site, "kmh", (*own, *(FIFTH + kind for kind in KINDS))),
        (invented_site, "invented", [FULL + kind for kind in KINDS]),
    ):
        pages = pages_of(site)
        for path in paths:
            weight = first_view(site, base, pages, PREFIX[tag] + path)
            assert weight <= 100_000, path
            assert weight + faces <= 160_000, path


def test_only_what_is_used_is_published(real_site: Path) -> None:
    assert not list(real_site.rglob("assets/javascripts/*"))
    assert not list(real_site.rglob("assets/stylesheets/*"))
