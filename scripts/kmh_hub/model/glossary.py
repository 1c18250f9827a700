"""The glossary: the terms of the field, in the words of its published glossaries."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator, Field

from kmh_hub.model.base import Model
from kmh_hub.model.ids import TERM_KEY, term_key
from kmh_hub.model.text import Phrases, Text

TermKey = Annotated[
    str,
    AfterValidator(term_key),
    Field(
        examples=["victim-of-trafficking"], json_schema_extra={"pattern": f"^{TERM_KEY.pattern}$"}
    ),
]
"""What names a term in glossary.yml and in the address of its explanation."""


class Term(Model):
    """A term of the field."""

    term: Text
    """What it is called, in every language of the site, as IOM and the United Nations call it."""
    definition: Text
    """What it means, in every language: one to three sentences in our own words."""
    forms: Phrases = Phrases({})
    """Other forms that prose has of it, by language: plurals, near-synonyms."""
    abbreviations: Phrases = Phrases({})
    """Its abbreviations by language, written as in prose: AVRR."""
    sources: tuple[str, ...] = ()
    """Keys of published glossaries or treaties, listed under “sources”, that have the term."""
    see: tuple[str, ...] = ()
    """Keys of related terms."""

    def phrases(self, language: str) -> tuple[str, ...]:
        """Return the words that stand for it in a language; abbreviations are not among them."""
        name = self.term.root.get(language)
        return ((name,) if name else ()) + self.forms.root.get(language, ())


class Glossary(Model):
    """What glossary.yml says."""

    sources: dict[str, Text] = Field(default_factory=dict)
    """Titles of published glossaries and treaties by key, by language."""
    terms: dict[TermKey, Term] = Field(default_factory=dict)
    """Terms by key."""


def synonyms(glossary: Glossary, language: str) -> Iterator[tuple[str, ...]]:
    """Return groups of words that a search should take for each other.

    A group has a term's name and forms in the language, and its abbreviations in all languages,
    because readers know “AVRR” in any of them.

    Args:
        glossary: the terms.
        language: the tag of the language that is searched.

    """
    for term in glossary.terms.values():
        abbreviations = (word for words in term.abbreviations.root.values() for word in words)
        group = tuple(dict.fromkeys((*term.phrases(language), *abbreviations)))
        if len(group) > 1:
            yield group
