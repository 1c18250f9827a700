"""Prose that attacks: what is published of it runs nothing and asks nobody."""

import os
import re
from itertools import islice

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.exports.epub.prose import prose_of
from kmh_hub.model.markup import address_is_safe, written_address
from kmh_hub.plugin.sanitiser import is_whole, sanitised

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
"""Written again here, so that a list that grows is noticed."""
AT_ONCE = 1500


@pytest.fixture(scope="session")
def published(html_of: Html) -> dict[str, str]:
    """What is published of each text."""
    return {text: html_of(text) for text in texts.prose()}


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


def test_nothing_runs_in_a_browser(published: dict[str, str], chromium: Browser) -> None:
    tried = iter(published.values() if ALL else texts.sample(tuple(published.values()), 3000))
    while pieces := [*islice(tried, AT_ONCE)]:
        assert not caught(chromium, pieces, ELEMENTS, ATTRIBUTES)


def test_the_trap_catches(unclean_of: Html, chromium: Browser) -> None:
    pieces = [unclean_of(text) for text in texts.sample(texts.attacks(), 20)]
    found = caught(chromium, pieces, ELEMENTS, ATTRIBUTES)
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
