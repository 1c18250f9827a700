"""What units are made from, as hashes: a unit is made anew where its own differ.

Everything that a page reads has to be in its hash, and nothing that it does not read, or else it
would be stale or made in vain. A test compares edited sites with ones made from nothing.
"""

import glob
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from kmh_hub.build.files import hash_of
from kmh_hub.build.unit import digest
from kmh_hub.localisation.language import Language
from kmh_hub.model.entity import Entity, EntityKind, Organisation, Person, Theme
from kmh_hub.model.series import Entry
from kmh_hub.pages.page import GLOSSARY, SEMINARS, Kind, Page, path_of
from kmh_hub.pages.phase import phase_of
from kmh_hub.plugin.documents import pdfs_of
from kmh_hub.plugin.files import own_files
from kmh_hub.plugin.large_files import large_hash
from kmh_hub.plugin.site import Site
from kmh_hub.program import program_digest
from kmh_hub.reading.unit import is_read

_OF_SEMINAR = 2
"""So many slashes are in the name of a seminar's page: `seminars/x/index`."""
Navigation = Mapping[str, Sequence[tuple[str, str]]]


class Ingredients:
    """The hashes of what a site's units are made from.

    Args:
        site: the site.
        config: what mkdocs.yml says, with what it inherits and what the environment sets.
        navigation: the titles and addresses that all pages show, by the languages' tags.

    """

    def __init__(self, site: Site, config: str, navigation: Navigation) -> None:
        self._site = site
        self._series = site.series
        # Most is the same in all languages.
        self._own = cache(self._own_of)
        self._alone = cache(self._alone_of)
        self._among = cache(self._among_of)
        self._shown = cache(self._shown_of)
        self.base = digest(
            program_digest(),
            config,
            navigation,
            site.version,
            site.names,
            site.site_names,
            site.addresses.site_url,
            site.offline,
            site.is_preview,
            [(each.tag, each.prefix, str(each.locale)) for each in site.languages.all],
            site.glossary.model_dump_json(),
            repr(site.content.archive),
        )
        """What every page is made from: the program, the configuration, the theme, the glossary."""

    def of_seminar(self, entry: Entry) -> str:
        """Return the hash of all that a seminar's units are made from."""
        slug = entry.slug
        return digest(
            self._of_all,
            slug,
            entry.digest,
            entry.identity,
            self._recordings(slug),
            self._pictures(f"{SEMINARS}/{slug}/index"),
        )

    def of_series(self, language: Language) -> str:
        """Return the hash of all that the pages of the series in a language are made from."""
        return digest(self._of_all, self._around, language.tag)

    @cached_property
    def _of_all(self) -> str:
        """The hash of what seminars show of each other, of what they name, of moved addresses."""
        site = self._site
        redirects = site.content.redirects.model_dump_json()
        return digest(
            self.base, site.today, redirects, self._all_shown, list(self._entities.values())
        )

    @cached_property
    def _around(self) -> object:
        """The hashes of what is in docs/ besides the seminars' folders, and of what it shows."""
        top = self._site.docs
        folders = [each for each in top.iterdir() if each.is_dir() and each.name != SEMINARS]
        files = [path for folder in folders for path in folder.rglob("*.md")]
        files += [*top.glob("*.md"), *(top / SEMINARS).glob("*.md")]
        shown = [page for page in self._site.content.pictures if page.count("/") != _OF_SEMINAR]
        return (
            [(path.relative_to(top).as_posix(), hash_of(path)) for path in sorted(files)],
            [(page, self._pictures(page)) for page in sorted(shown)],
        )

    def seminar(self, entry: Entry, language: Language) -> str:
        """Return the hash of what a seminar is by itself."""
        return f"{self._alone(entry.slug)}-{language.tag}"

    def seminar_pages(self, entry: Entry, language: Language) -> str:
        """Return the hash of a seminar and of those that its pages name."""
        return f"{self._among(entry.slug)}-{language.tag}{self._moved(language, entry.slug)}"

    def files(self, entry: Entry) -> str:
        """Return the hash of a seminar's own files, and of which of them have pictures."""
        shown = [
            (item.file, entry.files[item.file].page_size) for item in pdfs_of(entry) if item.file
        ]
        return digest(self.base, entry.slug, self._own(entry.slug), shown)

    def tables(self, entry: Entry) -> str:
        """Return the hash of what the tables of all seminars say of one."""
        return digest(self.base, entry.slug, entry.digest)

    def _moved(self, language: Language, slug: str) -> str:
        """Return the hash of where ids lead that a seminar's pages have no longer."""
        paths = (language.prefix + path_of(slug, kind) for kind in Kind)
        moved = [parts for path in paths if (parts := self._site.routes.parts_of(path))]
        return f"-{digest(moved)}" if moved else ""

    def page(self, page: Page) -> str:
        """Return the hash of what a page of the series is made from."""
        moved = self._site.routes.parts_of(page.language.prefix + page.path)
        return f"{self._page(page)}-{digest(moved)}" if moved else self._page(page)

    def _page(self, page: Page) -> str:
        if page.entity:
            return digest(self.base, page.uri, self._entity_page(page, page.entity))
        shown = [self._shown(entry.slug) for entry in page.entries]
        if page.entity_kind:
            return digest(self.base, page.uri, self._kinds[page.entity_kind])
        if page.cut:
            return digest(self.base, page.uri, shown, page.cut)
        prose: object = None
        if page.has_prose:
            path = self._site.prose(page)
            prose = path.name, hash_of(path), self._pictures(page.source)
        return digest(self.base, page.uri, self._all_shown, prose)

    def glossary(self, language: Language, terms: object) -> str:
        """Return the hash of what the page of the glossary is made from.

        Args:
            language: the page's language.
            terms: the hashes of which terms each seminar uses.

        """
        numbers = [(entry.slug, entry.outline.number) for entry in self._series.entries]
        moved = self._site.routes.parts_of(f"{language.prefix}{GLOSSARY}/")
        return digest(self.base, language.tag, terms, numbers, moved)

    def _entity_page(self, page: Page, entity: Entity) -> object:
        vocabulary = self._series.vocabulary
        linked = []
        if entity.kind is EntityKind.PERSON and (
            affiliation := vocabulary.people[entity.key].affiliation
        ):
            linked.append(Entity(EntityKind.ORGANISATION, affiliation))
        if entity.kind is EntityKind.ORGANISATION and (
            country := vocabulary.organisations[entity.key].country
        ):
            linked.append(Entity(EntityKind.COUNTRY, country))
        return (
            self._entities[entity],
            [(self._entities.get(each), each in self._series.naming) for each in linked],
            [self._shown(entry.slug) for entry in page.entries],
            page.cut,
        )

    def _pictures(self, page: str) -> object:
        """Return the hashes of the pictures that a page's text shows, in all their languages."""
        return [
            (path.name, hash_of(path))
            for shown in sorted(self._site.content.pictures.get(page, ()))
            if (picture := self._site.docs / shown)
            for path in sorted(picture.parent.glob(f"{glob.escape(picture.stem)}.*"))
            if path.suffix == picture.suffix
        ]

    def _alone_of(self, slug: str) -> str:
        entry = self._series.by_slug[slug]
        phase = phase_of(entry.outline, self._site.today)
        return digest(self.base, slug, entry.digest, entry.identity, phase, self._named(entry))

    def _among_of(self, slug: str) -> str:
        entry = self._series.by_slug[slug]
        before, after = self._series.neighbours(entry)
        return digest(
            self._alone(slug),
            self._pictures(f"{SEMINARS}/{slug}/index"),
            [self._shown(each.slug) if each else None for each in (before, after)],
            [
                (self._shown(each.slug), [self._entities[entity] for entity in each.shared])
                for each in self._series.relations.of(slug)
            ],
        )

    def _own_of(self, slug: str) -> dict[str, str]:
        """Return the hashes of a seminar's own files by name."""
        folder = self._site.docs / SEMINARS / slug
        names = own_files(self._site.docs, self._series.by_slug[slug])
        return {name: large_hash(folder / name) for name in sorted(names)}

    def _recordings(self, slug: str) -> dict[str, str]:
        """Return the hashes of the files of which the entry's digest does not have all bytes."""
        folder = self._site.docs / SEMINARS / slug
        names = own_files(self._site.docs, self._series.by_slug[slug])
        return {name: large_hash(folder / name) for name in sorted(names) if not is_read(name)}

    @cached_property
    def _all_shown(self) -> str:
        """The hash of what the pages of the series show of seminars and of what these name."""
        naming = self._series.naming.items()
        return digest(
            [self._shown(entry.slug) for entry in self._series.entries],
            [(self._entities[entity], len(entries)) for entity, entries in naming],
            [*self._series.vocabulary.themes],
        )

    @cached_property
    def _kinds(self) -> dict[EntityKind, str]:
        """The hashes of what the indexes of kinds show: names, whose order all make, and counts."""
        named: dict[EntityKind, list[tuple[str, int]]] = {kind: [] for kind in EntityKind}
        for entity, entries in self._series.naming.items():
            named[entity.kind].append((self._entities[entity], len(entries)))
        return {kind: digest(each) for kind, each in named.items()}

    def _shown_of(self, slug: str) -> str:
        """Return the hash of what other pages show of a seminar."""
        entry = self._series.by_slug[slug]
        return digest(
            slug,
            entry.shown_digest,
            sorted(entry.prose),
            phase_of(entry.outline, self._site.today),
            self._named(entry),
        )

    def _named(self, entry: Entry) -> object:
        return [self._entities[entity] for entity in self._series.mentions[entry.slug]]

    @cached_property
    def _entities(self) -> dict[Entity, str]:
        """The hashes of what series.yml says of an entity."""
        vocabulary = self._series.vocabulary
        described: dict[EntityKind, Mapping[str, Theme | Organisation | Person]] = {
            EntityKind.THEME: vocabulary.themes,
            EntityKind.ORGANISATION: vocabulary.organisations,
            EntityKind.PERSON: vocabulary.people,
        }
        return {
            entity: digest(
                entity.kind,
                entity.key,
                described[entity.kind][entity.key].model_dump_json()
                if entity.key in described.get(entity.kind, {})
                else "",
            )
            for entity in self._series.naming
        } | {
            Entity(kind, key): digest(kind, key, each.model_dump_json())
            for kind, all_ in described.items()
            for key, each in all_.items()
        }
