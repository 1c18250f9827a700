"""The terms of the glossary: explained in pages, and on the page that lists them."""

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from jinja2 import Environment

from kmh_hub.localisation.language import Language, Languages
from kmh_hub.localisation.phrases import PhraseFinder
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.explanations import Explanations
from kmh_hub.pages.glossary import Uses, glossary_page, latest_uses, term_finder, used_terms
from kmh_hub.pages.page import GLOSSARY, SEMINARS, Page, relative_link
from kmh_hub.reading.prose import Prose

TermsBySlug = Mapping[str, Container[str]]
"""The keys of the terms that seminars use, by the seminars' slugs."""


@dataclass(frozen=True)
class Terms:
    """The terms of a site."""

    glossary: Glossary
    series: Series
    docs: Path
    languages: Languages
    environment: Callable[[Language], Environment]
    """Gives the templates with the words of a language."""

    def prepare(self, language: Language) -> None:
        """Make what finds the terms of a language."""
        if self.glossary.terms:
            self._explanations(language)
            self._finder(language.tag)

    def explained(self, html: str, language: Language, url: str, within: str = "") -> str:
        """Return the HTML of a page's content with its terms explained.

        Args:
            html: the content.
            language: the page's.
            url: the page's address below the site's.
            within: a CSS selector of what is prose; else all is.

        """
        link = relative_link(f"{language.prefix}{GLOSSARY}/", url)
        return self._explanations(language).add(html, link, within) if self.glossary.terms else html

    def used(self, entry: Entry, language: Language) -> frozenset[str]:
        """Return the keys of the terms that a seminar uses in a language."""
        prose = self.docs / SEMINARS / entry.slug / f"index.{language.tag}.md"
        words = "\n".join(Prose.read(prose).words) if language.tag in entry.prose else ""
        return used_terms(self._finder(language.tag), entry.seminar, language.tag, words)

    def page(
        self, language: Language, known: Callable[[], TermsBySlug] | None = None
    ) -> Iterator[Page]:
        """Return the page of the glossary in a language; none where it has no terms.

        Args:
            language: the language.
            known: gives the terms that seminars use, where they were looked for already; asked
                when the page is rendered.

        """

        def found() -> TermsBySlug:
            return {entry.slug: self.used(entry, language) for entry in self.series.entries}

        def uses() -> Uses:
            return latest_uses(self.glossary, self.series, (known or found)())

        return glossary_page(self.glossary, language, self.languages, uses)

    @cached_property
    def _explanations(self) -> Callable[[Language], Explanations]:
        return cache(
            lambda language: Explanations(
                self.glossary, self._finder(language.tag), language, self.environment(language)
            )
        )

    @cached_property
    def _finder(self) -> Callable[[str], PhraseFinder]:
        return cache(lambda tag: term_finder(self.glossary, tag))
