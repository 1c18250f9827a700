"""The units of a site: what each is called, what it is made from, and how it is made."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from mkdocs.structure.pages import Page as MkDocsPage

from kmh_hub.build.edition import Edition
from kmh_hub.build.unit import Group, Made, Unit, digest
from kmh_hub.build.update import Update
from kmh_hub.exports.picture.share import picture_path, picture_words, share_picture
from kmh_hub.hosting.elsewhere import elsewhere_of
from kmh_hub.localisation.language import Language
from kmh_hub.model.series import Entry
from kmh_hub.pages.chart import kept
from kmh_hub.pages.page import GLOSSARY, SEMINARS, Kind, Page
from kmh_hub.plugin.anchors import Anchors
from kmh_hub.plugin.documents import preview_exports, records_of
from kmh_hub.plugin.files import own_files
from kmh_hub.plugin.ingredients import Ingredients
from kmh_hub.plugin.own_pieces import own_piece, value_of_own
from kmh_hub.plugin.pictures import Rendition
from kmh_hub.plugin.renderer import GeneratedFile, Renderer
from kmh_hub.plugin.search_index import made_for_search
from kmh_hub.plugin.search_records import PageReader
from kmh_hub.plugin.site import Site
from kmh_hub.search.record import Record

LINKS, PICTURES, PAGES, ELSEWHERE = "links", "pictures", "pages", "elsewhere"
"""Kinds of pieces: what pages link to, the pictures that they show, their addresses; on which other
hosts recordings lie."""
_CHARTS = "charts"
"""The kind of a piece that has the drawings of a unit's charts."""


class Link(NamedTuple):
    """A link to a part of a page."""

    source: str
    """The Markdown file that has it."""
    target: str
    """The file of the page, below the site's folder."""
    anchor: str
    written: str
    """The link as it was written."""


@dataclass(frozen=True)
class Units:
    """The units of a site that do not depend on each other."""

    site: Site
    renderers: Mapping[str, Renderer]
    """By the languages' tags."""
    ingredients: Ingredients
    reader: PageReader
    """Reads what pages give the search."""
    edition: Edition
    """What is there already."""

    @property
    def of_a_seminar(self) -> int:
        """How many neighbours among all units belong to one seminar."""
        return 2 + 2 * len(self.site.languages.all)

    def groups(self) -> Iterator[Group]:
        """Return every unit: seminars' pages and files, then the pages of the series."""
        yield from map(self.of_seminar, self.site.series.entries)
        for language in self.site.languages.all:
            key = self.ingredients.of_series(language)
            yield Group(f"all/{language.tag}", key, partial(self._of_series, language))

    def of_seminar(self, entry: Entry) -> Group:
        """Return the units of a seminar."""
        key = self.ingredients.of_seminar(entry)
        return Group(f"all/{SEMINARS}/{entry.slug}", key, partial(self.seminar_units, entry))

    def seminar_units(self, entry: Entry) -> Iterator[Unit]:
        """Return the units of a seminar, one by one."""
        yield self._files(entry)
        yield self._tables(entry)
        for language in self.site.languages.all:
            yield self._exports(entry, language)
            yield self._picture(entry, language)
            yield self._seminar(entry, language)

    def _of_series(self, language: Language) -> Iterator[Unit]:
        for page in self.site.series_pages(language):
            if page.source != GLOSSARY:
                yield self._page(page)

    def glossary(self, update: Update) -> Iterator[Unit]:
        """Return the pages of the glossary, which say what the seminars' units found of it."""
        for language in self.site.languages.all:
            kind = terms_of(language)
            hashes = update.hashes(kind)
            places = [(kind, name) for name, _ in hashes]

            def terms(places: Sequence[tuple[str, str]] = places) -> dict[str, list[str]]:
                found = zip(places, self.edition.pieces_at(places), strict=True)
                return {slug_of(name): json.loads(value) for (_, name), value in found}

            key = self.ingredients.glossary(language, hashes)
            for page in self.site.terms.page(language, terms):
                make = partial(self._made, [page])
                yield Unit(f"{language.tag}/{page.path}", key, make, 1)

    def _seminar(self, entry: Entry, language: Language) -> Unit:
        """Return the pages of a seminar in a language, and its book."""
        key = self.ingredients.seminar_pages(entry, language)
        name = f"{language.tag}/{SEMINARS}/{entry.slug}"

        def make() -> Made:
            site = self.site
            documents = records_of(entry, site.docs, site.languages, language)
            before = value_of_own(self.edition, _CHARTS, name) if entry.seminar.figures else None
            with kept(before or {}) as drawings:
                made = self._made(site.seminar_pages(entry, language), documents)
            terms = json.dumps(sorted(site.terms.used(entry, language))).encode()
            pieces = {**made.pieces, terms_of(language): terms}
            if drawings:
                pieces[_CHARTS] = own_piece(drawings)
            return Made(made.files, pieces)

        return Unit(name, key, make, len(Kind))

    def _page(self, page: Page) -> Unit:
        # What is made of a page for its template is let go with the copy.
        name = f"{page.language.tag}/{page.path}"
        return Unit(name, self.ingredients.page(page), lambda: self._made([replace(page)]), 1)

    def _exports(self, entry: Entry, language: Language) -> Unit:
        """Return what other programs read of a seminar in a language."""

        def make() -> Made:
            made = self.site.made_in(entry, language)
            return Made({export.path: export.content for export in made.files}, made.pieces)

        name = f"{language.tag}/{SEMINARS}/{entry.slug}/files"
        return Unit(name, self.ingredients.seminar(entry, language), make)

    def _picture(self, entry: Entry, language: Language) -> Unit:
        """Return the picture that previews of links to a seminar show: few edits change it."""
        site_name, _ = self.site.site_names[language.tag]
        words = picture_words(entry.seminar, self.site.series.vocabulary, language)
        place = f"{language.prefix}{picture_path(entry.slug)}"

        def make() -> Made:
            return Made({place: share_picture(*words, site_name=site_name, language=language)})

        name = f"{language.tag}/{SEMINARS}/{entry.slug}/picture"
        return Unit(name, digest(self.ingredients.base, name, words), make)

    def _files(self, entry: Entry) -> Unit:
        """Return a seminar's own files, and the pictures of its PDFs."""
        folder = self.site.docs / SEMINARS / entry.slug

        def make() -> Made:
            names = own_files(self.site.docs, entry)
            files: dict[str, bytes | Path] = {
                f"{SEMINARS}/{entry.slug}/{name}": folder / name for name in sorted(names)
            }
            previews = preview_exports(entry, self.site.docs)
            return Made(files | {each.path: each.content for each in previews})

        return Unit(f"{SEMINARS}/{entry.slug}", self.ingredients.files(entry), make)

    def _tables(self, entry: Entry) -> Unit:
        """Return what files that tell of all seminars have of one."""

        def make() -> Made:
            pieces = dict(self.site.made_of(entry).pieces)
            if any(elsewhere := elsewhere_of(entry.seminar.recordings)):
                pieces[ELSEWHERE] = json.dumps(elsewhere).encode()
            return Made(pieces=pieces)

        name = f"tables/{SEMINARS}/{entry.slug}"
        return Unit(name, self.ingredients.tables(entry), make)

    def _made(self, pages: Iterable[Page], documents: Iterable[Record] = ()) -> Made:
        files: dict[str, bytes] = {}
        links: list[Link] = []
        pictures: list[tuple[str, str, int]] = []
        addresses = []
        records = [*documents]
        for page in pages:
            source = self.site.prose(page).read_text("utf-8-sig") if page.has_prose else ""
            file, shown, html = self.renderers[page.language.tag].html(page, source)
            files[file.dest_uri] = html.encode("utf-8", errors="xmlcharrefreplace")
            addresses.append(page.path)
            records += self.reader.records(page.language.prefix + page.path, html)
            links += links_to_others(shown, html)
            for each in file.beside:
                if isinstance(each, Rendition):
                    uri = each.source.relative_to(self.site.docs).as_posix()
                    pictures.append((each.path, uri, each.width))
                else:
                    files[each.path] = each.content
        said = {LINKS: links, PICTURES: pictures, PAGES: addresses}
        pieces = {kind: json.dumps(each).encode() for kind, each in said.items() if each}
        search = made_for_search(records)
        return Made({**files, **search.files}, {**pieces, **search.pieces})


def links_to_anchors(page: MkDocsPage) -> Iterator[Link]:
    """Return a page's links to parts of generated pages."""
    for target, anchors in (page.links_to_anchors or {}).items():
        if isinstance(target, GeneratedFile):
            for anchor, written in anchors.items():
                yield Link(page.file.src_uri, target.dest_uri, anchor, written)


def links_to_others(page: MkDocsPage, html: str) -> Iterator[Link]:
    """Return a page's links to parts of other pages; warn of those to parts that it lacks."""
    own = None
    for link in links_to_anchors(page):
        if link.target != page.file.dest_uri:
            yield link
            continue
        own = own or Anchors.of(html)
        if link.anchor not in own:
            warn_of(link)


def warn_of(link: Link) -> None:
    """Warn of a link to a part that a page does not have, as MkDocs does of its own pages."""
    logging.getLogger("mkdocs.structure.pages").warning(
        "Doc file '%s' contains a link '%s', but the page '%s' does not contain an anchor '#%s'.",
        link.source,
        link.written,
        link.target,
        link.anchor,
    )


def terms_of(language: Language) -> str:
    """Return the kind of piece that has the terms which seminars use in a language."""
    return f"terms/{language.tag}"


def slug_of(name: str) -> str:
    """Return the seminar that a unit belongs to, by the unit's name."""
    return name.removesuffix("/files").rpartition("/")[2]
