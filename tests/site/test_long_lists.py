"""A series that is too long for one page, built: what its further pages are to programs."""

import gzip
from pathlib import Path
from posixpath import join, normpath

import pytest
from selectolax.lexbor import LexborNode

from .pages import Pages, check_links, pages_of
from .test_html import messages

BASE = "https://hub.example/long/"
PREFIX = {"fr": "", "en": "en/", "ar": "ar/"}
FURTHER = [
    f"seminars/{list_}page/{number}/" for list_ in ("", "themes/testing/") for number in (1, 2)
]


@pytest.fixture(scope="module")
def pages(long_site: Path) -> Pages:
    return pages_of(long_site)


def test_links_resolve(pages: Pages, long_site: Path) -> None:
    assert check_links(pages, long_site, BASE) > 1000
    further = {path for path in pages if "/page/" in path}
    assert further == {prefix + path for prefix in PREFIX.values() for path in FURTHER}


def test_pages_are_valid(long_site: Path, tmp_path: Path) -> None:
    for prefix in PREFIX.values():
        for path in ("seminars/", *FURTHER):
            copy = tmp_path / f"{prefix}{path}index.html"
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((long_site / f"{prefix}{path}index.html").read_bytes())
    assert messages(tmp_path) == []


@pytest.mark.parametrize("tag", PREFIX)
def test_a_further_page_is_a_page_of_its_own_in_every_language(tag: str, pages: Pages) -> None:
    titles = set()
    for path in ("seminars/", *FURTHER):
        page = pages[PREFIX[tag] + path]
        (canonical,) = page.css("link[rel=canonical]")
        assert canonical.attributes["href"] == f"{BASE}{PREFIX[tag]}{path}"
        alternates = {
            link.attributes["hreflang"]: link.attributes["href"]
            for link in page.css("head link[hreflang]")
        }
        assert alternates == {
            **{other: f"{BASE}{prefix}{path}" for other, prefix in PREFIX.items()},
            "x-default": f"{BASE}{path}",
        }
        titles.add(page.css_first("title").text())
    assert len(titles) == len(FURTHER) + 1


def test_every_seminar_can_be_reached_from_page_to_page(pages: Pages) -> None:
    path, found = "seminars/", []
    while path:
        page = pages[path]
        found += [link.attributes["href"] or "" for link in page.css(".series h2 a")]
        forward = page.css_first("nav.pages a[rel=next]")
        path = address(path, forward) if forward else ""
    assert len(found) == 60
    numbers = [int(link.rstrip("/").rpartition("-")[2]) for link in found]
    assert numbers == list(range(60, 0, -1))


def address(page: str, link: LexborNode) -> str:
    return normpath(join(page, link.attributes["href"] or "")) + "/"


def test_the_sitemap_has_further_pages_and_the_search_has_not(long_site: Path) -> None:
    sitemap = (long_site / "sitemap.xml").read_text("utf-8")
    assert f"<loc>{BASE}ar/seminars/page/1/</loc>" in sitemap
    fragments = [
        gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        for path in long_site.rglob("*.pf_fragment")
    ]
    assert any('"/seminars/"' in each for each in fragments)
    assert not [each for each in fragments if "/page/" in each]
