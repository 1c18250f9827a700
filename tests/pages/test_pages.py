"""Generated pages of the invented seminars: what each template shows."""

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.localisation.language import Languages
from kmh_hub.model.entity import EntityKind
from kmh_hub.model.series import Series
from kmh_hub.pages.page import Page
from kmh_hub.pages.series import pages_of
from kmh_hub.pages.templates import Templates
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS, TODAY

FULL = "seminars/2031-05-invented-full"
ONLINE = "seminars/2029-04-invented-online"
STATES = {
    "coming": "seminars/2032-01-invented-coming",
    "postponed": "seminars/2032-02-invented-postponed",
    "cancelled": "seminars/2032-03-invented-cancelled",
}
INDEXES = tuple(f"seminars/{kind}/" for kind in EntityKind)
SPARSE = "seminars/2030-02-invented-sparse"


@pytest.fixture(scope="module")
def series() -> Series:
    return read_content(FIXTURES / "docs", TAGS).series


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates(ROOT / "overrides/pages")


@pytest.fixture(scope="module")
def pages(series: Series, languages: Languages) -> dict[str, Page]:
    return {
        page.uri: page
        for each in languages.all
        for page in pages_of(series, each, languages, TODAY)
    }


@pytest.fixture(scope="module")
def html(pages: dict[str, Page], templates: Templates) -> dict[str, LexborHTMLParser]:
    return {uri: LexborHTMLParser(templates.render(page, "PROSE")) for uri, page in pages.items()}


def text(node: LexborHTMLParser | None) -> str:
    assert node is not None
    return " ".join(
        (node.body.text() if isinstance(node, LexborHTMLParser) else node.text()).split()
    )


def test_every_seminar_has_four_pages_in_every_language(pages: dict[str, Page]) -> None:
    folders = (FULL, SPARSE, ONLINE, *STATES.values())
    own = {f"{page}.{tag}.md" for page in ("index", "seminars/index") for tag in TAGS}
    of_seminars = {uri for uri in pages if not uri.startswith(INDEXES)}
    assert of_seminars == own | {
        f"{folder}/{kind}.{tag}.md"
        for folder in folders
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
    assert "Zoé Inventée، Directrice، وكالة مخترعة" in session
    assert "بدر المخترع" in session
    assert "Imaginary Moderator، معهد مخترع" in session


def test_agenda_says_what_is_not_published(html: dict[str, LexborHTMLParser]) -> None:
    assert "Title not published" in text(html[f"{FULL}/agenda.en.md"].css_first("#session-3"))
    sparse = text(html[f"{SPARSE}/agenda.en.md"])
    assert "February 2030" in sparse
    assert "The sessions are not published." in sparse
    assert "No agenda is published as a document." in sparse


def test_presentation_shows_language_type_and_size(html: dict[str, LexborHTMLParser]) -> None:
    page = html[f"{FULL}/presentation.ar.md"]
    assert [heading.attributes["id"] for heading in page.css("h2")] == [
        "session-1", "session-2", "seminar",
    ]  # fmt: skip
    assert "العربية" in text(page.css(".item")[2]), "the page's own language first"
    french = page.css_first("#slides-fr")
    assert "PDF" in text(french)
    assert "26\u00a0كيلوبايت" in text(french).replace(" ك", "\u00a0ك")
    link = french.css_first("a").attributes["href"]
    assert link == f"../../../../{FULL}/slides.fr.pdf"
    assert "PPTX" in text(page.css_first("#slides-ar-2"))


def test_pdfs_have_pictures_with_sizes_and_words(html: dict[str, LexborHTMLParser]) -> None:
    picture = html[f"{FULL}/presentation.en.md"].css_first("#slides-ar img").attributes
    assert picture["src"].endswith(f"{FULL}/previews/slides.ar.pdf.320.webp")
    assert "slides.ar.pdf.640.webp 640w" in picture["srcset"]
    assert (picture["width"], picture["height"]) == ("320", "180")
    assert picture["alt"].endswith("Slides of the invented exercise")
    remote = html[f"{FULL}/presentation.en.md"].css_first("#slides-ar-2")
    assert not remote.css("img, button")


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
    first = page.css_first("#recording-fr")
    tracks = [
        (track.attributes["kind"], track.attributes["srclang"]) for track in first.css("track")
    ]
    assert tracks == [("captions", "fr"), ("captions", "ar"), ("chapters", "fr")]
    assert first.css_first("track[default]").attributes["srclang"] == "fr"
    assert [source.attributes["type"] for source in first.css("source")] == [
        "video/webm", "video/mp4", "video/webm", "audio/ogg",
    ]  # fmt: skip
    assert [text(each) for each in first.css("option")][3].endswith(
        "\u2068Opus\u2069 · \u206838 ko\u2069"
    )
    chapters = first.css(".chapters a[data-start]")
    assert chapters[1].attributes["href"] == "#t=12"
    assert chapters[1].css_first("[lang=en]").attributes["dir"] == "ltr"
    assert first.css_first("a[href$='transcript.fr.txt']") is not None
    second = page.css_first("#recording-ar")
    assert second.css_first(".chapters a").attributes["href"] == "#recording-ar&t=0"


def test_transcripts_are_in_paragraphs_by_speaker(html: dict[str, LexborHTMLParser]) -> None:
    said = html[f"{FULL}/recordings.fr.md"].css("#recording-fr .said p")
    assert [text(each.css_first(".speaker")) if each.css(".speaker") else "" for each in said] == [
        "", "Zoé Inventée", "Badr Inventé", "Zoé Inventée", "Badr Inventé", "Zoé Inventée",
        "Badr Inventé",
    ]  # fmt: skip
    assert [each.attributes.get("id") for each in said] == [
        None, "t=3", "t=9", None, "t=15", "t=18", "t=21",
    ], "a chapter's heading has the moment that it shares with a paragraph"  # fmt: skip
    headings = html[f"{FULL}/recordings.fr.md"].css("#recording-fr .said h4")
    assert [each.attributes["id"] for each in headings] == ["t=0", "t=12"]
    assert "le long de la côte inventée." in text(said[1])
    assert said[1].css_first("a").attributes["href"] == "#t=3"


def test_a_transcript_is_in_the_language_of_the_page(html: dict[str, LexborHTMLParser]) -> None:
    arabic = html[f"{FULL}/recordings.ar.md"].css_first("#recording-fr .said p").attributes
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl"), "Arabic beside a French player"
    english = html[f"{FULL}/recordings.en.md"].css_first("#recording-fr .said p").attributes
    assert (english["lang"], english["dir"]) == ("fr", "ltr"), "else in the recording's own"
    other = html[f"{FULL}/recordings.en.md"].css_first(
        "#recording-fr .transcript > p a[hreflang=ar]"
    )
    assert other.attributes["href"] == f"../../../../ar/{FULL}/recordings/#recording-fr"


@pytest.mark.parametrize(
    ("id_", "embed", "learner"),
    [
        (
            "recording-fr",
            "https://www.youtube-nocookie.com/embed/Invented_00?rel=0",
            "YouTube (Google)",
        ),
        ("recording-en", "https://player.vimeo.com/video/000000000?dnt=1", "Vimeo"),
        (
            "recording-ar",
            "https://tube.example/videos/embed/InventedVideo?p2p=0",
            "tube.example",
        ),
        ("recording-es", None, "Zoom"),
    ],
)
def test_providers_are_asked_by_choice_only(
    html: dict[str, LexborHTMLParser], id_: str, embed: str | None, learner: str
) -> None:
    section = html[f"{ONLINE}/recordings.en.md"].css_first(f"#{id_}")
    assert not section.css("iframe, video, audio, img, script")
    assert section.css_first(".elsewhere").attributes.get("data-embed") == embed
    assert f"{learner} learns" in text(section)
    assert section.css_first("a[rel~=noreferrer]") is not None


@pytest.mark.parametrize(("state", "folder"), STATES.items())
def test_a_seminar_says_where_it_stands(
    html: dict[str, LexborHTMLParser], state: str, folder: str
) -> None:
    for kind in ("index", "agenda", "presentation", "recordings"):
        page = html[f"{folder}/{kind}.en.md"]
        assert page.css(f".phase.{state}"), kind
        assert bool(page.css(".seminar-head .notice")) is (state != "coming")
    agenda = html[f"{folder}/agenda.en.md"]
    assert bool(agenda.css(".participation a[href='https://agency.example/join']")) is (
        state == "coming"
    )
    assert agenda.css("a[href='../seminar.ics']")


def test_what_is_past_says_so_and_what_is_a_month_is_no_day(
    html: dict[str, LexborHTMLParser],
) -> None:
    assert html[f"{FULL}/agenda.en.md"].css(".phase.past")
    assert not html[f"{FULL}/agenda.en.md"].css(".participation")
    sparse = html[f"{SPARSE}/agenda.en.md"]
    assert sparse.css_first(".phase").attributes["data-end"] == "2030-02"
    assert not sparse.css("a[href$='.ics']")


def test_sessions_lead_to_their_documents_and_moments(html: dict[str, LexborHTMLParser]) -> None:
    agenda = html[f"{FULL}/agenda.fr.md"]
    links = [link.attributes["href"] for link in agenda.css("#session-2 .links a")]
    assert links == [
        "../presentation/#slides-ar",
        "../recordings/#t=12",
        "../recordings/#recording-ar&t=12",
    ]
    rows = agenda.css(".timetable tbody tr")
    assert [row.css_first("a").attributes["href"] for row in rows] == ["#session-1", "#session-2"]
    assert "Zoé Inventée" in text(rows[0])


def test_changes_are_told_the_newest_first(html: dict[str, LexborHTMLParser]) -> None:
    changes = html[f"{FULL}/index.fr.md"].css(".changes li")
    assert [each.css_first("time").attributes["datetime"] for each in changes] == [
        "2031-05-20", "2031-04-02",
    ]  # fmt: skip


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
    assert facts["Partner countries"] == "Ethiopia and Morocco Map"
    assert facts["Figures"] == "4 figures"
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
    assert page.css_first("a[rel=next]").attributes["href"] == "../../2032-01-invented-coming/"
    assert html[f"{ONLINE}/agenda.en.md"].css_first("a[rel=prev]") is None


@pytest.mark.parametrize(
    ("today", "slug", "name"),
    [
        (TODAY, "2032-01-invented-coming", "Coming seminar"),
        (date(2040, 1, 1), "2032-01-invented-coming", "Latest seminar"),
        (date(2031, 4, 1), "2031-05-invented-full", "Coming seminar"),
    ],
)
def test_home_shows_the_next_seminar_else_the_last(
    series: Series, languages: Languages, templates: Templates, today: date, slug: str, name: str
) -> None:
    page = next(iter(pages_of(series, languages["en"], languages, today)))
    html = LexborHTMLParser(templates.render(page, "<p>INTRO</p><h2>A</h2><p>REST</p>"))
    assert html.css_first(".latest h3 a").attributes["href"] == f"seminars/{slug}/"
    assert text(html.css_first(".latest h2")) == name
    dates = [text(node) for node in html.css(".timeline .dates")]
    assert dates[:3] == ["10 April 2029", "February 2030", "1–2 May 2031"]
    assert text(html.css_first(".topics li")).startswith("Testing")
    assert text(html.css(".md-typeset")[0]) == "INTRO"
    assert text(html.css(".md-typeset")[1]) == "AREST"


def test_the_index_is_newest_first_and_says_what_there_is(
    html: dict[str, LexborHTMLParser],
) -> None:
    entries = html["seminars/index.en.md"].css(".entry")
    assert [text(entry.css_first("h2")) for entry in entries][3:] == [
        "Invented full seminar", "Invented sparse seminar", "Invented online seminar",
    ]  # fmt: skip
    assert [text(entry.css_first(".phase")) for entry in entries] == [
        "Cancelled", "Postponed", "Coming", "Past event", "Past event", "Past event",
    ]  # fmt: skip
    states = [text(state) for state in entries[3].css(".available dd")]
    assert states == [
        "3 sessions Published: French",
        "Published: English, French and Arabic Announced Withdrawn: English",
        "Published: English, French and Arabic Withdrawn: Portuguese",
    ]
