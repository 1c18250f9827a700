"""The real content, built: every seminar, page and language; links, alternates, lang and dir."""

import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.model.entity import EntityKind
from kmh_hub.reading.seminars import read_content

from ..conftest import ROOT, TAGS
from .pages import Pages, check_links, pages_of

BASE = "https://hub.example/kmh/"
PREFIX = {"fr": "", "en": "en/", "ar": "ar/"}
DIRECTION = {"fr": "ltr", "en": "ltr", "ar": "rtl"}
SEMINARS = sorted(path.name for path in (ROOT / "docs/seminars").iterdir() if path.is_dir())
KINDS = ("", "agenda/", "presentation/", "recordings/")
PAGES = [
    "",
    "about/",
    "data/",
    "glossary/",
    "guide/",
    "seminars/",
    *(f"seminars/{s}/{kind}" for s in SEMINARS for kind in KINDS),
    *(f"seminars/{kind}/" for kind in EntityKind),
    *(
        f"seminars/{entity.kind}/{entity.key.lower()}/"
        for entity in read_content(ROOT / "docs", TAGS).series.naming
    ),
]
XHTML = "{http://www.w3.org/1999/xhtml}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def pages(real_site: Path) -> Pages:
    """Every page of the site, parsed, by its address below the site's."""
    return pages_of(real_site)


def language_of(url: str) -> str:
    return next((tag for tag in TAGS if PREFIX[tag] and url.startswith(PREFIX[tag])), "fr")


def test_every_page_exists_in_every_language(pages: Pages) -> None:
    expected = {PREFIX[tag] + page for tag in TAGS for page in (*PAGES, "404.html", "offline.html")}
    assert set(pages) == expected


def test_lang_and_dir_of_every_page(pages: Pages) -> None:
    for url, page in pages.items():
        root = page.css_first("html").attributes
        tag = language_of(url)
        assert (root["lang"], root["dir"]) == (tag, DIRECTION[tag]), url


def test_every_page_has_one_heading_and_its_own_title(pages: Pages) -> None:
    titles: dict[str, str] = {}
    for url, page in pages.items():
        assert len(page.css("h1")) == 1, url
        title = page.css_first("title").text()
        assert title.strip() == title, url
        assert titles.setdefault(title, url) == url, (title, url)
        assert page.css_first("meta[name=description]").attributes["content"], url


def test_home_pages_are_alike_in_every_language(pages: Pages) -> None:
    for prefix in PREFIX.values():
        home = pages[prefix]
        assert not home.css(".contents")
        assert "–" not in home.css_first("title").text()


def test_links_resolve(pages: Pages, real_site: Path) -> None:
    assert check_links(pages, real_site, BASE) > 1000


def test_alternates_agree(pages: Pages) -> None:
    for url, page in pages.items():
        found = {
            link.attributes["hreflang"]: link.attributes["href"]
            for link in page.css("link[rel=alternate][hreflang]")
        }
        if url.endswith(".html"):
            assert not found
            continue
        inner = url.removeprefix(PREFIX[language_of(url)])
        expected = {tag: BASE + PREFIX[tag] + inner for tag in TAGS}
        assert found == {**expected, "x-default": expected["fr"]}, url
        assert page.css_first("link[rel=canonical]").attributes["href"] == BASE + url


def test_the_switcher_stays_on_the_page(pages: Pages) -> None:
    for url, page in pages.items():
        inner = url.removeprefix(PREFIX[language_of(url)])
        inner = inner if inner not in {"404.html", "offline.html"} else ""
        links = {
            link.attributes["lang"]: urljoin(BASE + url, link.attributes["href"])
            for link in page.css(".languages a")
        }
        assert links == {tag: BASE + PREFIX[tag] + inner for tag in TAGS}, url
        current = page.css(".languages [aria-current]")
        assert [node.attributes["lang"] for node in current] == [language_of(url)]


def test_sitemap_lists_every_page_with_its_alternates(real_site: Path) -> None:
    root = ElementTree.parse(real_site / "sitemap.xml").getroot()  # noqa: S314 - our own file
    listed = {}
    for entry in root.iter(f"{SITEMAP}url"):
        location = entry.findtext(f"{SITEMAP}loc")
        listed[location] = {
            link.get("hreflang"): link.get("href") for link in entry.iter(f"{XHTML}link")
        }
    assert set(listed) == {BASE + PREFIX[tag] + page for tag in TAGS for page in PAGES}
    for location, alternates in listed.items():
        assert set(alternates) == {*TAGS, "x-default"}
        assert location in alternates.values()
        assert alternates["x-default"] == alternates["fr"]


def test_every_picture_has_its_size_and_a_modern_format(pages: Pages, real_site: Path) -> None:
    found = [(url, node.attributes) for url, page in pages.items() for node in page.css("img")]
    assert len(found) >= 9
    for url, image in found:
        assert image["width"], url
        assert image["height"], url
        for candidate in (image["srcset"] or "").split(", "):
            path = urlsplit(urljoin(BASE + url, candidate.partition(" ")[0])).path
            assert path.endswith(".webp")
            assert (real_site / path.removeprefix("/kmh/")).is_file(), path


def test_no_page_asks_another_host_for_anything(pages: Pages) -> None:
    for url, page in pages.items():
        for node in page.css(
            "script, img, iframe, source, track, video, audio, link[rel=stylesheet]"
        ):
            address = node.attributes.get("src") or node.attributes.get("href") or ""
            assert not urlsplit(address).netloc, (url, node.html)
        # JSON-LD is data: no browser runs it.
        assert not page.css("script:not([src]):not([type='application/ld+json'])"), url


def test_styles_load_local_files_only(real_site: Path) -> None:
    for path in real_site.rglob("*.css"):
        for address in re.findall(r"url\(([^)]+)\)", path.read_text("utf-8")):
            plain = address.strip("\"'")
            if not plain.startswith("data:"):
                assert (path.parent / plain).is_file(), (path, plain)


def test_the_global_navigation_is_curated(pages: Pages) -> None:
    for url, page in pages.items():
        assert len(page.css(".global a")) == 3, url


def test_pages_are_light(real_site: Path) -> None:
    for path in real_site.rglob("index.html"):
        page = LexborHTMLParser(path.read_bytes())
        # What programs and the list of headings are told is the content, too, and grows with it.
        told = "script[type='application/ld+json'], meta[name^=citation], meta[name^=DC], .contents"
        content = [page.css_first("main"), *page.css(told)]
        inner = sum(len((node.html or "").encode()) for node in content)
        assert len(path.read_bytes()) - inner < 12_000, path


@pytest.mark.parametrize("tag", TAGS)
def test_terms_are_explained_once_a_page_and_in_prose_only(tag: str, pages: Pages) -> None:
    explained = 0
    for url, page in pages.items():
        if language_of(url) != tag:
            continue
        targets = [node.attributes["popovertarget"] for node in page.css(".term")]
        assert len(set(targets)) == len(targets), url
        assert [node.attributes["id"] for node in page.css("[popover]")] == targets, url
        assert not page.css(":is(h1, h2, h3, h4, a, code, nav, header nav) .term"), url
        assert not page.css("[popover]:not([data-pagefind-ignore])"), url
        explained += len(targets)
    assert explained > 40
    fifth = pages[f"{PREFIX[tag]}seminars/2022-11-victims-of-trafficking/"]
    assert len(fifth.css(".term")) > 20


def test_every_page_leads_to_the_glossary(pages: Pages) -> None:
    for url, page in pages.items():
        home = PREFIX[language_of(url)]
        links = [urljoin(BASE + url, node.attributes["href"]) for node in page.css("footer a")]
        assert f"{BASE}{home}glossary/" in links, url


def test_one_search_index_a_language(real_site: Path) -> None:
    assert {path.name for path in (real_site / "pagefind").iterdir()} == set(TAGS)
    for tag in TAGS:
        entry = json.loads((real_site / f"pagefind/{tag}/pagefind-entry.json").read_text())
        (only,) = entry["languages"].values()
        assert only["page_count"] > 20


def test_nothing_of_the_sources_is_published(real_site: Path) -> None:
    published = {path.suffix for path in real_site.rglob("*") if path.is_file()}
    assert not published & {".yml", ".po", ".md", ".py", ".map"}


FIGURES = {
    "fr": (
        "40,3",
        "15,4",
        "24,9",
        "65\u00a0%",
        "46\u00a0%",
        "19\u00a0%",
        "20\u00a0%",
        "15\u00a0%",
        "60\u00a0%",
        "71\u00a0%",
        "78\u00a0%",
    ),
    "en": ("40.3", "15.4", "24.9", "65%", "46%", "19%", "20%", "15%", "60%", "71%", "78%"),
    "ar": ("40.3", "15.4", "24.9", "65%", "46%", "19%", "20%", "15%", "60%", "71%", "78%"),
}


@pytest.mark.parametrize("tag", TAGS)
def test_the_figures_of_the_fifth_seminar(tag: str, pages: Pages) -> None:
    slug = "2022-11-victims-of-trafficking"
    page = pages[f"{PREFIX[tag]}seminars/{slug}/"]
    text = page.css_first(".prose").text()
    for figure in (*FIGURES[tag], "2016", "2017", "2021", "700", "100", "40", "264", "14"):
        assert figure in text, figure
    tables = " ".join(cell.text() for cell in page.css("figure td")).replace("\u200e", "")
    for figure in FIGURES[tag]:
        is_said_in_words = figure.startswith(("65", "60"))
        assert is_said_in_words or figure in tables, figure
    assert len(page.css("svg.bars")) == 3
    assert len(page.css("svg.map text")) == 14
    contents = [link.attributes["href"] for link in page.css("nav.contents a")]
    assert contents[-3:] == ["#about", "#figures", "#countries"]
    disclaimer = page.css_first(".countries > .about").text()
    assert {"fr": "ni reconnaissance", "en": "do not imply", "ar": "لا تنطوي"}[tag] in disclaimer
    agenda = pages[f"{PREFIX[tag]}seminars/{slug}/agenda/"].css_first("main").text()
    for figure in ("11:00", "13:00", "10:00", "12:00", "100", "40", "17", "2022"):
        assert figure in agenda, figure


def test_the_month_of_the_second_seminar_is_no_day(pages: Pages) -> None:
    page = pages["en/seminars/2021-03-children-and-families/"]
    assert page.css_first(".seminar-head time").attributes["datetime"] == "2021-03"
    assert page.css_first(".seminar-head time").text() == "March 2021"
