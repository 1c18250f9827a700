"""Atom feeds, read by feedparser as feed readers do, and by ElementTree."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import feedparser
import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.feed import FEED_PATH, feed, feed_entry
from kmh_hub.localisation.language import Languages
from kmh_hub.model.seminar import Change
from kmh_hub.model.series import Series
from kmh_hub.model.text import Text
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS

HOST = "https://hub.example/kmh/"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def invented() -> Series:
    return read_content(FIXTURES / "docs", TAGS).series


@pytest.fixture(scope="module")
def real() -> Series:
    return read_content(ROOT / "docs", TAGS).series.published


def written(series: Series, languages: Languages, tag: str = "en", host: str = HOST) -> bytes:
    language, addresses = languages[tag], Addresses(host)
    entries = [feed_entry(each, series.vocabulary, language, addresses) for each in series.entries]
    return feed(entries, language, addresses, f"Site {tag} <&>", "Invented subtitle")


def parsed(series: Series, languages: Languages, tag: str = "en") -> feedparser.FeedParserDict:
    result = feedparser.parse(written(series, languages, tag))
    assert not result.bozo, result.get("bozo_exception")
    assert result.version == "atom10"
    return result


def tree(series: Series, languages: Languages, tag: str, host: str = HOST) -> ET.Element:
    return ET.fromstring(written(series, languages, tag, host))  # noqa: S314 - our own


def content(entry: feedparser.FeedParserDict) -> LexborHTMLParser:
    assert entry.content[0].type == "text/html"
    return LexborHTMLParser(entry.content[0].value)


def raw_content(series: Series, languages: Languages, tag: str, slug: str) -> LexborHTMLParser:
    """Return the HTML of an entry as it is written; feedparser takes attributes out of it."""
    for entry in tree(series, languages, tag).iter(f"{ATOM}entry"):
        if any(slug in link.get("href", "") for link in entry.iter(f"{ATOM}link")):
            return LexborHTMLParser(entry.findtext(f"{ATOM}content") or "")
    raise AssertionError(slug)


@pytest.mark.parametrize("tag", TAGS)
def test_every_seminar_has_an_entry_what_changed_last_first(
    invented: Series, real: Series, languages: Languages, tag: str
) -> None:
    result = parsed(invented, languages, tag)
    assert [entry.link.split("/")[-2] for entry in result.entries] == [
        "2032-02-invented-postponed",
        "2032-03-invented-cancelled",
        "2032-01-invented-coming",
        "2031-05-invented-full",
        "2030-02-invented-sparse",
        "2029-04-invented-online",
    ]
    assert result.feed.updated == result.entries[0].updated == "2031-08-20T00:00:00Z"
    prefix = "" if tag == "fr" else f"{tag}/"
    assert result.entries[0].link.startswith(f"{HOST}{prefix}seminars/")
    found = [entry.link.split("/")[-2] for entry in parsed(real, languages, tag).entries]
    assert sorted(found) == sorted(real.by_slug)


def test_the_feed_names_itself_and_its_page(invented: Series, languages: Languages) -> None:
    result = parsed(invented, languages, "ar")
    links = {link.rel: link for link in result.feed.links}
    assert links["self"].href == f"{HOST}ar/{FEED_PATH}"
    assert links["self"].type == "application/atom+xml"
    assert (links["alternate"].href, links["alternate"].hreflang) == (f"{HOST}ar/seminars/", "ar")
    assert result.feed.title == "Site ar <&>"
    assert result.feed.subtitle == "Invented subtitle"
    assert result.feed.language == "ar"


def test_an_entry(invented: Series, languages: Languages) -> None:
    entry = parsed(invented, languages).entries[3]
    assert entry.title == "Invented full seminar"
    assert (entry.published, entry.updated) == ("2031-03-01T00:00:00Z", "2031-05-20T00:00:00Z")
    assert entry.summary == "1–2 May 2031 · An invented summary, in English only."
    assert [author.name for author in entry.authors] == ["Invented Agency"]
    assert [(tag.term, tag.label) for tag in entry.tags] == [("testing", "Testing")]
    alternates = [link.hreflang for link in entry.links if link.rel == "alternate"]
    assert alternates == ["en"]


def test_markup_in_a_title_is_text(invented: Series, languages: Languages) -> None:
    titles = [each.text for each in tree(invented, languages, "fr").iter()]
    assert "Séminaire inventé <b>complet</b>" in titles


def test_enclosures_are_own_recordings_and_pdfs(invented: Series, languages: Languages) -> None:
    entry = parsed(invented, languages).entries[3]
    folder = FIXTURES / "docs/seminars/2031-05-invented-full"
    names = [link.href.rpartition("/")[2] for link in entry.enclosures]
    assert names == [
        "recording.fr.webm", "recording.ar.mp4", "recording.en.webm",
        "agenda.fr.pdf", "slides.fr.pdf", "slides.en.pdf", "slides.ar.pdf",
    ]  # fmt: skip
    for link, name in zip(entry.enclosures, names, strict=True):
        assert link.href == f"{HOST}seminars/2031-05-invented-full/{name}"
        assert int(link.length) == (folder / name).stat().st_size
        assert link.hreflang == name.split(".")[1]
    assert [entry.enclosures[index].type for index in (0, 1, -1)] == [
        "video/webm", "video/mp4", "application/pdf",
    ]  # fmt: skip
    assert b"withdrawn" not in written(invented, languages)


def test_the_content_lists_what_changed_newest_first(
    invented: Series, languages: Languages
) -> None:
    entry = parsed(invented, languages).entries[3]
    items = [item.text() for item in content(entry).css("li")]
    assert [item.partition(": ")[0] for item in items] == [
        "20 May 2031", "2 April 2031", "1 March 2031",
    ]  # fmt: skip
    assert items[0].endswith("Invented recordings added.")


def test_the_content_says_which_way_it_is_written(invented: Series, languages: Languages) -> None:
    html = raw_content(invented, languages, "ar", "2031-05-invented-full")
    root = html.css_first("div")
    assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")
    fallback = html.css_first("p span[lang=en]")
    assert fallback.attributes["dir"] == "ltr"
    assert html.css_first("time").attributes["datetime"] == "2031-05-20"


def test_a_title_of_another_language_says_so(invented: Series, languages: Languages) -> None:
    titles = {
        title.text: title.get(XML_LANG)
        for title in tree(invented, languages, "fr").iter(f"{ATOM}title")
    }
    assert titles["Invented sparse seminar"] == "en"
    assert titles["Séminaire inventé à venir"] is None


def test_what_does_not_take_place_as_planned_is_told_in_the_title(
    invented: Series, languages: Languages
) -> None:
    titles = [entry.title for entry in parsed(invented, languages).entries]
    assert titles[0].endswith("Invented postponed seminar")
    assert titles[0] != "Invented postponed seminar"
    assert titles[1].endswith("Invented cancelled seminar")
    assert len({titles[0].split()[0], titles[1].split()[0], titles[2].split()[0]}) == 3


def test_ids_are_stable(invented: Series, languages: Languages) -> None:
    def ids(tag: str, host: str = HOST) -> list[str]:
        root = tree(invented, languages, tag, host)
        return [each.text or "" for each in root.iter(f"{ATOM}id")]

    own, *entries = ids("fr")
    assert entries == ids("ar")[1:] == ids("fr", "https://other.example/")[1:]
    assert own == ids("fr", "https://other.example/")[0] != ids("ar")[0]
    assert len({own, *entries}) == 7
    assert entries[3] == "urn:uuid:3ac09865-90ac-500c-8754-6e469d5f86ce", "must never change"


def test_a_month_never_becomes_a_day(invented: Series, real: Series, languages: Languages) -> None:
    for tag in TAGS:
        text = written(real, languages, tag).decode()
        assert not re.search("2021-03-0|[0-9] مارس 2021|[0-9] mars 2021|[0-9] March 2021", text)
    sparse = parsed(invented, languages).entries[4]
    assert sparse.summary == "February 2030"


def test_drafts_that_were_never_added_are_left_out(invented: Series, languages: Languages) -> None:
    entry = invented.entries[0]
    change = Change.model_validate_json('{"date": "2033-01-01", "text": {"en": "x"}}')
    draft = entry.seminar.model_copy(update={"draft": True, "added": None, "changes": (change,)})
    series = Series(invented.vocabulary, (replace(entry, seminar=draft),))
    result = parsed(series, languages)
    assert result.entries == []
    assert result.feed.updated.startswith("1970-01-01")


def test_characters_that_xml_forbids_are_left_out(invented: Series, languages: Languages) -> None:
    entry = invented.entries[0]
    title = Text({"en": "Bell \ufffe\ud800<&> 𝄞"})
    hostile = replace(entry, seminar=entry.seminar.model_copy(update={"title": title}))
    result = parsed(Series(invented.vocabulary, (hostile,)), languages)
    assert result.entries[0].title == "Bell <&> 𝄞"


def test_the_feed_is_deterministic(invented: Series, languages: Languages) -> None:
    text = written(invented, languages)
    assert text == written(invented, languages)
    assert text.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
