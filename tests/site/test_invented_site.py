"""The invented hub, built: what only seminars with recordings and documents have."""

import re
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from ..conftest import FIXTURES, TAGS
from .pages import Pages, check_links, pages_of

BASE = "https://hub.example/invented/"
PREFIX = {"fr": "", "en": "en/", "ar": "ar/"}
FULL = "seminars/2031-05-invented-full/"
MONTH = "seminars/2030-02-invented-sparse/"


@pytest.fixture(scope="module")
def pages(invented_site: Path) -> Pages:
    return pages_of(invented_site)


def test_links_resolve(pages: Pages, invented_site: Path) -> None:
    assert check_links(pages, invented_site, BASE) > 1000


def test_a_seminars_files_are_published_once(invented_site: Path) -> None:
    for path in (FIXTURES / "docs" / FULL).iterdir():
        if path.suffix not in {".md", ".yml", ".json"}:
            found = list(invented_site.rglob(path.name))
            assert found == [invented_site / FULL / path.name]


def test_every_language_has_its_calendars_feed_and_citations(invented_site: Path) -> None:
    for prefix in PREFIX.values():
        assert (invented_site / prefix / "seminars/seminars.ics").is_file()
        assert (invented_site / prefix / "seminars/feed.xml").is_file()
        for suffix in ("bib", "ris", "json"):
            assert (invented_site / prefix / FULL / f"citation.{suffix}").is_file()
            assert (invented_site / prefix / FULL / f"recordings/recording-ar.{suffix}").is_file()
        assert not (invented_site / prefix / MONTH / "seminar.ics").exists()


@pytest.mark.parametrize("tag", TAGS)
def test_a_page_offers_what_it_is_cited_by(pages: Pages, tag: str) -> None:
    overview = pages[PREFIX[tag] + FULL]
    reference = overview.css_first(".reference").text()
    assert f"{BASE}{PREFIX[tag]}{FULL}" in reference
    assert overview.css_first("[data-copy]").attributes["data-copy"] == reference
    names = [link.attributes["href"] for link in overview.css(".citation a")]
    assert names == ["citation.bib", "citation.ris", "citation.json"]
    recordings = pages[f"{PREFIX[tag]}{FULL}recordings/"]
    assert len(recordings.css(".recording.published .reference")) == 4
    assert not recordings.css(".recording.withdrawn .reference")


def test_pages_tell_programs_what_they_are_about(pages: Pages) -> None:
    for url in (FULL, f"{FULL}agenda/", f"{FULL}recordings/", "seminars/"):
        for prefix in PREFIX.values():
            (script,) = pages[prefix + url].css("script[type='application/ld+json']")
            assert '"https://schema.org"' in script.text()
            assert len(pages[prefix + url].css("link[type='application/atom+xml']")) == 1
    assert pages[FULL].css_first("meta[name=citation_title]") is not None
    assert '"WebSite"' in pages["ar/"].css_first("script[type='application/ld+json']").text()
    assert not pages["about/"].css("script[type='application/ld+json']")


def test_a_month_is_no_day_in_any_file(invented_site: Path) -> None:
    day = re.compile(r"2030[-/]?0?2[-/]?\d\d")
    read = 0
    for path in invented_site.rglob("*"):
        if path.suffix in {".html", ".ics", ".xml", ".bib", ".ris", ".json", ".csv", ".vtt"}:
            text = re.sub(r"20300301|2030-03-01", "", path.read_text("utf-8"))
            assert not day.search(text), (path, day.search(text))
            read += 1
    assert read > 150


def test_pictures_of_pdfs_have_the_size_that_pages_say(pages: Pages, invented_site: Path) -> None:
    picture = pages[f"{FULL}presentation/"].css_first("#slides-fr img").attributes
    for entry in (picture["srcset"] or "").split(", "):
        address, width = entry.split()
        with Image.open(invented_site / FULL / "previews" / Path(address).name) as image:
            assert image.width == int(width.removesuffix("w"))
            ratio = int(picture["width"] or 0) / int(picture["height"] or 1)
            assert image.width / image.height == pytest.approx(ratio, rel=0.01)


def test_chapters_are_tracks_in_the_language_of_the_page(invented_site: Path) -> None:
    for tag, title in (("fr", "Début"), ("en", "Beginning"), ("ar", "البداية")):
        path = invented_site / PREFIX[tag] / FULL / "recordings/recording-fr.chapters.vtt"
        assert path.read_text("utf-8").startswith(
            f"WEBVTT\n\n00:00:00.000 --> 00:00:12.000\n{title}\n\n00:00:12.000 --> 00:00:24.000\n"
        )


def test_html_keeps_what_metadata_says(pages: Pages) -> None:
    for page in pages.values():
        assert isinstance(page, LexborHTMLParser)
        assert not page.css("main b, main script")


@pytest.mark.parametrize("tag", TAGS)
def test_each_seminar_is_offered_as_a_book(pages: Pages, invented_site: Path, tag: str) -> None:
    page = pages[PREFIX[tag] + FULL]
    link = page.css_first("a[type='application/epub+zip']").attributes["href"]
    size = (invented_site / PREFIX[tag] / FULL / link).stat().st_size
    with zipfile.ZipFile(invented_site / PREFIX[tag] / FULL / link) as book:
        text = " ".join(
            book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")
        )
    assert {"fr": "palétuvier", "en": "mangrove", "ar": "المانغروف"}[tag] in text
    assert {"fr": "ornithorynque", "en": "platypus", "ar": "خلد الماء"}[tag] in text
    shown = page.css_first("a[type='application/epub+zip']").parent.text()
    assert f"{size / 1000:.1f}".removesuffix(".0") in shown.replace(",", ".")


@pytest.mark.parametrize("tag", TAGS)
def test_link_previews_show_the_seminars_picture(
    pages: Pages, invented_site: Path, tag: str
) -> None:
    for kind in ("", "agenda/", "recordings/"):
        page = pages[PREFIX[tag] + FULL + kind]
        address = page.css_first("meta[property='og:image']").attributes["content"]
        assert address == f"{BASE}{PREFIX[tag]}{FULL}share.png"
    with Image.open(invented_site / PREFIX[tag] / FULL / "share.png") as picture:
        assert picture.size == (1200, 630)
    assert not pages[PREFIX[tag]].css("meta[property='og:image']")
