"""glossary.yml: each fault with its place; what a glossary without faults, or none, gives.

In a case, ▶ stands before the place that the report must name.
"""

from pathlib import Path

import pytest

from kmh_hub.model.glossary import Glossary
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.rules.glossary import GLOSSARY
from kmh_hub.reading.seminars import Content, read_content
from kmh_hub.reports.texts import words_of

from ..conftest import FIXTURES, ROOT, TAGS

NAME = "{fr: un mot, en: a word, ar: كلمة}"
OTHER = "{fr: autre, en: other, ar: أخرى}"
HEAD = "sources: {invented-list: {en: Invented List}}\nterms:\n"
FIRST = f"  a-word:\n    term: {NAME}\n    definition: {OTHER}\n"
SECOND = f"  other-word:\n    term: {OTHER}\n    definition: {NAME}\n"

CASES = {
    "invalid-term-key": HEAD + f"  ▶A word:\n    term: {NAME}\n    definition: {OTHER}\n",
    "missing-language": HEAD
    + f"  a-word:\n    term: {NAME}\n    ▶definition: {{fr: Mot, en: Word}}\n",
    "unknown-term": HEAD + FIRST + "    see: [▶other-wort]\n" + SECOND,
    "unknown-source": HEAD + FIRST + "    sources: [▶invented-lists]\n",
    "form-of-two-terms": HEAD + FIRST + SECOND + "    forms: {en: [others, ▶A Word]}\n",
    # Rules that hold for other files, too
    "missing-key": HEAD + f"  ▶a-word:\n    term: {NAME}\n",
    "empty-text": HEAD + FIRST.replace("en: other", 'en: ▶" "'),
    "not-a-site-language": HEAD + FIRST + "    forms: {▶de: [Wort]}\n",
    "nothing-given": HEAD + FIRST + "    forms: {fr: ▶[]}\n",
    "not-a-list": HEAD + FIRST + "    forms: {fr: ▶mots}\n",
    "unknown-key": HEAD + FIRST + "    ▶synonyms: {fr: [mots]}\n",
    "duplicate-value": HEAD + FIRST + "    forms: {en: [words, ▶words]}\n",
    "duplicate-key": HEAD + FIRST + "  ▶a-word: {}\n",
    "not-yaml": HEAD + '  a-word: "\\U▶"\n',
    "example-left": HEAD + FIRST.replace("en: other", "en: ▶…"),
    "invisible-character": HEAD + FIRST.replace("en: other", "en: oth▶\u200ber"),
}
SUGGESTED = {"unknown-term": "other-word", "unknown-source": "invented-list"}


def read(docs: Path, glossary: str | None, page: str = "") -> Content:
    """Read a hub that has a glossary and nothing else but maybe a page."""
    (docs / "seminars").mkdir()
    (docs / "seminars/series.yml").write_text("{}\n")
    if glossary is not None:
        (docs / "glossary.yml").write_text(glossary, "utf-8")
    if page:
        (docs / "about.en.md").write_text(page)
    return read_content(docs, TAGS)


@pytest.mark.parametrize("rule", CASES)
def test_names_the_rule_and_the_place(rule: str, tmp_path: Path) -> None:
    before, _, after = CASES[rule].partition("▶")
    content = read(tmp_path, before + after)
    assert [fault.rule for fault in content.faults] == [rule]
    fault = content.faults[0]
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    assert fault.path == tmp_path / "glossary.yml"
    assert (fault.place.line, fault.place.column) == (line, column)
    words = words_of(fault)
    assert words.help
    assert "{" not in words.message
    assert f"did you mean “{SUGGESTED.get(rule)}”?" in words.message or rule not in SUGGESTED
    assert content.glossary is None


def test_every_rule_has_a_case() -> None:
    assert set(GLOSSARY) <= set(CASES)


def test_a_term_is_no_related_term_of_its_own(tmp_path: Path) -> None:
    content = read(tmp_path, HEAD + FIRST + "    see: [a-word]\n")
    assert [fault.rule for fault in content.faults] == ["unknown-term"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = HEAD + FIRST + "    see: [nothing]\n    sources: [none]\n    colour: red\n"
    rules = [fault.rule for fault in read(tmp_path, text).faults]
    assert rules == ["unknown-term", "unknown-source", "unknown-key"]


def test_a_hub_may_have_no_glossary(tmp_path: Path) -> None:
    content = read(tmp_path, None, "[Terms](glossary.md)\n")
    assert [fault.rule for fault in content.faults] == ["broken-link"]
    assert content.glossary == Glossary()


@pytest.mark.parametrize(
    ("link", "rules"),
    [
        ("glossary.md", []),
        ("glossary.md#a-word", []),
        ("glossary.md#a-wort", ["broken-anchor"]),
    ],
)
def test_pages_may_link_to_terms(link: str, rules: list[str], tmp_path: Path) -> None:
    faults: tuple[Fault, ...] = read(tmp_path, HEAD + FIRST, f"[Term]({link})\n").faults
    assert [fault.rule for fault in faults] == rules


@pytest.mark.parametrize("docs", [ROOT / "docs", FIXTURES / "docs"])
def test_glossaries_have_no_fault(docs: Path) -> None:
    content = read_content(docs, TAGS)
    assert not [fault for fault in content.faults if fault.path.name == "glossary.yml"]
    assert content.glossary
    assert content.glossary.terms


def test_the_real_glossary_explains_all_in_every_language() -> None:
    glossary = read_content(ROOT / "docs", TAGS).glossary
    assert glossary
    terms = glossary.terms
    assert 25 <= len(terms) <= 40
    for key, term in terms.items():
        assert set(term.term.root) == set(term.definition.root) == set(TAGS), key
        for text in term.definition.root.values():
            assert 20 < len(text) < 400, key
            assert text.endswith("."), key
