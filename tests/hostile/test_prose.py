"""Prose that attacks: what is published of it runs nothing and asks nobody."""

import os
import re
import time
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.exports.epub.prose import prose_of
from kmh_hub.model.markup import address_is_safe, written_address
from kmh_hub.plugin.sanitiser import is_whole, sanitised
from kmh_hub.reading.content_checks import check_page
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.linked_pages import linked_pages
from kmh_hub.reading.links import check_links
from kmh_hub.reading.pages import MarkdownPage
from kmh_hub.reading.prose import Prose
from kmh_hub.reading.rules import Severity

from . import texts
from .conftest import Html
from .trap import caught

ALL = os.environ.get("HUB_HOSTILE") == "all"
"""Whether everything is tried in the browser, too; else a part of it."""
_ELEMENTS = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
_ATTRIBUTES = (
    "alt class colspan datetime dir href id lang open rowspan scope src start style title type "
    "value"
)
ELEMENTS, ATTRIBUTES = _ELEMENTS.split(), _ATTRIBUTES.split()
HTML = [f"xhtml {element}" for element in ELEMENTS]
"""Written again here, so that a list that grows is noticed."""
AT_ONCE = 1500
LONGEST = 30
"""So many seconds may a text take on a busy machine, however it is written."""


@pytest.fixture(scope="session")
def unclean(unclean_of: Html) -> dict[str, str]:
    """What Markdown makes of each text."""
    return {text: unclean_of(text) for text in texts.prose()}


@pytest.fixture(scope="session")
def published(unclean: dict[str, str]) -> dict[str, str]:
    """What is published of each text."""
    return {text: sanitised(html) for text, html in unclean.items()}


def errors(text: str, docs: Path) -> list[Fault]:
    """Return what `hub check` refuses of a text."""
    page = MarkdownPage("about", {"en": Prose(docs / "about.en.md", text)})
    found = [*check_page(page, is_seminar=True), *check_links([*linked_pages(page)], docs, ())]
    return [each for each in found if each.severity is Severity.ERROR]


def test_there_are_ten_thousand_of_them(published: dict[str, str]) -> None:
    assert len(published) > 10_000


def test_nothing_is_published_that_is_not_on_the_lists(published: dict[str, str]) -> None:
    for text, html in published.items():
        body = LexborHTMLParser(f"<body>{html}").body
        for node in body.traverse() if body else ():
            if not node.is_element_node or node.tag == "body":
                continue
            assert node.tag in ELEMENTS, text
            for name, value in node.attributes.items():
                assert name in ATTRIBUTES, text
                if name in {"href", "src"}:
                    assert re.match(
                        r"(?i)(https://|mailto:|(?!//)[^:\\]*([/?#]|$))", value or ""
                    ), text
                if name == "style":
                    assert re.fullmatch("text-align: (left|center|right);", value or ""), text


def test_what_is_clean_stays_as_it_is(published: dict[str, str]) -> None:
    for text, html in published.items():
        assert sanitised(html) == html, text
        assert is_whole(html, sanitised(html)), text


def test_what_is_taken_out_was_refused_before(
    unclean: dict[str, str], published: dict[str, str], tmp_path: Path
) -> None:
    taken = [text for text, html in unclean.items() if not is_whole(html, published[text])]
    assert len(taken) > 9000
    assert [text for text in taken if not errors(text, tmp_path)] == []


@pytest.mark.parametrize(
    "text",
    [
        "[words\nthat go on](javascript:alert(1))",
        "[words](agenda.md\nelsewhere)",
        '<img src="x` `<script>alert(1)</script>"` `>',
        "<iframe/src=javascript:alert(1)>",
        '*words*{: href="https://a.example/" }',
        "[words](< javascript:alert(1)>)",
        "<@\x00<\x00\x00\x1c@\x00/>",
        "words\x02words",
        "<a\\@a.example>",
        ";*U#{/;*{/{-{}",
        "`````````<C>",
        "```\n<script>alert(1)</script>",
        "`a <K``> b",
        "A<A:>",
    ],
)
def test_what_only_the_build_refused_once_is_refused(text: str, tmp_path: Path) -> None:
    (fault, *_) = errors(text, tmp_path)
    assert fault.place.line in {1, 2}


@pytest.mark.parametrize(
    "text",
    [
        "[x](y " * 20_000, "[x](" * 20_000, "[x](<" * 20_000, "[x]( " * 20_000, "[a](a b" * 20_000,
        "[x" * 40_000, "[" * 80_000, "![" * 40_000, "[x] (" * 20_000, "[a[b](c " * 20_000,
        "[^" * 40_000, "{: " * 40_000, "<!--" * 20_000, "<!---" * 20_000, "<a:" * 40_000,
        "<a " * 40_000, "<a \"" * 20_000, "# " + "{#" * 40_000, "## a {#" * 20_000, "#" * 80_000,
        "# a" + "\t" * 80_000 + "{#b", "` ``" * 20_000, "<v " * 40_000, "a" + " " * 80_000 + "#b",
    ],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_prose_that_would_take_too_much(text: str, tmp_path: Path) -> None:
    started = time.process_time()
    errors(text, tmp_path)
    Prose(tmp_path / "about.en.md", text).words  # noqa: B018 - made when it is asked for
    assert time.process_time() - started < LONGEST


def test_nothing_runs_in_a_browser(published: dict[str, str], chromium: Browser) -> None:
    tried = iter(published.values() if ALL else texts.sample(tuple(published.values()), 3000))
    while pieces := [*islice(tried, AT_ONCE)]:
        assert not caught(chromium, pieces, HTML, ATTRIBUTES)


def test_the_trap_catches(unclean_of: Html, chromium: Browser) -> None:
    pieces = [unclean_of(text) for text in texts.sample(texts.attacks(), 20)]
    found = caught(chromium, pieces, HTML, ATTRIBUTES)
    assert found.scripts
    assert found.outlaws


def test_books_have_nothing_else(published: dict[str, str]) -> None:
    for text, html in published.items():
        for node in prose_of(html, "en")._root.iter():
            assert node.tag in ELEMENTS, text
            assert set(node.attrib) <= set(ATTRIBUTES), text


@pytest.mark.parametrize("address", texts.ADDRESSES)
def test_an_address_that_leads_elsewhere_is_not_safe(address: str) -> None:
    if address != "javascript%3Aalert(1)":  # to a browser a file of this name
        assert not address_is_safe(written_address(address))
