"""The glossary's page, and which seminars use its terms."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.linked_data.graph import linked_data
from kmh_hub.localisation.language import Languages
from kmh_hub.model.glossary import Glossary
from kmh_hub.pages.glossary import glossary_page, latest_uses, term_finder, used_terms
from kmh_hub.pages.page import Page
from kmh_hub.pages.templates import Templates
from kmh_hub.reading.seminars import Content, read_content

from ..conftest import FIXTURES, ROOT, TAGS

FULL, SPARSE = "2031-05-invented-full", "2030-02-invented-sparse"


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content(FIXTURES / "docs", TAGS)


def page_of(content: Content, languages: Languages, tag: str) -> Page:
    def uses() -> dict[str, tuple[()]]:
        return dict.fromkeys(content.glossary.terms, ())

    (page,) = glossary_page(content.glossary, languages[tag], languages, uses)
    return page


def rendered(content: Content, languages: Languages, tag: str) -> LexborHTMLParser:
    page = page_of(content, languages, tag)
    return LexborHTMLParser(Templates(ROOT / "overrides/pages").render(page))


def test_a_hub_without_terms_has_no_page(languages: Languages) -> None:
    assert not list(glossary_page(Glossary(), languages["fr"], languages, dict))


@pytest.mark.parametrize(
    ("tag", "names", "letters"),
    [
        ("fr", ["mot d’exemple", "texte inventé (TI)"], ["M", "T"]),
        ("en", ["example word", "invented text (IT)"], ["E", "I"]),
        ("ar", ["الكلمة", "نص مخترع"], ["ك", "ن"]),
    ],
)
def test_terms_stand_in_the_order_of_the_language(
    content: Content, languages: Languages, tag: str, names: list[str], letters: list[str]
) -> None:
    page = rendered(content, languages, tag)
    assert [node.text() for node in page.css("h2")] == names
    assert [node.text() for node in page.css(".letters a")] == letters
    targets = [node.attributes["href"] for node in page.css(".letters a")]
    assert targets == [f"#{node.attributes['id']}" for node in page.css("h2")]


def test_a_term_has_its_names_sources_and_relations(content: Content, languages: Languages) -> None:
    entry = rendered(content, languages, "ar").css(".entry")[1]
    names = [(node.attributes["lang"], node.text()) for node in entry.css("dd > span[dir=ltr]")]
    assert names == [("fr", "texte inventé"), ("en", "invented text")]
    assert entry.css_first("dd a").attributes["href"] == "#example-word"
    # The title is not known in Arabic: it is shown in the first language that has it.
    assert entry.css_first("cite span[lang=fr]").text() == "Liste inventée"
    assert "<bdi>Hub</bdi>" in (entry.css_first("p").html or "")


def test_seminars_that_use_a_term_are_told_by_prose_and_metadata(content: Content) -> None:
    glossary, series = content.glossary, content.series
    prose = {SPARSE: "An example word.", FULL: "Nothing."}
    finder = term_finder(glossary, "en")
    terms = {
        entry.slug: used_terms(finder, entry.seminar, "en", prose.get(entry.slug, ""))
        for entry in series.entries
    }
    uses = latest_uses(glossary, series, terms)
    assert [entry.slug for entry in uses["example-word"]] == [SPARSE]
    assert FULL in [entry.slug for entry in uses["invented-text"]]
    assert len(uses["invented-text"]) == 5
    slugs = [entry.slug for entry in uses["invented-text"]]
    assert slugs == sorted(slugs, reverse=True)


def test_linked_data_names_every_term(content: Content, languages: Languages) -> None:
    page = page_of(content, languages, "en")
    addresses = Addresses("https://hub.example/")
    (node,) = linked_data(page, content.series, languages, addresses, "Series")
    assert (node["@type"], node["inLanguage"]) == ("DefinedTermSet", "en")
    assert node["hasDefinedTerm"][0] == {
        "@type": "DefinedTerm",
        "@id": "https://hub.example/glossary/#invented-text",
        "name": "invented text",
        "alternateName": ["IT"],
        "description": "Words that say nothing true; they serve the tests.",
        "url": "https://hub.example/en/glossary/#invented-text",
    }
