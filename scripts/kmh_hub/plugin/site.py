"""All that the configuration of a site leads to: its languages, its content, its templates."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import takewhile
from pathlib import Path

from kmh_hub.addresses.routes import Routes
from kmh_hub.cache import Cache
from kmh_hub.exports import site as site_exports
from kmh_hub.exports.citation.offer import Citation, CiteContext, citations_of
from kmh_hub.exports.epub.book import book, book_path
from kmh_hub.exports.export import Addresses, Export
from kmh_hub.exports.linked_data.graph import linked_data, to_script
from kmh_hub.exports.meta_tags import seminar_meta
from kmh_hub.exports.picture.share import picture_path
from kmh_hub.form.settings import NO_FORM, FormSettings
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.limits import USUAL, Limits
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.page import Former, Page
from kmh_hub.pages.phase import phase_of
from kmh_hub.pages.seminar import seminar_pages
from kmh_hub.pages.series import pages_of, series_pages
from kmh_hub.pages.templates import Templates
from kmh_hub.plugin.documents import texts_of
from kmh_hub.plugin.terms import Terms
from kmh_hub.reading.fault import InvalidContentError
from kmh_hub.reading.look import Look, Place
from kmh_hub.reading.memory import Memory
from kmh_hub.reading.seminars import Content, read_content


@dataclass(frozen=True)
class Head:
    """What a page tells programs in its `<head>`."""

    meta: tuple[tuple[str, str], ...] = ()
    """Names and contents of `<meta>`."""
    linked_data: str = ""
    """JSON-LD, as it can stand in a script element."""
    picture: str = ""
    """The address of the picture that link previews show."""
    former: Former | None = None
    """Where the page is now, where it is not at this address any more."""


@dataclass(frozen=True)
class Site:
    """What is to be built."""

    docs: Path
    overrides: Path
    languages: Languages
    names: dict[str, str]
    """The languages' own names by tag."""
    site_names: dict[str, tuple[str, str]]
    """What the site is called and what it is, by the languages' tags."""
    today: date
    """The day of the build, which tells coming seminars from past ones."""
    addresses: Addresses
    """The site's absolute addresses."""
    is_preview: bool = False
    """Whether drafts and content with faults are shown."""
    offline: bool = True
    """Whether readers' browsers keep pages for when there is no line."""
    limits: Limits = USUAL
    """How large the files of the content may be."""
    form: FormSettings = NO_FORM
    """Whether there is a form for editors, and where it saves."""
    memory: Memory | None = None
    """What was read before the last edit, where this is a preview."""
    look: Callable[[Place], Look | None] = lambda _: None
    """Tells what was seen of a content at a first look, if there was one."""

    @cached_property
    def version(self) -> str:
        """What the theme is, in eight digits: its templates, styles, scripts and catalogues."""
        digest = hashlib.sha256()
        for path in sorted(self.overrides.rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(self.overrides).as_posix()}\0".encode())
                digest.update(path.read_bytes())
        return digest.hexdigest()[:8]

    @cached_property
    def content(self) -> Content:
        """All that editors wrote, drafts and faults included."""
        return read_content(
            self.docs,
            self.languages.tags,
            cache=Cache.open(),
            limits=self.limits,
            memory=self.memory,
            look=self.look(Place(self.docs, self.languages.tags, self.limits)),
        )

    @cached_property
    def series(self) -> Series:
        """The seminars to show: in a preview all that are valid, else all that are no drafts.

        Raises:
            InvalidContentError: where the content has errors and this is no preview.

        """
        if self.is_preview:
            return self.content.series
        if self.content.errors:
            raise InvalidContentError(self.content.errors)
        return self.content.series.published

    @cached_property
    def templates(self) -> Templates:
        """The templates of generated pages."""
        return Templates(self.overrides / "pages")

    @cached_property
    def glossary(self) -> Glossary:
        """The terms that are explained; none while they have faults."""
        return self.content.glossary or Glossary()

    @cached_property
    def routes(self) -> Routes:
        """Where addresses lead that the site no longer has."""
        prefixes = {each.tag: each.prefix for each in self.languages.all}
        return Routes(self.content.redirects, prefixes)

    def with_content(self, series: Series, glossary: Glossary) -> "Site":
        """Return the same site with other seminars and terms to show."""
        site = replace(self)
        site.__dict__["content"] = self.content
        site.__dict__["series"] = series
        site.__dict__["glossary"] = glossary
        return site

    def anew(self) -> "Site":
        """Return the same site with content that is yet to be read."""
        site = replace(self)
        for name in ("version", "templates"):
            site.__dict__[name] = getattr(self, name)
        return site

    def prepare(self) -> None:
        """Make what all pages need, so that the processes that make them share it."""
        for language in self.languages.all:
            environment = self.templates.environment(language)
            for name in environment.list_templates():
                environment.get_template(name)
            self.terms.prepare(language)

    def pages(self, language: Language) -> dict[str, Page]:
        """Return the generated pages of a language by their source's address."""
        pages = (
            *pages_of(self.series, language, self.languages, self.today),
            *self.terms.page(language),
        )
        return {page.uri: page for page in pages}

    def page(self, language: Language, source: str) -> Page | None:
        """Return the generated page that stands for a Markdown file, named without suffix."""
        parts = source.split("/")
        if len(parts) == 3 and (entry := self.series.by_slug.get(parts[1])):  # noqa: PLR2004
            pages = self.seminar_pages(entry, language)
            return next((page for page in pages if page.source == source), None)
        # Entities have thousands of pages, of which the navigation asks for none.
        few = takewhile(lambda page: not page.entity, self.series_pages(language))
        found = next((page for page in few if page.source == source), None)
        return found or self._by_source(language).get(source)

    def series_pages(self, language: Language) -> Iterator[Page]:
        """Return the generated pages of a language that belong to no seminar."""
        yield from self.terms.page(language)
        yield from series_pages(self.series, language, self.today)

    @cached_property
    def _by_source(self) -> Callable[[Language], dict[str, Page]]:
        return cache(lambda language: {page.source: page for page in self.series_pages(language)})

    def seminar_pages(self, entry: Entry, language: Language) -> Iterator[Page]:
        """Return the pages of a seminar in a language."""
        return seminar_pages(self.series, entry, language, self.languages, self.today)

    def made_of(self, entry: Entry) -> site_exports.Made:
        """Return what other programs read of a seminar in all languages at once."""
        return site_exports.made_of(entry, self.languages, self.addresses)

    def made_in(self, entry: Entry, language: Language) -> site_exports.Made:
        """Return what other programs read of a seminar in a language."""
        title, _ = self.site_names[language.tag]
        vocabulary = self.series.vocabulary
        return site_exports.made_in(entry, vocabulary, language, self.addresses, title)

    def render(self, page: Page, prose: str = "", book: bytes = b"") -> str:
        """Return the HTML of a page's content; a seminar's overview offers its book."""
        citations = self._citations(page)
        return self.templates.render(page, prose, citations=citations, book_size=len(book))

    @cached_property
    def terms(self) -> Terms:
        """The terms of the glossary, in pages and on their own."""
        environment = self.templates.environment
        return Terms(self.glossary, self.series, self.docs, self.languages, environment)

    def book(self, page: Page, prose: str, prose_language: str) -> Export:
        """Return the book of a seminar, to be read without a line.

        Args:
            page: its overview.
            prose: the editors' text as HTML.
            prose_language: in which language that is.

        """
        entry, language = self.series.by_slug[page.slug], page.language
        content = book(
            entry,
            self.series.vocabulary,
            language,
            self.languages,
            self.addresses,
            prose=prose,
            prose_language=prose_language,
            texts=texts_of(entry, self.docs),
            reference=self._citations(page)["citation"].sentence,
            series_title=self.site_names[language.tag][0],
            phase=phase_of(entry.outline, self.today),
        )
        return Export(f"{language.prefix}{book_path(entry.slug)}", content)

    def export(self, path: str, pieces: Sequence[bytes]) -> Export:
        """Return a file for other programs that tells of all seminars.

        Args:
            path: its place below the site's folder.
            pieces: what it has of each seminar, the oldest first.

        """
        return site_exports.series_export(
            path, pieces, self.series.vocabulary, self.languages, self.addresses, self.site_names
        )

    def head(self, page: Page) -> Head:
        """Return what a generated page tells programs in its head."""
        if page.former:
            return Head(former=page.former)
        title, _ = self.site_names[page.language.tag]
        nodes = linked_data(page, self.series, self.languages, self.addresses, title)
        meta: tuple[tuple[str, str], ...] = ()
        if page.kind:
            entry, kind = self.series.by_slug[page.slug], page.kind
            vocabulary = self.series.vocabulary
            meta = seminar_meta(entry, vocabulary, page.language, self.addresses, title, kind)
        picture = self.addresses.site(page.language, picture_path(page.slug)) if meta else ""
        return Head(meta, to_script(nodes), picture)

    def _citations(self, page: Page) -> dict[str, Citation]:
        if page.kind is None:
            return {}
        title, _ = self.site_names[page.language.tag]
        context = CiteContext(self.series.vocabulary, page.language, self.addresses, title)
        return citations_of(self.series.by_slug[page.slug], page.kind, context)

    def prose(self, page: Page) -> Path:
        """Return the editors' text of a page, in its language or the first fallback that it has."""
        path = self.docs / page.source
        files = (path.with_name(f"{path.name}.{tag}.md") for tag in page.language.preferred)
        return next(file for file in files if file.is_file())

    def prose_language(self, page: Page) -> str:
        """Return the tag of the language of a page's text."""
        return self.prose(page).name.split(".")[-2]
