"""Indexes of themes, countries, organisations, people and years, and what is related."""

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.localisation.language import Languages
from kmh_hub.model.entity import EntityKind
from kmh_hub.model.series import Series
from kmh_hub.pages.series import pages_of
from kmh_hub.pages.templates import Templates
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS, TODAY

FULL = "seminars/2031-05-invented-full"
SPARSE = "seminars/2030-02-invented-sparse"


def rendered(series: Series, languages: Languages) -> dict[str, LexborHTMLParser]:
    templates = Templates(ROOT / "overrides/pages")
    return {
        page.uri: LexborHTMLParser(templates.render(page, "PROSE"))
        for each in languages.all
        for page in pages_of(series, each, languages, TODAY)
    }


@pytest.fixture(scope="module")
def invented() -> Series:
    return read_content(FIXTURES / "docs", TAGS).series


@pytest.fixture(scope="module")
def html(invented: Series, languages: Languages) -> dict[str, LexborHTMLParser]:
    return rendered(invented, languages)


@pytest.fixture(scope="module")
def real(languages: Languages) -> dict[str, LexborHTMLParser]:
    return rendered(read_content(ROOT / "docs", TAGS).series, languages)


def text(html: LexborHTMLParser, selector: str) -> str:
    node = html.css_first(selector)
    assert node is not None, selector
    return " ".join(node.text().split())


def texts(html: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in html.css(selector)]


@pytest.mark.parametrize("kind", EntityKind)
@pytest.mark.parametrize("tag", TAGS)
def test_every_kind_has_an_index_that_leads_to_every_other(
    kind: EntityKind, tag: str, html: dict[str, LexborHTMLParser]
) -> None:
    page = html[f"seminars/{kind}/index.{tag}.md"]
    links = [link.attributes["href"] for link in page.css("nav.local a")]
    others = [f"../{other}/" for other in EntityKind if other is not kind]
    assert [link for link in links if link != "./"] == others
    assert len(page.css("nav.local [aria-current=page]")) == 1
    assert len(page.css(".index li")) > 0


def test_an_index_is_in_the_languages_order(real: dict[str, LexborHTMLParser]) -> None:
    def names(tag: str) -> list[str]:
        return texts(real[f"seminars/countries/index.{tag}.md"], ".index a")

    assert names("fr") == [
        "Afghanistan", "Algérie", "Égypte", "Éthiopie", "Irak", "Liban", "Libye", "Mali",
        "Maroc", "Niger", "Nigeria", "Soudan", "Tchad", "Tunisie",
    ]  # fmt: skip
    assert names("en")[:4] == ["Afghanistan", "Algeria", "Chad", "Egypt"]
    assert names("ar")[:4] == ["إثيوبيا", "أفغانستان", "الجزائر", "السودان"]


def test_years_begin_with_the_newest(real: dict[str, LexborHTMLParser]) -> None:
    assert texts(real["seminars/years/index.en.md"], ".index li") == [
        "2022 3 seminars", "2021 2 seminars", "2018 1 seminar",
    ]  # fmt: skip


def test_that_no_speaker_is_published_is_said(real: dict[str, LexborHTMLParser]) -> None:
    said = {tag: text(real[f"seminars/people/index.{tag}.md"], ".empty") for tag in TAGS}
    assert said["en"] == "The speakers of these seminars are not published yet."
    assert said["fr"] == "Les noms des intervenants de ces séminaires ne sont pas encore publiés."
    assert said["ar"] == "لم تُنشر بعد أسماء المتحدثين في هذه الندوات."


def test_an_entity_lists_its_seminars_with_their_roles(
    html: dict[str, LexborHTMLParser], real: dict[str, LexborHTMLParser]
) -> None:
    agency = html["seminars/organisations/invented-agency.en.md"]
    assert text(agency, "h1") == "Invented Agency"
    links = [link.attributes["href"] for link in agency.css(".entry a")]
    assert links[0] == "../../2032-03-invented-cancelled/"
    full = next(each for each in texts(agency, ".entry") if "Invented full seminar" in each)
    assert "1–2 May 2031 · Seminar 2" in full
    for role in ("Organiser", "Partner", "Organisation of a speaker or moderator"):
        assert role in full
    assert "Text: English and French" in full
    assert "Recordings: English, French and Arabic" in full
    ethiopia = texts(real["seminars/countries/et.en.md"], ".entry .about")
    assert [each.partition(" Text")[0] for each in ethiopia] == ["Partner country", "Host country"]
    institute = html["seminars/organisations/invented-institute.ar.md"]
    assert "جهة ينتمي إليها متحدث أو مدير جلسة" in text(institute, ".entry")


def test_an_entity_says_what_registries_call_it(html: dict[str, LexborHTMLParser]) -> None:
    person = html["seminars/people/zoe-inventee.ar.md"]
    facts = {
        " ".join(fact.css_first("dt").text().split()): fact.css_first("dd a")
        for fact in person.css(".fact")
    }
    assert {key: link.attributes["href"] for key, link in facts.items() if link} == {
        "الجهة": "../../organisations/invented-agency/",
        "الموقع الإلكتروني": "https://agency.example/zoe",
        "ORCID": "https://orcid.org/0000-0000-0000-0001",
        "Wikidata": "https://www.wikidata.org/wiki/Q999999999999",
    }
    agency = html["seminars/organisations/invented-agency.fr.md"]
    assert "PaysÉthiopie" in text(agency, ".facts")
    assert "ROR0nvente83" in text(agency, ".facts")


def test_a_person_is_shown_as_of_each_session(html: dict[str, LexborHTMLParser]) -> None:
    speaker = html["seminars/people/zoe-inventee.en.md"]
    assert texts(speaker, ".part") == [
        "Speaker Session 1: Invented opening · Director · Invented Agency"
    ]
    link = speaker.css_first(".part a")
    assert link is not None
    assert link.attributes["href"] == "../../2031-05-invented-full/agenda/#session-1"
    moderator = html["seminars/people/imaginary-moderator.ar.md"]
    assert texts(moderator, ".part")[0].endswith("· معهد مخترع")


def test_an_entity_is_named_in_the_language_or_its_fallback(
    html: dict[str, LexborHTMLParser],
) -> None:
    assert text(html["seminars/people/badr-invented.ar.md"], "h1") == "بدر المخترع"
    fund = html["seminars/organisations/invented-fund.ar.md"].css_first("h1 span")
    assert fund is not None
    assert (fund.attributes["lang"], fund.text()) == ("en", "Invented Fund <&>")


def test_titles_tell_pages_apart(invented: Series, languages: Languages) -> None:
    for language in languages.all:
        pages = list(pages_of(invented, language, languages, TODAY))
        indexes = [page for page in pages if page.entity or page.entity_kind]
        titles = [page.title for page in indexes]
        assert len(titles) > len(EntityKind)
        assert len(set(titles)) == len(titles)
        descriptions = {page.description for page in indexes}
        assert len(descriptions) == len(indexes)
        assert all(page.description for page in indexes)


def test_pages_lead_to_entities(html: dict[str, LexborHTMLParser]) -> None:
    facts = [link.attributes["href"] for link in html[f"{FULL}/index.en.md"].css(".facts a")]
    for path in (
        "themes/testing", "organisations/invented-agency", "organisations/invented-fund",
        "countries/et", "countries/ma",
    ):  # fmt: skip
        assert f"../{path}/" in facts
    people = html[f"{FULL}/agenda.en.md"].css(".people a")
    assert "../../people/zoe-inventee/" in [link.attributes["href"] for link in people]
    assert html["seminars/index.en.md"].css_first('.themes a[href="themes/testing/"]')
    assert html["index.en.md"].css_first('.topics a[href="seminars/themes/testing/"]')


def test_related_seminars_say_why(
    html: dict[str, LexborHTMLParser], real: dict[str, LexborHTMLParser]
) -> None:
    assert not html[f"{SPARSE}/index.en.md"].css(".related")
    related = real["seminars/2022-11-victims-of-trafficking/index.en.md"]
    first = texts(related, ".related li")[0]
    assert "AU-EU Technical Workshop on Sustainable Reintegration" in first
    assert "Country: Ethiopia" in first
    assert "Organisations: EU-IOM Knowledge Management Hub (KMH) and European Union (EU)" in first
    assert len(related.css(".related li")) == 3


def test_a_long_reason_is_cut(languages: Languages, invented: Series) -> None:
    entries = list(invented.entries)
    full = next(entry for entry in entries if entry.slug in FULL)
    codes = ("ET", "MA", "TN", "TD", "ML", "NE", "LY")
    seminar = full.seminar.model_copy(update={"countries": codes})
    twins = [
        replace(full, slug=slug, seminar=seminar) for slug in (full.slug, "2031-06-invented-twin")
    ]
    others = [entry for entry in entries if entry is not full]
    pages = rendered(Series(invented.vocabulary, (*others, *twins)), languages)
    first = texts(pages[f"{FULL}/index.en.md"], ".related li")[0]
    assert "Theme: Testing" in first
    assert "Countries: Ethiopia, Morocco, Tunisia, Chad, 3 more" in first
    assert "People: Zoé Inventée, Badr Invented and Imaginary Moderator" in first
