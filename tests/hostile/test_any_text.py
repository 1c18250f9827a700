"""Any text at all, and the least that fails: from reading to what is published of it."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kmh_hub.exports.epub.prose import prose_of
from kmh_hub.plugin.sanitiser import sanitised
from kmh_hub.reading.content_checks import check_page
from kmh_hub.reading.pages import MarkdownPage
from kmh_hub.reading.prose import Prose
from kmh_hub.reading.seminars import read_content
from kmh_hub.reading.webvtt import read_captions
from kmh_hub.reports.people import for_people

from ..conftest import TAGS
from . import texts
from .conftest import Html
from .test_prose import ATTRIBUTES, ELEMENTS

_TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)
_MARKS = st.sampled_from([*"<>&\"'`[](){}!#*_|:=/\\\n\t -", "<a href=", "](", "{: ", "<!--", "&#"])
PROSE = st.lists(
    st.one_of(_TEXTS, _MARKS, st.sampled_from(texts.attacks()), st.sampled_from(texts.links())),
    max_size=12,
).map("".join)
"""Pieces of Markdown, HTML and attacks, one after the other."""
YAML = st.lists(
    st.one_of(
        _TEXTS,
        st.sampled_from(texts.yaml()),
        st.sampled_from(["title: ", "days:\n", "  - date: ", "- ", "{", "}", ": ", "en: ", "\n"]),
    ),
    max_size=8,
).map("".join)
CUES = st.lists(
    st.one_of(_TEXTS, st.sampled_from(["WEBVTT\n\n", "00:01.000 --> 00:02.000\n", "<v ", "\n\n"])),
    max_size=12,
).map("".join)
_OPTIONS = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@given(PROSE)
@_OPTIONS
def test_prose(html_of: Html, text: str) -> None:
    list(check_page(MarkdownPage("x", {"fr": Prose(Path("x"), text)}), is_seminar=True))
    html = html_of(text)
    assert sanitised(html) == html
    for node in prose_of(html, "fr")._root.iter():
        assert node.tag in ELEMENTS
        assert set(node.attrib) <= set(ATTRIBUTES)


@given(YAML, PROSE)
@_OPTIONS
def test_a_hub(metadata: str, prose: str) -> None:
    with TemporaryDirectory() as folder:
        docs = Path(folder)
        seminar = docs / "seminars/2031-05-invented"
        seminar.mkdir(parents=True)
        (docs / "seminars/series.yml").write_text("{}\n")
        (docs / "glossary.yml").write_text(metadata, "utf-8")
        (seminar / "seminar.yml").write_text(metadata, "utf-8")
        (seminar / "index.fr.md").write_text(prose, "utf-8")
        content = read_content(docs, TAGS, date(2031, 6, 1))
        list(for_people(content.faults, docs))


@given(CUES)
@_OPTIONS
def test_captions(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "captions.vtt")
        path.write_text(text, "utf-8")
        cues, _ = read_captions(path)
        assert all(cue.text and "\n" not in cue.text for cue in cues)
