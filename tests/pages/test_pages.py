"""Generated pages of the invented seminars: what each template shows."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.localisation.language import Languages
from kmh_hub.model.series import Series
from kmh_hub.pages.page import Page
from kmh_hub.pages.series import pages_of
from kmh_hub.pages.templates import Templates
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS

FULL = "seminars/2031-05-invented-full"
SPARSE = "seminars/2030-02-invented-sparse"


@pytest.fixture(scope="module")
def series() -> Series:
    return read_content(FIXTURES / "docs", TAGS).series


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates(ROOT / "overrides/pages")


@pytest.fixture(scope="module")
def pages(series: Series, languages: Languages) -> dict[str, Page]:
    return {page.uri: page for each in languages.all for page in pages_of(series, each, languages)}


@pytest.fixture(scope="module")
def html(pages: dict[str, Page], templates: Templates) -> dict[str, LexborHTMLParser]:
    return {uri: LexborHTMLParser(templates.render(page, "PROSE")) for uri, page in pages.items()}


def text(node: LexborHTMLParser | None) -> str:
    assert node is not None
    return " ".join(
        (node.body.text() if isinstance(node, LexborHTMLParser) else node.text()).split()
    )


def test_every_seminar_has_four_pages_in_every_language(pages: dict[str, Page]) -> None:
    assert set(pages) == {f"seminars/index.{tag}.md" for tag in TAGS} | {
        f"{folder}/{kind}.{tag}.md"
        for folder in (FULL, SPARSE)
        for kind in ("index", "agenda", "presentation", "recordings")
        for tag in TAGS
    }


def test_metadata_is_never_markup(html: dict[str, LexborHTMLParser]) -> None:
    for page in html.values():
        assert not page.css("script, b")
    assert "Séminaire inventé <b>complet</b>" in text(html[f"{FULL}/index.fr.md"])
    assert "<script>alert(1)</script>" in text(html[f"{FULL}/agenda.en.md"])


def test_html_is_one_block_of_markdown(pages: dict[str, Page], templates: Templates) -> None:
    for page in pages.values():
        assert "\n\n" not in templates.render(page, "PROSE")


def test_agenda_gives_times_in_the_zone_and_in_utc(html: dict[str, LexborHTMLParser]) -> None:
    agenda = html[f"{FULL}/agenda.en.md"]
    assert "09:30–16:00 EAT (06:30–13:00 UTC)" in text(agenda.css_first(".when"))
    times = [time.attributes["datetime"] for time in agenda.css("#session-1 time")]
    assert times == [
        "2031-05-01T09:30+03:00", "2031-05-01T10:45+03:00",
        "2031-05-01T06:30+00:00", "2031-05-01T07:45+00:00",
    ]  # fmt: skip
    assert "from 09:00 EAT" in text(agenda.css(".when")[1])
    assert "1 hour 30 minutes" in text(agenda.css_first("#session-2"))


def test_agenda_names_people(html: dict[str, LexborHTMLParser]) -> None:
    session = text(html[f"{FULL}/agenda.ar.md"].css_first("#session-1"))
    assert "Zoé Inventée، Directrice، Invented Agency" in session
    assert "بدر المخترع" in session
    assert "Imaginary Moderator" in session


def test_agenda_says_what_is_not_published(html: dict[str, LexborHTMLParser]) -> None:
    assert "Title not published" in text(html[f"{FULL}/agenda.en.md"].css_first("#session-3"))
    sparse = text(html[f"{SPARSE}/agenda.en.md"])
    assert "February 2030" in sparse
    assert "The sessions are not published." in sparse
    assert "No agenda is published as a document." in sparse


def test_presentation_shows_language_type_and_size(html: dict[str, LexborHTMLParser]) -> None:
    items = html[f"{FULL}/presentation.ar.md"].css(".item")
    assert "العربية" in text(items[0]), "the page's own language first"
    french = next(item for item in items if item.css_first("a[hreflang=fr]"))
    assert "PDF" in text(french)
    assert "0.1 كيلوبايت" in text(french)
    link = french.css_first("a").attributes["href"]
    assert link == f"../../../../{FULL}/slides.fr.pdf"


def test_only_published_items_are_links(html: dict[str, LexborHTMLParser]) -> None:
    page = html[f"{FULL}/presentation.en.md"]
    assert not page.css(".item.announced > a, .item.withdrawn > a")
    assert "withdrawn.pdf" not in (page.html or "")
    assert "v=withdrawn" not in (html[f"{FULL}/recordings.en.md"].html or "")


@pytest.mark.parametrize(
    ("tag", "first"), [("fr", "Français"), ("en", "English"), ("ar", "العربية")]
)
def test_recordings_begin_with_the_language_of_the_page(
    html: dict[str, LexborHTMLParser], tag: str, first: str
) -> None:
    assert text(html[f"{FULL}/recordings.{tag}.md"].css_first(".recording h2")).startswith(first)


def test_recordings_have_players_captions_chapters_and_transcript(
    html: dict[str, LexborHTMLParser],
) -> None:
    page = html[f"{FULL}/recordings.fr.md"]
    assert [track.attributes["srclang"] for track in page.css("video track")] == ["fr", "ar"]
    assert page.css_first("track[default]").attributes["srclang"] == "fr"
    chapters = page.css(".chapters a")
    assert chapters[1].attributes["href"].endswith("recording.fr.webm#t=754")
    assert chapters[1].css_first("[lang=en]").attributes["dir"] == "ltr"
    assert page.css_first("a[href$='transcript.fr.txt']") is not None
    assert page.css_first("audio source").attributes["type"] == "audio/mpeg"
    assert page.css_first("a[href='https://video.example/watch?v=1']") is not None


def test_a_missing_language_of_recordings_is_said(html: dict[str, LexborHTMLParser]) -> None:
    assert not html[f"{FULL}/recordings.ar.md"].css(".notice")
    sparse = text(html[f"{SPARSE}/recordings.ar.md"])
    assert "لم يُنشر أي تسجيل" in sparse


def test_facts(html: dict[str, LexborHTMLParser]) -> None:
    facts = {
        text(fact.css_first("dt")): text(fact.css_first("dd"))
        for fact in html[f"{FULL}/index.en.md"].css(".fact")
    }
    assert facts["Date"] == "1–2 May 2031"
    assert facts["Format"] == "In person and online (Invented Platform)"
    assert facts["Place"] == "Invented Hall, Invented City (Ethiopia)"
    assert facts["Audience"] == "By invitation"
    assert facts["Interpretation"] == "French, Arabic and Portuguese"
    assert facts["Funding"] == "Invented Fund <&>"
    assert facts["Partner countries"] == "Ethiopia and Morocco"
    assert facts["Official pages"] == "Invented notice (agency.example, English)"
    sparse = [text(fact) for fact in html[f"{SPARSE}/index.en.md"].css(".fact")]
    assert sparse == ["DateFebruary 2030"] + [
        f"{name}Not published"
        for name in (
            "Time", "Format", "Place", "Audience", "Interpretation", "Organisers", "Official pages",
        )
    ]  # fmt: skip


def test_prose_stands_below_the_facts(html: dict[str, LexborHTMLParser]) -> None:
    assert text(html[f"{FULL}/index.en.md"].css_first(".prose")) == "PROSE"


def test_a_page_links_to_its_siblings_and_neighbours(html: dict[str, LexborHTMLParser]) -> None:
    page = html[f"{FULL}/agenda.en.md"]
    links = [link.attributes["href"] for link in page.css(".local a")]
    assert links == ["../", "./", "../presentation/", "../recordings/"]
    assert text(page.css_first(".local [aria-current=page]")) == "Agenda"
    assert page.css_first("a[rel=prev]").attributes["href"] == "../../2030-02-invented-sparse/"
    assert page.css_first("a[rel=next]") is None


def test_the_index_is_newest_first_and_says_what_there_is(
    html: dict[str, LexborHTMLParser],
) -> None:
    entries = html["seminars/index.en.md"].css(".entry")
    assert [text(entry.css_first("h2")) for entry in entries] == [
        "Invented full seminar", "Invented sparse seminar",
    ]  # fmt: skip
    states = [text(state) for state in entries[0].css(".available dd")]
    assert states == [
        "3 sessions Published: French",
        "Published: French and Arabic Announced Withdrawn: English",
        "Published: English, French and Arabic Withdrawn: Portuguese",
    ]
