"""Every hostile text in every text field: pages show it as text, and others read what has it."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kmh_hub.localisation.language import Language, Languages
from kmh_hub.plugin.site import Site
from kmh_hub.reading.characters import check_characters

from ..conftest import TAGS
from . import others, texts
from .fields import GLOSSARY, RAW, Fields, Place, files, pages, searched
from .trap import caught

ALL = os.environ.get("HUB_HOSTILE") == "all"
STEP = 1 if ALL else 211
"""One round in so many; in all rounds, each text is once in each field."""
STEP_IN_BROWSER = 20 if ALL else 1600
FEWEST = 80
"""The fields of the invented seminar, its entities, terms, captions and transcript."""


class Shown:
    """The pages of a language: what they are made of, and all their words."""

    def __init__(self, site: Site, language: Language) -> None:
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.html: dict[str, str] = {}
        words: list[str] = []
        for path, html, without_terms in pages(site, language):
            self.html[path] = html
            for node in nodes(html):
                self._add(node)
            # A definition beside a term would stand within a text.
            for node in nodes(without_terms):
                words += [value or "" for value in node.attributes.values()]
                words += [node.text(deep=True)] if node.tag == "body" else []
        self.words = plain(" ".join(words))

    def _add(self, node: LexborNode) -> None:
        self.elements.add(f"{language_of(node)} {node.tag}")
        for name, value in node.attributes.items():
            self.attributes.add(f"{node.tag} {name}")
            if name in {"href", "src", "action", "poster", "data-src", "xlink:href"}:
                self.addresses.add(value or "")


def nodes(html: str) -> list[LexborNode]:
    """Return the elements of a page's content, the body first."""
    body = LexborHTMLParser(f"<body>{html}").body
    assert body
    return [node for node in body.traverse() if node.is_element_node]


def language_of(node: LexborNode) -> str:
    """Return whether an element is one of HTML or of SVG, as the end of its namespace says."""
    around: LexborNode | None = node
    while around is not None and around.tag != "svg":
        around = around.parent
    return "xhtml" if around is None else "svg"


def plain(text: str) -> str:
    """Return a text without blanks, and as no rule for the beginning of a line changes it."""
    return re.sub(r"\s+", "", text).casefold()


class Round:
    """A hub of which each field has another text."""

    def __init__(self, number: int, given: tuple[str, ...]) -> None:
        self.tag = TAGS[number % 3]
        self.said: dict[Place, str] = {}
        self._number, self._given = number, given

    def next_text(self, place: Place) -> str:
        """Return the text of a place, which stands at another place in the next round."""
        at = self._number + 61 * len(self.said)
        # A glossary with hidden characters is refused as a whole.
        while place[0] == GLOSSARY and hides(self._given[at % len(self._given)]):
            at += 1
        return self.said.setdefault(place, self._given[at % len(self._given)])


@cache
def hides(text: str) -> bool:
    return any(check_characters(Path(), text.splitlines()))


@pytest.fixture(scope="module")
def fields(tmp_path_factory: pytest.TempPathFactory) -> Fields:
    docs = tmp_path_factory.mktemp("fields") / "docs"
    (docs / "seminars").mkdir(parents=True)
    return Fields(docs)


class Usual:
    """What is shown of the same hub with words that attack nobody."""

    def __init__(self, fields: Fields, languages: Languages) -> None:
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.places: set[tuple[str, Place]] = set()
        """The fields that pages show, by language."""
        words = tuple(f"Invented{at}, words that a line does not hold." for at in range(1000))
        for language in languages.all:  # as it is kept, with terms that occur
            self._add(Shown(fields.site(languages), language))
        for number, tag in enumerate(TAGS):
            each = Round(number, words)
            fields.write(tag, each.next_text)
            shown = self._add(Shown(fields.site(languages), languages[tag]))
            found = [at for at, text in each.said.items() if plain(text) in shown.words]
            self.places |= {(tag, at) for at in found}

    def _add(self, shown: Shown) -> Shown:
        self.elements |= shown.elements
        self.attributes |= shown.attributes
        return shown


@pytest.fixture(scope="module")
def usual(fields: Fields, languages: Languages) -> Usual:
    return Usual(fields, languages)


def rounds(step: int) -> Iterator[Round]:
    given = texts.lines()
    assert len(given) > 6000
    for number in range(0, len(given), step):
        yield Round(number, given)


def test_every_text_in_every_field(fields: Fields, languages: Languages, usual: Usual) -> None:
    assert len(usual.places) > 3 * FEWEST * 0.6
    for each in rounds(STEP):
        fields.write(each.tag, each.next_text)
        assert len(each.said) >= FEWEST
        site, language = fields.site(languages), languages[each.tag]
        assert site.series.entries, site.content.errors
        assert site.content.glossary, site.content.errors
        shown = Shown(site, language)
        assert shown.elements <= usual.elements
        assert shown.attributes <= usual.attributes
        for address in shown.addresses:
            assert re.match(r"https://|mailto:|webcal:|(?!//)[^:\\]*([/?#]|$)", address)
        for place, text in each.said.items():
            if (each.tag, place) in usual.places and RAW not in place:
                assert plain(text) in shown.words, (place, text)
        searched(site, language, shown.html)
        for path, data in files(site, language):
            others.read(PurePosixPath(path).suffix, data)


def test_no_text_in_any_field_runs(
    fields: Fields, languages: Languages, usual: Usual, chromium: Browser
) -> None:
    attributes = {each.split()[1] for each in usual.attributes}
    for each in rounds(STEP_IN_BROWSER):
        fields.write(each.tag, each.next_text)
        site, language = fields.site(languages), languages[each.tag]
        html = [each for _, each, _ in pages(site, language)]
        assert not caught(chromium, html, usual.elements, attributes)
