"""Books: read back by zipfile and ElementTree, and checked by EPUBCheck, the W3C's checker."""

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from zipfile import ZIP_STORED, ZipFile

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.exports.citation.item import seminar_item
from kmh_hub.exports.citation.sentence import sentence
from kmh_hub.exports.epub.book import book
from kmh_hub.exports.export import Addresses, stable_id
from kmh_hub.localisation.language import Languages
from kmh_hub.model.material import Status
from kmh_hub.model.recording import clock
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.text import Text
from kmh_hub.pages.phase import phase_of
from kmh_hub.pages.recordings import shown_recordings
from kmh_hub.reading.pdf import texts_of
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS, TODAY

HOST = "https://hub.example/kmh/"
FULL, SPARSE = "2031-05-invented-full", "2030-02-invented-sparse"
FULL_PAGE = f"{HOST}en/seminars/{FULL}/"
X = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOSTILE = '"]]><b>&amp;{{ 7*7 }}<script>alert(1)</script>\ufffe<!-- --'
EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.betterem", "pymdownx.details"),
]
"""Those of mkdocs.yml."""


@dataclass(frozen=True)
class Book:
    """A book as a reading system opens it."""

    content: bytes

    @cached_property
    def files(self) -> dict[str, bytes]:
        with ZipFile(BytesIO(self.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def package(self) -> ET.Element:
        return ET.fromstring(self.files["EPUB/package.opf"])  # noqa: S314 - our own

    @cached_property
    def pages(self) -> dict[str, ET.Element]:
        return {
            name.removeprefix("EPUB/"): ET.fromstring(content)  # noqa: S314 - our own
            for name, content in self.files.items()
            if name.endswith(".xhtml")
        }

    @property
    def order(self) -> list[str]:
        items = {each.get("id"): each.get("href", "") for each in self.package.iter(f"{OPF}item")}
        return [items[each.get("idref")] for each in self.package.iter(f"{OPF}itemref")]

    def metadata(self, name: str) -> list[str]:
        found = [
            each
            for each in self.package.iter()
            if each.tag == DC + name or each.get("property") == name
        ]
        return [each.text or "" for each in found]

    def text(self, name: str) -> str:
        return plain("".join(self.pages[name].itertext()))

    def links(self, name: str) -> list[str]:
        return [each.get("href", "") for each in self.pages[name].iter(f"{X}a")]

    def element(self, name: str, id_: str) -> ET.Element:
        return next(each for each in self.pages[name].iter() if each.get("id") == id_)


def plain(text: str) -> str:
    """Return a text with every white space as one space."""
    return " ".join(text.split())


@cache
def read(folder: Path) -> Series:
    return read_content(folder, TAGS).series


@cache
def texts(folder: Path) -> Mapping[str, tuple[str, ...]]:
    return {path.name: tuple(texts_of(path)) for path in sorted(folder.glob("*.pdf"))}


def prose_of(folder: Path, tag: str) -> str:
    """Return prose as MkDocs renders it and its links."""
    source = (folder / f"index.{tag}.md").read_text()
    html = markdown(source, extensions=EXTENSIONS)
    html = re.sub(r'href="([./\w-]*)\bindex\.md', r'href="\1', html)
    return re.sub(r'href="([\w-]+)\.md', r'href="\1/', html)


def made(
    languages: Languages,
    tag: str = "en",
    slug: str = FULL,
    docs: Path = FIXTURES / "docs",
    entry: Entry | None = None,
    **given: Any,
) -> Book:
    series, language = read(docs), languages[tag]
    entry = entry or series.by_slug[slug]
    folder = docs / "seminars" / slug
    addresses, prose_language = Addresses(HOST), entry.prose_language(language.preferred)
    item = seminar_item(entry, series.vocabulary, language, addresses, "Series")
    arguments = {
        "prose": prose_of(folder, prose_language),
        "prose_language": prose_language,
        "texts": texts(folder),
        "reference": sentence(item, language),
        "series_title": "Series",
        "phase": phase_of(entry.outline, TODAY),
        **given,
    }
    return Book(book(entry, series.vocabulary, language, languages, addresses, **arguments))


def dead_links(each: Book) -> Iterator[tuple[str, str]]:
    ids = {
        name: [element.get("id") for element in page.iter() if element.get("id")]
        for name, page in each.pages.items()
    }
    assert all(len(found) == len(set(found)) for found in ids.values())
    for name in each.pages:
        for link in each.links(name):
            target, _, fragment = link.partition("#")
            there = ["", *ids[target]] if target in ids else []
            if not link.startswith(("https://", "mailto:")) and unquote(fragment) not in there:
                yield name, link


def changed(slug: str = FULL, **changes: Any) -> Entry:
    entry = read(FIXTURES / "docs").by_slug[slug]
    return replace(entry, seminar=entry.seminar.model_copy(update=changes))


def hostile(languages: Languages, tag: str = "en") -> Book:
    seminar = read(FIXTURES / "docs").by_slug[FULL].seminar
    bad = Text({"en": HOSTILE})
    session = seminar.days[0].sessions[0].model_copy(update={"title": bad, "abstract": bad})
    days = (seminar.days[0].model_copy(update={"sessions": (session,)}), seminar.days[1])
    entry = changed(title=bad, summary=Text({"und": HOSTILE}), platform=HOSTILE, days=days)
    return made(
        languages,
        tag,
        entry=entry,
        prose=PROSE,
        texts={"slides.fr.pdf": (f"one\x02two\0{HOSTILE}", "", "three")},
        reference=HOSTILE,
        series_title=HOSTILE,
    )


LINKS = {
    "agenda/": "agenda.xhtml",
    "agenda/#session-2": "agenda.xhtml#session-2",
    "agenda/#nowhere": "agenda.xhtml",
    "agenda/#agenda-fr": "agenda.xhtml#agenda-fr",
    "presentation/#slides-fr": "documents.xhtml#slides-fr",
    "presentation/#slides-fr&page=2": "text-slides-fr.xhtml#page-2",
    "presentation/#slides-fr&page=99": "documents.xhtml#slides-fr",
    "recordings/#recording-fr": "recordings.xhtml#recording-fr",
    "recordings/#t=13": "transcript-recording-en.xhtml#t-12",
    "recordings/#recording-ar&t=5": "transcript-recording-ar.xhtml#t-3",
    "recordings/#recording-en-2&t=5": "recordings.xhtml#recording-en-2",
    "recordings/#recording-xx&t=5": "recordings.xhtml",
    "./": "title.xhtml",
    "./#cite": "about.xhtml#cite",
    "#context": "overview.xhtml#context",
    "#%D8%B3%D9%8A%D8%A7%D9%82": "overview.xhtml#%D8%B3%D9%8A%D8%A7%D9%82",
    "#nowhere": "title.xhtml",
    "slides.fr.pdf": f"{FULL_PAGE}slides.fr.pdf",
    "../2030-02-invented-sparse/": f"{HOST}en/seminars/2030-02-invented-sparse/",
    "../../../fr/about/": f"{HOST}fr/about/",
    "//other.example/x": "https://other.example/x",
    "https://other.example/a b?q=[1]|2#c#d": "https://other.example/a%20b?q=%5B1%5D%7C2#c%23d",
    "https://other.example/100%": "https://other.example/100%25",
    "mailto:a@other.example": "mailto:a@other.example",
    "javascript:alert(1)": None,
    "java\nscript:alert(1)": None,
    "data:text/html,x": None,
    "http://": None,
    "http://[": None,
    "https://a b.example/": None,
    "https://other.example:99999/": None,
}
"""Links of the editors' text, and where they lead in a book; None where they are no links."""

PROSE = (
    '<h1>One</h1><h2 id="context">Two &amp; <bdi>KMH</bdi></h2><h2 id="سياق">عنوان</h2>'
    '<h2 id="context">Twice</h2><p onclick="x()" style="color:red" data-x="1" a@b="1" lang="x y">'
    "text<script>alert(1)</script><style>p{}</style><br>more<wbr>over&nbsp;\x01</p>"
    "<svg><path/></svg><o:p>office</o:p><center>middle</center><!-- comment --><?php x ?>"
    '<p><img src="p.png" alt="Picture"><img src="x.png" alt="">'
    '<a href="agenda/"><img src="q.png" alt="Within"></a></p><iframe src="https://v.example/1">'
    '</iframe><video controls><source src="v.webm">no</video><embed src="javascript:x">'
    '<pre><code>a\n\n\nb</code></pre><ol start="3"><li value="x">item</ol><p hidden>hidden</p>'
    '<table><tr><td style="text-align: right;" colspan="2">cell<tr><td align="left">cell</table>'
    '<form><input value="v"><button>push</button>kept</form><time datetime="never">never</time>'
    "<p>" + "".join(f'<a href="{link.replace("&", "&amp;")}">link</a>' for link in LINKS) + "</p>"
    "</div></section></body></html><plaintext>&lt;<b>"
)


@pytest.fixture(scope="module")
def every(languages: Languages) -> dict[tuple[str, str], Book]:
    """Each invented and each real seminar in each language, by slug and language."""
    return {
        (entry.slug, tag): made(languages, tag, entry.slug, docs)
        for docs in (FIXTURES / "docs", ROOT / "docs")
        for entry in read(docs).entries
        for tag in TAGS
    }


@pytest.fixture(scope="module")
def full(every: dict[tuple[str, str], Book]) -> dict[str, Book]:
    return {tag: every[FULL, tag] for tag in TAGS}


def test_epubcheck_has_nothing_to_say(languages: Languages, tmp_path: Path) -> None:
    # Debian's command is a jar, which only kernels with binfmt_misc start; java starts it anywhere.
    jar = shutil.which("epubcheck")
    assert jar, "install Debian's package epubcheck"
    draft = changed(SPARSE, draft=True, added=None)
    books = {
        "hostile": hostile(languages, "ar"),
        "draft": made(languages, "fr", SPARSE, entry=draft),
        "real": made(languages, "fr", "2022-11-victims-of-trafficking", ROOT / "docs"),
    }
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar]
    checks = {}
    for name, each in books.items():
        path = tmp_path / f"{name}.epub"
        path.write_bytes(each.content)
        checks[name] = subprocess.Popen(
            [*java, "--failonwarnings", str(path)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    for name, check in checks.items():
        said, _ = check.communicate(timeout=60)
        assert "No errors or warnings detected" in said, f"{name}: {said}"
        assert check.returncode == 0


def test_container_is_what_reading_systems_look_for(full: dict[str, Book]) -> None:
    for each in full.values():
        assert each.content[30:58] == b"mimetypeapplication/epub+zip"
        with ZipFile(BytesIO(each.content)) as archive:
            infos = archive.infolist()
        assert infos[0].filename == "mimetype"
        assert infos[0].compress_type == ZIP_STORED
        assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
        assert {(info.create_system, info.external_attr >> 16) for info in infos} == {(3, 0o100644)}
        assert b'full-path="EPUB/package.opf"' in each.files["META-INF/container.xml"]
        listed = {item.get("href") for item in each.package.iter(f"{OPF}item")}
        there = {name.removeprefix("EPUB/") for name in each.files if name.startswith("EPUB/")}
        assert listed == there - {"package.opf"}


def test_same_content_gives_same_bytes(full: dict[str, Book], languages: Languages) -> None:
    for tag, each in full.items():
        assert made(languages, tag).content == each.content
    assert len({each.content for each in full.values()}) == len(TAGS)


def test_all_is_text(every: dict[tuple[str, str], Book]) -> None:
    suffixes = {Path(name).suffix for each in every.values() for name in each.files}
    assert suffixes == {"", ".xml", ".opf", ".css", ".xhtml"}
    for each in every.values():
        assert b"@font-face" not in each.files["EPUB/book.css"]
        assert not re.search(rb"[-:] ?(left|right)", each.files["EPUB/book.css"])


def test_links_within_a_book_lead_somewhere(every: dict[tuple[str, str], Book]) -> None:
    for key, each in every.items():
        assert list(dead_links(each)) == [], key


def test_contents_follow_the_reading_order(every: dict[tuple[str, str], Book]) -> None:
    for each in every.values():
        order = each.order
        assert order[:2] == ["title.xhtml", "contents.xhtml"]
        assert order[-1] == "about.xhtml"
        assert set(order) == set(each.pages)
        toc, landmarks = each.pages["contents.xhtml"].iter(f"{X}nav")
        assert [nav.get(EPUB_TYPE) for nav in (toc, landmarks)] == ["toc", "landmarks"]
        listed = [link.get("href", "").partition("#")[0] for link in toc.iter(f"{X}a")]
        assert list(dict.fromkeys(listed)) == [name for name in order if name != "contents.xhtml"]
        marked = {link.get(EPUB_TYPE): link.get("href") for link in landmarks.iter(f"{X}a")}
        assert marked == {
            "titlepage": "title.xhtml", "toc": "contents.xhtml", "bodymatter": order[2],
        }  # fmt: skip


def test_full_seminar_has_all_parts_its_own_language_first(full: dict[str, Book]) -> None:
    assert full["ar"].order == [
        "title.xhtml", "contents.xhtml", "overview.xhtml", "agenda.xhtml",
        "text-agenda-fr.xhtml", "documents.xhtml", "text-slides-ar.xhtml", "text-slides-fr.xhtml",
        "text-slides-en.xhtml", "recordings.xhtml", "transcript-recording-ar.xhtml",
        "transcript-recording-fr.xhtml", "transcript-recording-en.xhtml", "about.xhtml",
    ]  # fmt: skip


def test_metadata(full: dict[str, Book], languages: Languages) -> None:
    each = full["en"]
    assert each.package.get("version") == "3.0"
    assert each.metadata("identifier") == [stable_id(FULL, "book", "en").urn]
    assert each.metadata("title") == ["Invented full seminar"]
    assert each.metadata("creator") == ["Invented Agency"]
    assert each.metadata("source") == [FULL_PAGE]
    assert each.metadata("dcterms:modified") == ["2031-05-20T00:00:00Z"]
    assert each.metadata("language") == ["en", "fr", "ar"], "the book's first, then of its parts"
    assert made(languages, texts={}).metadata("language") == ["en", "fr", "ar"], "of transcripts"
    assert each.metadata("belongs-to-collection") == ["Series"]
    assert each.metadata("group-position") == ["2"]
    assert each.metadata("schema:accessMode") == ["textual"]
    assert each.metadata("schema:accessModeSufficient") == ["textual"]
    assert "tableOfContents" in each.metadata("schema:accessibilityFeature")
    assert each.metadata("schema:accessibilityHazard") == ["none"]
    assert all(each.metadata("schema:accessibilitySummary"))
    assert len({other.metadata("identifier")[0] for other in full.values()}) == len(TAGS)


def test_draft_without_a_date_is_as_old_as_can_be(languages: Languages) -> None:
    entry = changed(SPARSE, draft=True, added=None)
    each = made(languages, "en", SPARSE, entry=entry)
    assert each.metadata("dcterms:modified") == ["1970-01-01T00:00:00Z"]
    assert "1970" not in "".join(map(each.text, each.pages))
    assert "shown in the preview only" in each.text("title.xhtml")


def test_arabic_reads_from_right_to_left(every: dict[tuple[str, str], Book]) -> None:
    for (_slug, tag), each in every.items():
        way = "rtl" if tag == "ar" else "ltr"
        spine = each.package.find(f"{OPF}spine")
        assert spine is not None
        assert spine.get("page-progression-direction") == way
        assert (each.package.get(XML_LANG), each.package.get("dir")) == (tag, way)
        for page in each.pages.values():
            assert (page.get("lang"), page.get(XML_LANG), page.get("dir")) == (tag, tag, way)


def test_latin_words_within_arabic_are_isolated(full: dict[str, Book]) -> None:
    heading = full["ar"].pages["title.xhtml"].find(f".//{X}h1")
    assert heading is not None
    assert [(each.tag, each.text) for each in heading] == [(f"{X}bdi", "ACME Labs")]


def test_text_in_another_language_says_so(full: dict[str, Book]) -> None:
    def marks(name: str, words: str) -> tuple[str | None, str | None]:
        for each in full["ar"].pages[name].iter():
            if each.get("lang") and words in "".join(each.itertext()) and each.tag != f"{X}html":
                return each.get("lang"), each.get("dir")
        raise AssertionError(words)

    assert marks("title.xhtml", "An invented summary") == ("en", "ltr")
    assert marks("overview.xhtml", "Texte inventé") == ("fr", "ltr")
    assert marks("transcript-recording-en.xhtml", "welcome to Invented City") == ("en", "ltr")
    assert marks("transcript-recording-ar.xhtml", "صباح الخير") == ("ar", "rtl")
    assert "الفرنسية" in full["ar"].text("overview.xhtml"), "the reader is told the language"
    notice = "".join(full["en"].pages["overview.xhtml"].itertext())
    assert "not available" not in notice


def test_agenda_has_times_in_the_zone_and_in_utc(full: dict[str, Book]) -> None:
    session = full["en"].element("agenda.xhtml", "session-1")
    assert [time.get("datetime") for time in session.iter(f"{X}time")] == [
        "2031-05-01T09:30+03:00", "2031-05-01T10:45+03:00",
        "2031-05-01T06:30+00:00", "2031-05-01T07:45+00:00",
    ]  # fmt: skip
    text = plain("".join(session.itertext()))
    assert "Session 1 · 09:30–10:45 EAT (06:30–07:45 UTC)" in text
    assert "Zoé Inventée, Director, Invented Agency" in text
    assert "Imaginary Moderator" in text
    assert "An invented abstract" in text
    assert "1 hour 30 minutes" in full["en"].text("agenda.xhtml")


def test_a_month_is_never_made_a_day(every: dict[tuple[str, str], Book]) -> None:
    for tag in TAGS:
        each = every[SPARSE, tag]
        times = {
            time.get("datetime") for page in each.pages.values() for time in page.iter(f"{X}time")
        }
        assert times == {"2030-02", "2030-03-01"}, "the month, and the day on which it was added"
        for name in each.pages:
            assert not re.search(r"\b\d{1,2}(er)? (February|février|فبراير)", each.text(name))
            assert not re.search(rb"2030-02-\d", each.files[f"EPUB/{name}"])
    assert "February 2030" in every[SPARSE, "en"].text("agenda.xhtml")


def test_what_is_not_published_is_said_as_on_the_pages(
    every: dict[tuple[str, str], Book], languages: Languages
) -> None:
    for tag in TAGS:
        each = every[SPARSE, tag]

        def _(message: str, tag: str = tag) -> str:
            return plain(languages[tag].translations.gettext(message))

        assert each.text("title.xhtml").count(_("Not published")) >= 7
        assert _("The sessions are not published.") in each.text("agenda.xhtml")
        assert _("Times not published") in each.text("agenda.xhtml")
        assert _("No agenda is published as a document.") in each.text("agenda.xhtml")
        nothing = _("No presentation or other document of this seminar is published.")
        assert nothing in each.text("documents.xhtml")
        assert _("No recording of this seminar is published.") in each.text("recordings.xhtml")
        real = every["2022-11-victims-of-trafficking", tag]
        announced = _("Announced: it is known to exist, but its address is not known here.")
        assert announced in real.text("recordings.xhtml")
        assert announced in real.text("documents.xhtml")
        assert _("The speakers are not published.") in real.text("agenda.xhtml")


def test_state_of_a_seminar_is_told(every: dict[tuple[str, str], Book]) -> None:
    coming = every["2032-01-invented-coming", "en"]
    assert "Open to all (invented)." in coming.text("title.xhtml")
    assert "https://agency.example/join" in coming.links("title.xhtml")
    past = every[FULL, "en"]
    assert "Past event" in past.text("title.xhtml")
    assert "https://agency.example/register" not in past.links("title.xhtml")
    for slug, words in (
        ("2032-02-invented-postponed", "This seminar is postponed"),
        ("2032-03-invented-cancelled", "This seminar is cancelled"),
    ):
        assert words in every[slug, "en"].text("title.xhtml")
        assert "https://agency.example/join" not in every[slug, "en"].links("title.xhtml")


def test_transcripts_say_what_is_said(full: dict[str, Book], languages: Languages) -> None:
    for tag, each in full.items():
        shown = shown_recordings(read(FIXTURES / "docs").by_slug[FULL], languages[tag])
        said = {one.id: one.transcript for one in shown if one.transcript}
        assert len(said) == 3
        for id_, transcript in said.items():
            page = each.pages[f"transcript-{id_}.xhtml"]
            found = [
                plain("".join(line.itertext())) for line in page.iter(f"{X}p") if line.get("lang")
            ]
            expected = [
                " ".join(f"{clock(p.start)} {p.speaker} {p.text}".split())
                for part in transcript.parts
                for p in (one.paragraph for one in part.paragraphs)
            ]
            assert found == expected
    chapters = full["en"].pages["transcript-recording-fr.xhtml"].iter(f"{X}h2")
    assert [(each.get("id"), each.text) for each in chapters] == [
        ("t-0", "Beginning"), ("t-12", "Second part"),
    ]  # fmt: skip


def test_documents_are_there_page_by_page(full: dict[str, Book]) -> None:
    known = texts(FIXTURES / "docs/seminars" / FULL)
    for tag in ("fr", "en", "ar"):
        page = full["fr"].pages[f"text-slides-{tag}.xhtml"]
        lines = [line for line in page.iter(f"{X}p") if line.get("lang")]
        assert [plain("".join(line.itertext())) for line in lines] == [
            plain(text) for text in known[f"slides.{tag}.pdf"]
        ]
        assert {(line.get("lang"), line.get("dir")) for line in lines} == {
            (tag, "rtl" if tag == "ar" else "ltr")
        }


def test_page_without_text_says_so_and_a_document_without_any_is_left_out(
    languages: Languages,
) -> None:
    each = made(languages, texts={"slides.fr.pdf": ("one", ""), "slides.en.pdf": ("", "")})
    assert each.element("text-slides-fr.xhtml", "page-2").find(f"{X}p") is not None
    assert "text-slides-en.xhtml" not in each.pages
    assert "text-slides-en.xhtml" not in each.links("documents.xhtml")


def test_documents_and_recordings_have_their_absolute_addresses(full: dict[str, Book]) -> None:
    files = f"{HOST}seminars/{FULL}/"
    for each in full.values():
        assert f"{files}agenda.fr.pdf" in each.links("agenda.xhtml")
        assert {f"{files}slides.fr.pdf", "https://agency.example/slides.pptx"} <= set(
            each.links("documents.xhtml")
        )
        expected = {f"{files}recording.fr.180p.webm", f"{files}captions.ar.vtt"}
        expected |= {f"{files}transcript.fr.txt", "https://video.example/watch?v=1"}
        assert expected <= set(each.links("recordings.xhtml"))


def test_withdrawn_addresses_are_absent(every: dict[tuple[str, str], Book]) -> None:
    for each in every.values():
        whole = b"".join(each.files.values())
        assert b"withdrawn.pdf" not in whole
        assert b"v=withdrawn" not in whole
    assert "Withdrawn" in every[FULL, "en"].text("documents.xhtml")


def test_nothing_is_left_of_a_withdrawn_recording(languages: Languages) -> None:
    recordings = read(FIXTURES / "docs").by_slug[FULL].seminar.recordings
    withdrawn = recordings[0].model_copy(update={"status": Status.WITHDRAWN})
    each = made(languages, "fr", entry=changed(recordings=(withdrawn, *recordings[1:])))
    whole = b"".join(each.files.values())
    for name in (b"recording.fr.", b"captions.fr.vtt", b"transcript.fr.txt"):
        assert name not in whole
    assert "transcript-recording-fr.xhtml" not in each.pages


def test_reference_and_changes_stand_at_the_end(full: dict[str, Book]) -> None:
    cite = "".join(full["en"].element("about.xhtml", "cite").itertext())
    assert "Invented full seminar" in cite
    assert FULL_PAGE in cite
    changes = list(full["en"].element("about.xhtml", "changes").iter(f"{X}time"))
    assert [each.get("datetime") for each in changes] == ["2031-05-20", "2031-04-02"]
    assert FULL_PAGE in full["en"].links("about.xhtml")


def test_prose_of_the_real_seminars_is_whole(every: dict[tuple[str, str], Book]) -> None:
    docs = ROOT / "docs"
    for entry in read(docs).entries:
        for tag in TAGS:
            html = prose_of(docs / "seminars" / entry.slug, tag)
            words = LexborHTMLParser(html).body.text()
            assert plain(words) in every[entry.slug, tag].text("overview.xhtml")
    book_ = every["2022-11-victims-of-trafficking", "fr"]
    assert {"agenda.xhtml", "documents.xhtml", "recordings.xhtml"} < set(
        book_.links("overview.xhtml")
    )
    assert "overview.xhtml#fn%3A1" in book_.links("overview.xhtml")
    before = f"{HOST}seminars/2018-11-sustainable-reintegration/"
    assert before in book_.links("overview.xhtml")


def test_prose_is_only_text(languages: Languages) -> None:
    each = hostile(languages)
    page = each.pages["overview.xhtml"]
    tags = {str(element.tag).removeprefix(X) for element in page.iter()}
    assert not tags & {"script", "style", "svg", "path", "img", "iframe", "video", "embed", "form"}
    names = {name for element in page.iter() for name in element.attrib}
    assert names <= {"id", "href", "class", "lang", "dir", XML_LANG, EPUB_TYPE, "role"} | {
        "start", "colspan", "style", "rel", "type", "scope", "hreflang",
    }  # fmt: skip
    assert [element.get("style") for element in page.iter() if element.get("style")] == [
        "text-align: right;"
    ]
    text = "".join(page.itertext())
    for words in ("office", "middle", "item", "kept", "moreover", "Within", "a\n\n\nb"):
        assert words in text
    for words in ("alert", "color", "comment", "push", "hidden", "php"):
        assert words not in text
    assert f"{FULL_PAGE}p.png" in each.links("overview.xhtml"), "a picture becomes a link"
    assert "https://v.example/1" in each.links("overview.xhtml")
    assert [h.get("id") for h in page.iter(f"{X}h2")] == [None, "context", "سياق", None, "figures"]


def test_links_of_prose_lead_into_the_book_or_to_absolute_addresses(languages: Languages) -> None:
    each = made(languages, prose=PROSE)
    page = each.pages["overview.xhtml"]
    found = [
        (element.tag.removeprefix(X), element.get("href"))
        for element in page.iter()
        if element.text == "link"
    ]
    assert dict(zip(LINKS, found, strict=True)) == {
        link: ("a" if target else "span", target) for link, target in LINKS.items()
    }
    assert list(dead_links(each)) == []
    assert not list(page.iterfind(f".//{X}a//{X}a"))


def test_hostile_texts_stay_texts(languages: Languages) -> None:
    for tag in TAGS:
        each = hostile(languages, tag)
        shown = HOSTILE.replace("\ufffe", "")
        assert not any(
            list(page.iter(f"{X}{tag_}")) for page in each.pages.values() for tag_ in "b"
        )
        assert each.metadata("title") == [shown]
        for name in ("title.xhtml", "agenda.xhtml", "text-slides-fr.xhtml", "about.xhtml"):
            assert plain(shown) in each.text(name), name
        assert f"onetwo{shown}" in each.text("text-slides-fr.xhtml")


def test_no_prose_no_part(languages: Languages) -> None:
    entry = read(FIXTURES / "docs").by_slug[FULL]
    seminar = entry.seminar.model_copy(update={"figures": ()})
    without = replace(entry, seminar=seminar)
    each = made(languages, entry=without, prose="<p> <script>x</script></p>")
    assert "overview.xhtml" not in each.pages
    marked = each.pages["contents.xhtml"].iter(f"{X}a")
    assert [link.get("href") for link in marked if link.get(EPUB_TYPE) == "bodymatter"] == [
        "agenda.xhtml"
    ]


def test_figures_are_tables(every: dict[tuple[str, str], Book]) -> None:
    slug = "2022-11-victims-of-trafficking"
    for tag, values in {
        "fr": ("40,3\xa0millions de personnes", "15,4\xa0millions", "78\xa0% des 71\xa0%"),
        "en": ("40.3\xa0million people", "15.4\xa0million", "78% of the 71%"),
        "ar": ("40.3\xa0مليون شخص", "15.4\xa0مليون", "\u206878%\u2069 من نسبة \u206871%\u2069"),
    }.items():
        each = every[slug, tag]
        cells = ["".join(cell.itertext()) for cell in each.pages["overview.xhtml"].iter(f"{X}td")]
        assert set(values) <= {cell.replace("\u200e", "") for cell in cells}
        assert "overview.xhtml#figures" in each.links("contents.xhtml")
        assert each.element("overview.xhtml", "figure-detected-abroad") is not None


def test_links_to_figures_stay_in_the_book(languages: Languages) -> None:
    link = '<p><a href="#figure-invented-share">link</a> <a href="#figures">link</a></p>'
    each = made(languages, prose=link)
    assert each.links("overview.xhtml")[:2] == [
        "overview.xhtml#figure-invented-share",
        "overview.xhtml#figures",
    ]
