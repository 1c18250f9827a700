"""The page of the glossary: every term in the order of a language's letters."""

import unicodedata
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, islice

from kmh_hub.localisation.language import Language, Languages, LocalText
from kmh_hub.localisation.phrases import PhraseFinder
from kmh_hub.model.glossary import Glossary, Term
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.page import GLOSSARY, Page

Uses = Mapping[str, tuple[Entry, ...]]
"""The seminars that use a term, the newest first, by the term's key."""
_SHOWN = 5
_ARABIC_ARTICLE = "ال"


@dataclass(frozen=True)
class ShownTerm:
    """A term on the page of a language."""

    key: str
    name: LocalText
    term: Term
    others: tuple[tuple[Language, str], ...]
    """What it is called in the site's other languages."""
    abbreviations: tuple[str, ...]
    """In the page's language."""


def glossary_page(
    glossary: Glossary, language: Language, languages: Languages, uses: Callable[[], Uses]
) -> Iterator[Page]:
    """Return the page of the glossary in a language; none where it has no terms.

    Args:
        glossary: the terms.
        language: the language of the page.
        languages: all languages of the site.
        uses: tells which seminars use a term in this language; asked when the page is rendered.

    """
    if not glossary.terms:
        return
    _ = language.translations.gettext
    yield Page(
        language=language,
        path=f"{GLOSSARY}/",
        source=GLOSSARY,
        title=_("Glossary"),
        description=_("The terms of the field that the seminars use, explained in each language."),
        seminar="",
        template="glossary.html",
        make_context=lambda: {
            "glossary": glossary,
            "letters": _letters(glossary, language, languages),
            "uses": uses,
        },
    )


def _letters(
    glossary: Glossary, language: Language, languages: Languages
) -> list[tuple[str, tuple[ShownTerm, ...]]]:
    """Return the terms in the language's order, by their letters."""
    shown = sorted(
        _shown(glossary, language, languages),
        key=lambda each: language.sort_key(_filed_under(each.name)),
    )
    groups = groupby(shown, lambda each: _letter(each.name))
    return [(letter, tuple(terms)) for letter, terms in groups]


def term_finder(glossary: Glossary, language: str) -> PhraseFinder:
    """Return what finds the terms of a language, by their keys, in text."""
    phrases = {
        words: key for key, term in glossary.terms.items() for words in term.phrases(language)
    }
    exact = {
        words: key
        for key, term in glossary.terms.items()
        for words in term.abbreviations.root.get(language, ())
    }
    return PhraseFinder(phrases, exact)


def used_terms(
    finder: PhraseFinder, seminar: Seminar, language: str, prose: str = ""
) -> frozenset[str]:
    """Return the keys of the terms that a seminar uses.

    Args:
        finder: what finds the terms of the language.
        seminar: the seminar.
        language: the language's tag.
        prose: the words of its prose in that language.

    """
    text = "\n".join((*_texts(seminar, language), prose))
    return frozenset(each.name for each in finder.find(text))


def latest_uses(glossary: Glossary, series: Series, terms: Mapping[str, Container[str]]) -> Uses:
    """Return the latest seminars that use each term of the glossary, at most five.

    Args:
        glossary: the terms.
        series: the seminars that are shown.
        terms: the keys of the terms that a seminar uses, by its slug.

    """
    newest_first = series.entries[::-1]

    def latest(key: str) -> Iterator[Entry]:
        return (entry for entry in newest_first if key in terms[entry.slug])

    return {key: tuple(islice(latest(key), _SHOWN)) for key in glossary.terms}


def _texts(seminar: Seminar, language: str) -> Iterator[str]:
    """Return the sentences of a seminar's metadata in a language."""
    sessions = [session for day in seminar.days for session in day.sessions]
    texts = [seminar.title, seminar.summary]
    texts += [text for session in sessions for text in (session.title, session.abstract)]
    for text in texts:
        if text and (words := text.root.get(language)):
            yield words


def _shown(glossary: Glossary, language: Language, languages: Languages) -> Iterator[ShownTerm]:
    for key, term in glossary.terms.items():
        others = tuple(
            (other, term.term.root[other.tag])
            for other in languages.all
            if other.tag != language.tag and other.tag in term.term.root
        )
        abbreviations = term.abbreviations.root.get(language.tag, ())
        yield ShownTerm(key, language.text(term.term), term, others, abbreviations)


def _filed_under(name: object) -> str:
    """Return a name without the article at its beginning, as Arabic glossaries list it."""
    return str(name).removeprefix(_ARABIC_ARTICLE)


def _letter(name: object) -> str:
    """Return the letter under which a name is listed, without its accent or hamza."""
    return unicodedata.normalize("NFD", _filed_under(name))[:1].upper()
