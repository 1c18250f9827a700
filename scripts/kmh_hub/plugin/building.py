"""A site brought into an edition: MkDocs' own files, the units, and what the units add up to."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from kmh_hub.build.crew import Done, begun, made
from kmh_hub.build.edition import Edition
from kmh_hub.build.files import hash_of
from kmh_hub.build.slice import Slice
from kmh_hub.build.unit import Made, Unit, digest
from kmh_hub.build.update import Update, updated
from kmh_hub.exports.site import descriptions, series_paths
from kmh_hub.exports.sitemap import sitemap
from kmh_hub.hosting.elsewhere import Elsewhere, all_of
from kmh_hub.localisation.language import Language
from kmh_hub.plugin.anchors import Anchors
from kmh_hub.plugin.configuration import said_by
from kmh_hub.plugin.hosting import hosting_unit
from kmh_hub.plugin.ingredients import Ingredients
from kmh_hub.plugin.pictures import Rendition
from kmh_hub.plugin.progress import Progress
from kmh_hub.plugin.published import Published
from kmh_hub.plugin.references import SiteReferences, with_references
from kmh_hub.plugin.renderer import Renderer
from kmh_hub.plugin.search_index import SearchIndex, made_for_search, program_unit
from kmh_hub.plugin.search_records import PageReader, written_in
from kmh_hub.plugin.site import Site
from kmh_hub.plugin.units import ELSEWHERE, LINKS, PAGES, PICTURES, Link, Units, slug_of, warn_of
from kmh_hub.verification.whole import BrokenSiteError

_TOGETHER = 8
"""So many small joins are made in one process."""
_MANY = 100
"""So many units are worth that what all pages need is made before processes part."""


@dataclass(frozen=True)
class OwnFiles:
    """What MkDocs itself built: the pages that are written by hand, the theme's files."""

    folder: Path
    pages: Mapping[str, Sequence[Language]]
    """The languages that have a page, by its address below a language's own."""
    links: Sequence[Link]
    """Their links to parts of generated pages."""
    pictures: Sequence[Rendition]
    """The pictures that they show."""


class Building:
    """Brings a site into an edition.

    Args:
        edition: the edition.
        site: the site.
        renderers: what MkDocs left of its build of each language, by tag.
        own: what MkDocs built.
        config: MkDocs' configuration.
        alone: whether everything is to be made in this process.

    """

    def __init__(
        self,
        edition: Edition,
        site: Site,
        renderers: Mapping[str, Renderer],
        own: OwnFiles,
        config: MkDocsConfig,
        *,
        alone: bool = False,
    ) -> None:
        self._edition = edition
        self._site = site
        self._own = own
        self._renderers = renderers
        self._alone = alone
        self._config = config
        navigation = {tag: each.navigation for tag, each in renderers.items()}
        self._ingredients = Ingredients(site, said_by(config), navigation)
        self._reader = PageReader(site.series, site.docs, site.languages)
        self._units = Units(site, renderers, self._ingredients, self._reader, edition)
        self._search = SearchIndex(site, self._ingredients.base)

    def bring_all(
        self,
        others: Sequence[Edition],
        progress: Progress,
        part: Slice | None = None,
        *,
        search: bool = True,
    ) -> None:
        """Bring the edition up to date.

        Args:
            others: what units can be taken over from, such as the site as it is published.
            progress: where to count pages.
            part: the only units that are wanted, where others are made elsewhere.
            search: whether the search index is brought up to date, too; else it stays as it is.

        """
        with updated(self._edition) as update:

            def bring(units: Iterable[Unit], batch: int = 1) -> None:
                self._bring(update, others, units, batch)
                # What follows is made from it, maybe by another process.
                update.commit()

            if part:
                units = (unit for group in self._units.groups() for unit in group.units())
                units = (unit for unit in units if part.has(unit.name))
                self._bring(update, others, units, self._units.of_a_seminar, progress)
                update.commit()
                update.clear()
                return
            bring([program_unit(self._ingredients.base), self._of_mkdocs(), *self._of_hand()])
            self._bring_groups(update, others, progress)
            bring(self._units.glossary(update))
            progress.say("Search index")
            if search:
                bring(self._search.joins(update), batch=_TOGETHER)
                indexes = self._missing(update, others, self._search.units(update))
                indexed = begun(indexes, self._edition, alone=self._alone)
            else:
                update.brought |= {each for each in self._edition.keys if self._search.is_own(each)}
            bring(self._whole(update), batch=_TOGETHER)
            references = None if self._site.is_preview else SiteReferences(self._site, update)
            if references:
                published = Published(self._site, update)
                bring(published.former(self._renderers, self._ingredients.base))
                bring(references.joins(), batch=_TOGETHER)
                bring(references.settlements(), batch=_TOGETHER)
            if search:
                self._keep(update, zip(indexes, indexed(), strict=True))
                update.commit()
            elsewhere = all_of(Elsewhere(*each) for each in update.values(ELSEWHERE))
            bring([hosting_unit(self._site, self._ingredients.base, update.paths, elsewhere)])
            if references and (wrong := references.wrong()):
                raise BrokenSiteError(wrong)
            update.clear()
            self._check_anchors(update)

    def bring_seminars(self, slugs: Collection[str]) -> None:
        """Bring some seminars up to date, and leave all else as it was when all was."""
        entries = [self._site.series.by_slug[slug] for slug in slugs]
        with updated(self._edition) as update:
            # What their groups are made from, all other seminars, is for later.
            for entry in entries:
                self._bring(update, (), self._units.seminar_units(entry))
            self._bring(update, (), self._pictures(update))

    def _bring_groups(self, update: Update, others: Sequence[Edition], progress: Progress) -> None:
        """Bring the units that do not depend on each other."""
        groups = (group for group in self._units.groups() if not update.has_all(group))
        changed = [(group, [*group.units()]) for group in groups]
        units = [unit for _, units in changed for unit in units]
        self._bring(update, others, units, self._units.of_a_seminar, progress)
        for group, units in changed:
            update.keep_group(group, units)
        update.commit()

    def _bring(
        self,
        update: Update,
        others: Sequence[Edition],
        units: Iterable[Unit],
        batch: int = 1,
        progress: Progress | None = None,
    ) -> None:
        """Bring units into the edition, the least costly way.

        Args:
            update: the edition.
            others: what units can be taken over from.
            units: the units.
            batch: so many neighbours belong together; where it is 1, each is worth a process.
            progress: where to count pages.

        """
        todo = self._missing(update, others, units)
        if progress:
            progress.start(sum(unit.pages for unit in todo))
            if len(todo) > _MANY:
                self._site.prepare()
        crew = made(todo, update.edition, batch=batch, alone=self._alone)
        self._keep(update, zip(todo, crew, strict=True), progress)

    def _missing(
        self, update: Update, others: Sequence[Edition], units: Iterable[Unit]
    ) -> list[Unit]:
        """Return the units that have to be made; those that others have are taken over."""
        if not self._site.is_preview:
            units = (with_references(unit, self._site.addresses.site_url) for unit in units)
        todo = []
        for unit in units:
            if update.has(unit.name, unit.key):
                continue
            holder = next((each for each in others if each.has(unit.name, unit.key)), None)
            if holder is None or not update.take(unit.name, holder):
                todo.append(unit)
        return todo

    def _keep(
        self, update: Update, made: Iterable[tuple[Unit, Done]], progress: Progress | None = None
    ) -> None:
        """Keep units as they come."""
        for unit, done in made:
            update.keep(done.name, done.key, done.files, done.pieces)
            if progress:
                progress.advance(unit.pages)

    def _of_mkdocs(self) -> Unit:
        folder = self._own.folder
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        hashes = {path: hash_of(data) for path, data in files.items()}
        return Unit("mkdocs", digest(self._ingredients.base, hashes), lambda: Made(files))

    def _of_hand(self) -> Iterator[Unit]:
        """Return what the search needs of the pages that are written by hand."""
        for language in self._site.languages.all:
            for path in [path for path, having in self._own.pages.items() if language in having]:
                url = language.prefix + path
                html = (self._own.folder / url / "index.html").read_text("utf-8")
                tags = written_in(path, self._site.docs, self._site.languages)
                yield Unit(
                    f"search/page/{url}",
                    digest(self._ingredients.base, html, sorted(tags)),
                    partial(self._found, url, html),
                )

    def _found(self, url: str, html: str) -> Made:
        return made_for_search(self._reader.records(url, html))

    def _whole(self, update: Update) -> Iterator[Unit]:
        """Return what is put together from the pieces of the units."""
        site, languages = self._site, self._site.languages
        yield from self._exports(update)
        yield Unit(
            "descriptions",
            digest(self._ingredients.base),
            lambda: Made({each.path: each.content for each in descriptions(languages)}),
        )
        if site.form.enabled:
            from kmh_hub.plugin.form import form_unit  # noqa: PLC0415 - few sites have one

            yield form_unit(site, self._ingredients.base)
        hashes = update.hashes(PAGES)
        own = [(path, [each.tag for each in having]) for path, having in self._own.pages.items()]
        make = partial(self._sitemap, update.edition, [(PAGES, name) for name, _ in hashes])
        yield Unit("sitemap", digest(self._ingredients.base, own, hashes), make)
        yield from self._pictures(update)

    def _sitemap(self, edition: Edition, places: Sequence[tuple[str, str]]) -> Made:
        site, languages = self._site, self._site.languages
        pages = dict(self._own.pages)
        for paths in map(json.loads, edition.pieces_at(places)):
            pages |= dict.fromkeys(paths, languages.all)
        files = sitemap(pages, languages, site.addresses)
        return Made({each.path: each.content for each in files})

    def _pictures(self, update: Update) -> Iterator[Unit]:
        """Return the pictures that pages show, each in the sizes that they need."""
        pictures = {each.path: each for each in self._own.pictures}
        for shown in update.values(PICTURES):
            for path, uri, width in shown:
                pictures[path] = Rendition(self._site.docs / uri, path, width)
        yield from map(self._picture, pictures.values())

    def _exports(self, update: Update) -> Iterator[Unit]:
        """Return the files for other programs that tell of all seminars."""
        vocabulary = self._site.series.vocabulary.model_dump_json()
        slugs = [entry.slug for entry in self._site.series.entries]
        for path in series_paths(self._site.languages):
            hashes = update.hashes(path)
            names = {slug_of(name): name for name, _ in hashes}
            places = [(path, names[slug]) for slug in slugs]
            yield Unit(
                f"exports/{path}",
                digest(self._ingredients.base, vocabulary, slugs, hashes),
                partial(self._export, path, update.edition, places),
            )

    def _export(self, path: str, edition: Edition, places: Sequence[tuple[str, str]]) -> Made:
        made = self._site.export(path, [*edition.pieces_at(places)])
        return Made({made.path: made.content})

    def _picture(self, picture: Rendition) -> Unit:
        source = hash_of(picture.source)
        return Unit(
            f"picture/{picture.path}",
            digest(self._ingredients.base, source, picture.width),
            lambda: Made({picture.path: picture.content}),
        )

    def _check_anchors(self, update: Update) -> None:
        """Warn of links to parts of generated pages that these do not have."""
        links = [*self._own.links]
        for those in update.values(LINKS):
            links += (Link(*each) for each in those)
        known: dict[str, Anchors] = {}
        for link in links:
            if link.target not in known:
                html = (update.edition.folder / link.target).read_text("utf-8")
                known[link.target] = Anchors.of(html)
            if link.anchor not in known[link.target]:
                warn_of(link)
