"""Files that MkDocs does not find itself, or publishes otherwise than the hub needs."""

import os
import posixpath
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from kmh_hub.localisation.language import Language
from kmh_hub.model.series import Entry
from kmh_hub.pages.page import HOME, SEMINARS
from kmh_hub.plugin.renderer import GeneratedFile
from kmh_hub.plugin.site import Site

_SOURCES = (".md", ".markdown", ".yml", ".yaml")
_RECORDS = ("translations.json",)
_UNUSED = ("assets/javascripts/", "assets/stylesheets/", "assets/images/favicon.png")


class Linked:
    """What links in prose lead to besides MkDocs' own files: generated pages, seminars' files.

    Args:
        site: gives the site, which a preview reads anew.
        language: the language that is built.
        config: MkDocs' configuration in that language.
        files: MkDocs' own files.

    """

    def __init__(
        self, site: Callable[[], Site], language: Language, config: MkDocsConfig, files: Files
    ) -> None:
        self._site = site
        self._language = language
        self._config = config
        self._found: dict[str, File] = {}
        self._media = {
            file.dest_uri: file.src_uri
            for file in files.media_files()
            if file.src_dir == config.docs_dir
        }

    def find(self, path: str) -> File | None:
        """Return the file that a path below docs/ names, such as `seminars/x/agenda.md`."""
        source = self._source(path)
        if source and source in self._found:
            return self._found[source]
        file = self._page(source) if source else self._own(path)
        if source and file:
            self._found[source] = file
        return file

    def source_of(self, uri: str) -> Path | None:
        """Return the editors' file that is published at a place below the site's folder."""
        source = self._media.get(uri)
        if source is None and (file := self._own(uri)):
            source = file.src_uri
        return self._site().docs / source if source else None

    def _source(self, path: str) -> str:
        """Return a page's source; nothing where no page can be meant."""
        if path in {"", "."}:
            return HOME
        stem = path.removesuffix(".md")
        return "" if stem == path else stem.removesuffix(f".{self._language.tag}")

    def _page(self, source: str) -> File | None:
        page = self._site().page(self._language, source)
        return GeneratedFile(page, self._config) if page else None

    def _own(self, path: str) -> File | None:
        """Return a file of a seminar's folder: every language's pages link to one copy.

        `photo.fr.jpg` stands for `photo.jpg` in French.
        """
        folder, _, name = path.removeprefix(f"{SEMINARS}/").partition("/")
        site = self._site()
        entry = site.series.by_slug.get(folder)
        if entry is None or not name:
            return None
        stem, dot, suffix = name.rpartition(".")
        tags = self._language.tag, site.languages.default.tag
        own = own_files(site.docs, entry)
        for each in (*(f"{stem}.{tag}.{suffix}" for tag in tags), f"{stem}{dot}{suffix}"):
            if each in own:
                config, uri = self._config, f"{SEMINARS}/{folder}/{each}"
                return File(uri, config.docs_dir, config.site_dir, use_directory_urls=False)
        return None


def own_files(docs: Path, entry: Entry) -> frozenset[str]:
    """Return the names of the files in a seminar's folder that are published as they are."""
    folder = docs / SEMINARS / entry.slug
    return frozenset(_published_in(str(folder))).difference(entry.outline.withheld)


def _published_in(folder: str, below: str = "") -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _published_in(entry.path, f"{below}{name}/")
            elif (
                entry.is_file(follow_symlinks=False)
                and posixpath.splitext(name)[1] not in _SOURCES
                and not name.startswith(".")
                and name not in _RECORDS
            ):
                yield f"{below}{name}"


@contextmanager
def spared(config: MkDocsConfig) -> Iterator[MkDocsConfig]:
    """Give a configuration with which MkDocs does not look through what it has no use for.

    Once a language it would walk through all seminars' folders, whose files it does not publish,
    and through ten thousand icons of mkdocs-material.
    """
    with ExitStack() as stack:

        def links_to(folder: str, *, but: str = "") -> str:
            links = stack.enter_context(TemporaryDirectory())
            for path in Path(folder).iterdir():
                if path.name != but:
                    Path(links, path.name).symlink_to(path)
            return links

        config.docs_dir = links_to(config.docs_dir, but=SEMINARS)
        # Jinja loads templates through links, but lists none: the hub publishes no theme's files.
        config.theme.dirs = [
            links_to(folder) if Path(folder, ".icons").is_dir() else folder
            for folder in config.theme.dirs
        ]
        yield config


def keep_others(files: Files) -> None:
    """Take out what the hub makes or publishes itself: the home page and the seminars' folders."""
    for file in list(files):
        is_home = file.is_documentation_page() and file.src_uri.partition(".")[0] == HOME
        if is_home or file.src_uri.startswith(f"{SEMINARS}/"):
            files.remove(file)


def keep_hub_assets(files: Files) -> None:
    """Take out what only mkdocs-material's own templates would load, not the hub's."""
    for file in list(files):
        if file.src_uri.startswith(_UNUSED) or file.src_uri.endswith(".map"):
            files.remove(file)


def clean(url: str) -> str:
    """Return an address below the site's; MkDocs writes its root as `./`."""
    return "" if url in {".", "./"} else url
