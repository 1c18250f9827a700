"""Where the terms of the invented glossary are explained in HTML, and where not."""

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.localisation.language import Languages
from kmh_hub.model.glossary import Glossary
from kmh_hub.pages.explanations import Explanations
from kmh_hub.pages.glossary import term_finder
from kmh_hub.pages.templates import Templates
from kmh_hub.reading.glossary import read_glossary

from ..conftest import FIXTURES, ROOT, TAGS
from ..steps import steps

TEMPLATES = Templates(ROOT / "overrides/pages")


def explanations(languages: Languages, tag: str, docs: Path = FIXTURES / "docs") -> Explanations:
    _, glossary, _ = read_glossary(docs / "glossary.yml", TAGS)
    assert glossary
    return Explanations(
        glossary, term_finder(glossary, tag), languages[tag], TEMPLATES.environment(languages[tag])
    )


def explained(languages: Languages, html: str, tag: str = "en", within: str = "") -> str:
    """Return HTML with its terms in brackets instead of buttons with definitions."""
    found = explanations(languages, tag).add(html, "../glossary/", within)
    found = re.sub('<span class="definition".*?</a></span>', "", found)
    found = re.sub("<button[^>]*>(.*?)</button>", r"[\1]", found)
    return re.sub('<span class="glued">(.*?)</span>', r"{\1}", found)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Invented text.</p>", "<p>{[Invented text].}</p>"),
        ("<p>Some invented texts</p>", "<p>Some {[invented texts]}</p>"),
        # Once a page, and each term by itself
        ("<p>invented</p><p>invented text</p>", "<p>{[invented]}</p><p>invented text</p>"),
        ("<p>IT, example word</p>", "<p>{[IT],} {[example word]}</p>"),
        # What touches the term stays with it
        ("<p>(“invented”), here</p>", "<p>{(“[invented]”),} here</p>"),
        # Not in headings, links, code and what is said otherwise
        ("<h2>Invented</h2><p>A <b>b</b>.</p>", "<h2>Invented</h2><p>A <b>b</b>.</p>"),
        ('<a href="a">Invented</a>', '<a href="a">Invented</a>'),
        ("<p><code>invented</code> <q>IT</q></p>", "<p><code>invented</code> <q>IT</q></p>"),
        ("<blockquote><p>Invented</p></blockquote>", "<blockquote><p>Invented</p></blockquote>"),
        ("<table><tr><th>IT</th></tr></table>", "<table><tr><th>IT</th></tr></table>"),
        ("<a href='a'>IT</a> <p>IT</p>", '<a href="a">IT</a> <p>{[IT]}</p>'),
        # Not in another language
        ('<p><i lang="fr">invented</i></p>', '<p><i lang="fr">invented</i></p>'),
        ('<p lang="en">Invented</p>', '<p lang="en">{[Invented]}</p>'),
        # In lists, emphasis and tables
        ("<ul><li><em>invented</em></li></ul>", "<ul><li><em>{[invented]}</em></li></ul>"),
        # What looks like HTML, and what is written with references
        ("<p>&lt;b&gt; invented &amp; so</p>", "<p>&lt;b&gt; {[invented]} &amp; so</p>"),
        ("<p>\ue0009\ue001 invented</p>", "<p> {[invented]}</p>"),
        ('<p title="&#xE000;0">invented</p>', '<p title="0">{[invented]}</p>'),
    ],
)
def test_explains_the_first(languages: Languages, html: str, expected: str) -> None:
    found = explained(languages, html)
    assert found.startswith(expected)


def test_html_without_terms_stays_as_it_is(languages: Languages) -> None:
    html = "<p>Nothing <img src=a alt=''> here<br/></p>"
    assert explanations(languages, "en").add(html, "glossary/") == html


def test_only_prose_is_searched_where_it_is_told(languages: Languages) -> None:
    html = '<p>invented</p><div class="prose"><p>invented</p></div>'
    expected = '<p>invented</p><div class="prose"><p>{[invented]}</p></div>'
    assert explained(languages, html, within=".prose") == expected


def test_french_elision_stays_on_the_line_of_its_word(languages: Languages) -> None:
    html = "<p>suivi d’un texte inventé\u00a0: le «\u00a0mot d'exemple\u00a0»</p>"
    expected = "<p>suivi d’un {[texte inventé]\u00a0:} le {«\u00a0[mot d&#39;exemple]\u00a0»}</p>"
    assert explained(languages, html, "fr") == expected


def test_arabic_letters_stay_in_their_word(languages: Languages) -> None:
    html = "<p>وبنص مخترع، وللكلمة (<bdi>HTML</bdi>)</p>"
    expected = "<p>{[وبنص مخترع]،} {[وللكلمة]} (<bdi>HTML</bdi>)</p>"
    assert explained(languages, html, "ar") == expected


def test_what_a_term_becomes(languages: Languages) -> None:
    html = explanations(languages, "ar").add("<p>نص مخترع</p>", "../glossary/")
    page = LexborHTMLParser(html)
    button = page.css_first("button")
    assert button.attributes == {
        "type": "button",
        "class": "term",
        "popovertarget": "term-invented-text",
        "title": "تعريف",
    }
    definition = page.css_first("#term-invented-text")
    assert "popover" in definition.attributes
    assert "data-pagefind-ignore" in definition.attributes
    assert definition.css_first("strong").text() == "نص مخترع"
    assert "<bdi>Hub</bdi>" in (definition.html or "")
    assert definition.css_first("a").attributes["href"] == "../glossary/#invented-text"


def test_a_long_name_waits_for_a_short_one(languages: Languages) -> None:
    name = "a name of so many words that a line of a phone is too short for it"
    glossary = Glossary.model_validate_json(
        f'{{"terms": {{"long": {{"term": {{"en": "{name}"}}, "definition": {{"en": "D."}},'
        ' "abbreviations": {"en": ["NM"]}}}}'
    )
    environment = TEMPLATES.environment(languages["en"])
    found = Explanations(glossary, term_finder(glossary, "en"), languages["en"], environment).add(
        f"<p>{name} (NM)</p>", "g/"
    )
    assert LexborHTMLParser(found).css_first("button").text() == "NM"


@pytest.mark.parametrize("tag", TAGS)
def test_the_work_grows_with_the_page_not_with_its_square(languages: Languages, tag: str) -> None:
    """The longest real page, once and four times."""
    text = (ROOT / f"docs/seminars/2022-11-victims-of-trafficking/index.{tag}.md").read_text()
    html = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    explain = explanations(languages, tag, ROOT / "docs")
    explain.add(html, "glossary/")
    once, often = (steps(lambda n=n: explain.add(html * n, "glossary/")) for n in (1, 4))
    assert 0 < often < 5 * once
