"""What seminars say, checked: links, headings, scripts, figures, characters."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import zip_longest

import pycountry
from babel import Locale
from babel.core import get_global

from kmh_hub.model.ids import FIGURE_PREFIX, RESERVED_IDS, RESERVED_IDS_OF_SEMINARS
from kmh_hub.model.translation import State, Translation
from kmh_hub.reading.characters import check_brackets, check_characters
from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.figures import figures, months, says_in_words
from kmh_hub.reading.html import check_addresses, check_html
from kmh_hub.reading.pages import MarkdownPage
from kmh_hub.reading.prose import Prose, Section
from kmh_hub.reading.translations import texts_of
from kmh_hub.reading.yaml_document import Document, conflict_in

_NO_HEADING = re.compile(
    r"#{7,}+.*|#++[^#\s].*|#++[^{]*+(?<=\S)\{#.*|#++\s++\{#.*|#++.*\{#[^}\s]{0,100}+\s.*"
)
_NO_LINK = re.compile(
    r"\[[^\]]{1,500}+\] ++\((?=[^)]{0,500}?(?:\.md|\.pdf|://))|\[[^\]]{1,500}+\]\( *+\)"
    r"|\[[^\]]{0,500}+\]\(\s*+[^\s)<]{1,500}+\s++(?![\"'\s)])[^)]{0,500}+\)"
    r"|\]\([^)]{0,500}+$"
)
_FOOTNOTE = re.compile(r"(?P<mark>\[\^(?P<name>[^\]]{1,100}+)\])(?P<colon>:)?")
_COMMENT = re.compile("<!--.{0,1000}?-->")
_NOT_LATIN = re.compile("[\u0370-\u1dff\u2c00-\ud7ff\uf900-\uffff]")
_LATIN = re.compile("[A-Za-z]")
_LETTERS = 12
"""So many letters, at least, and a text counts as written in a script."""


def check_page(page: MarkdownPage, *, is_seminar: bool) -> Iterator[Fault]:
    """Check the prose of a page in each language by itself."""
    for language, prose in page.prose.items():
        if prose.undecodable:
            yield Fault("not-utf-8", prose.path, prose.undecodable)
            continue
        yield from check_addresses(prose)
        yield from check_html(prose)
        yield from _check_syntax(prose)
        yield from _check_footnotes(prose)
        yield from _check_headings(prose, is_seminar=is_seminar)
        yield from _check_script(prose, language)
        yield from check_characters(prose.path, prose.lines)
        yield from check_brackets(prose)
        if conflict := conflict_in(prose.lines):
            yield Fault("merge-conflict", prose.path, conflict)


def check_sections(page: MarkdownPage) -> Iterator[Fault]:
    """Check that something stands under every heading, or under one of its own."""
    for prose in page.prose.values():
        if not _says_something(prose.lines):
            yield Fault("empty-section", prose.path)
            continue
        levels = {heading.line: heading.level for heading in prose.headings}
        for section, following in zip_longest(prose.sections, prose.sections[1:]):
            level = levels.get(section.first_line)
            if level is None or _says_something(section.lines[1:]):
                continue
            if following is None or levels[following.first_line] <= level:
                place = Place(section.first_line, 1, len(section.lines[0]))
                yield Fault("empty-section", prose.path, place)


def _says_something(lines: Sequence[str]) -> bool:
    return any(_COMMENT.sub("", line).strip() for line in lines)


def check_figures(
    page: MarkdownPage, source: str, translations: tuple[Translation, ...]
) -> Iterator[Fault]:
    """Compare the figures of each section with those of the source's section.

    A translation that is known to be outdated is not compared.
    """
    if source not in page.prose:
        return
    outdated = _outdated(translations)
    originals = {section.id: section for section in page.prose[source].sections}
    for language, prose in page.prose.items():
        for section in prose.sections if language != source else ():
            original = originals.get(section.id)
            if original is None:
                place = Place(section.first_line, 1, len(section.lines[0]))
                name = page.prose[source].path.name
                values = {"value": section.id, "other": name, "known": [*originals]}
                yield Fault("section-not-in-source", prose.path, place, values)
            if original and (language, f"index.md#{section.id}") not in outdated:
                names = page.prose[source].path.name, prose.path.name
                yield from _compare(prose, section, original, (source, language), names)


def check_texts(
    document: Document,
    source: str,
    translations: tuple[Translation, ...],
    languages: tuple[str, ...],
) -> Iterator[Fault]:
    """Check the texts of a seminar.yml: their script, and their figures against the source's."""
    outdated = _outdated(translations)
    for path, texts in texts_of(document.value, languages):
        item = f"seminar.yml#{'/'.join(str(key) for key in path)}"
        for language, text in texts.items():
            place = document.place((*path, language))
            if _has_wrong_script(text, language):
                values = {"language": language}
                yield Fault("wrong-script", document.path, place, values, (*path, language))
            if source in texts and language != source and (language, item) not in outdated:
                found = {tag: _figures_of(texts[tag], tag) for tag in (source, language)}
                values = {"other": source}
                for value in _missing(found[source], found[language], [text], language):
                    told = {**values, "value": value}
                    yield Fault("figures-differ", document.path, place, told, (*path, language))
                for value in _missing(found[language], found[source], [texts[source]], source):
                    told = {**values, "value": value}
                    yield Fault("figure-added", document.path, place, told, (*path, language))


def _outdated(translations: tuple[Translation, ...]) -> set[tuple[str, str]]:
    return {(each.language, each.item) for each in translations if each.state is State.OUTDATED}


def _check_syntax(prose: Prose) -> Iterator[Fault]:
    """Check what looks like a heading or link, but is none."""
    for number, line in enumerate(prose.without_code, start=1):
        if line.startswith("#") and (match := _NO_HEADING.match(line)):
            yield Fault("malformed-heading", prose.path, Place(number, 1, len(match[0])))
        for match in _NO_LINK.finditer(line) if "]" in line else ():
            yield Fault(
                "malformed-link", prose.path, Place(number, match.start() + 1, len(match[0]))
            )


def _check_footnotes(prose: Prose) -> Iterator[Fault]:
    """Check that every footnote has a text, and every text a place that refers to it."""
    found: dict[bool, dict[str, Place]] = {True: {}, False: {}}
    for number, line in enumerate(prose.without_code, start=1):
        for match in _FOOTNOTE.finditer(line) if "[^" in line else ():
            is_text = match.start() == 0 and bool(match["colon"])
            place = Place(number, match.start() + 1, len(match["mark"]))
            found[is_text].setdefault(match["name"], place)
    for name, place in found[False].items():
        if name not in found[True]:
            yield Fault("missing-footnote", prose.path, place, {"value": name})
    for name, place in found[True].items():
        if name not in found[False]:
            yield Fault("unused-footnote", prose.path, place, {"value": name})


def _check_headings(prose: Prose, *, is_seminar: bool) -> Iterator[Fault]:
    before = 1
    first_lines: dict[str, int] = {}
    for heading in prose.headings:
        place = Place(heading.line, 1, heading.level)
        if heading.level == 1 and is_seminar:
            yield Fault("top-heading", prose.path, place, {"value": heading.text})
        elif heading.level > before + 1:
            values = {"level": heading.level, "before": before, "expected": before + 1}
            yield Fault("skipped-heading-level", prose.path, place, values)
        if heading.id is None and heading.level > 1:
            marks = "#" * heading.level
            yield Fault(
                "heading-without-id", prose.path, place, {"value": f"{marks} {heading.text}"}
            )
        elif heading.id is not None:
            is_figure = is_seminar and heading.id.startswith(FIGURE_PREFIX)
            if is_figure or heading.id in (
                RESERVED_IDS_OF_SEMINARS if is_seminar else RESERVED_IDS
            ):
                yield Fault("reserved-heading-id", prose.path, place, {"value": heading.id})
            if heading.id in first_lines:
                found = {"value": heading.id, "first": first_lines[heading.id]}
                yield Fault("duplicate-heading-id", prose.path, place, found)
            first_lines.setdefault(heading.id, heading.line)
        before = heading.level


def _check_script(prose: Prose, language: str) -> Iterator[Fault]:
    for number, words in enumerate(prose.words, start=1):
        if _has_wrong_script(words, language):
            place = Place(number, 1, len(prose.lines[number - 1]))
            yield Fault("wrong-script", prose.path, place, {"language": language})


def _has_wrong_script(text: str, language: str) -> bool:
    """Whether a text of some length has hardly a letter of its language's script."""
    wanted = _script(language)
    foreign = _NOT_LATIN if wanted == "LATIN" else _LATIN
    if len(foreign.findall(text)) < _LETTERS:
        return False
    letters = [char for char in text if char.isalpha()]
    own = sum(_is_of(char, wanted) for char in letters)
    return own * 3 < len(letters)


@cache
def _is_of(char: str, script: str) -> bool:
    return unicodedata.name(char, "").startswith(script)


@cache
def _script(language: str) -> str:
    """Return a language's script as Unicode's names of characters begin: `ARABIC`."""
    likely = get_global("likely_subtags").get(language.split("-", maxsplit=1)[0], "und_Latn_ZZ")
    code = Locale.parse(language, sep="-").script or likely.split("_")[1]
    script = pycountry.scripts.get(alpha_4=code)
    return script.name.split(" ")[0].upper() if script else ""


def _compare(
    prose: Prose,
    section: Section,
    original: Section,
    languages: tuple[str, str],
    names: tuple[str, str],
) -> Iterator[Fault]:
    source, language = languages
    theirs, ours = _figures(original, source), _figures(section, language)
    for value in _missing(theirs, ours, section.words, language):
        place = Place(section.first_line, 1, len(section.lines[0]))
        values = {"value": value, "other": f"{names[0]}:{original.line_of(value)}"}
        yield Fault("figures-differ", prose.path, place, values)
    for value in _missing(ours, theirs, original.words, source):
        line = section.line_of(value)
        column = section.lines[line - section.first_line].find(value) + 1
        place = Place(line, max(column, 1), len(value))
        values = {"value": value, "other": f"{names[0]}:{original.first_line}"}
        yield Fault("figure-added", prose.path, place, values)


def _figures(section: Section, language: str) -> Mapping[str, str]:
    """Return a section's figures and the months of its dates, as written, by value."""
    if not section.figures:
        return section.figures
    return {**section.figures, **months("\n".join(section.words), language)}


def _figures_of(text: str, language: str) -> Mapping[str, str]:
    found = figures(text)
    return {**found, **months(text, language)} if found else found


def _missing(
    ours: Mapping[str, str], theirs: Mapping[str, str], words: Sequence[str], language: str
) -> list[str]:
    """Return those of our figures, as written, that the others' words do not have.

    Args:
        ours: figures by value.
        theirs: the others' figures by value.
        words: the others' text, line by line.
        language: the others' language.

    """
    return [
        written
        for value, written in ours.items()
        if value not in theirs and not says_in_words("\n".join(words), value, language)
    ]
