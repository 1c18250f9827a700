"""hub serve: the site with its drafts and faults, brought up to date after every edit."""

import hashlib
import logging
import os
import re
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
)
from watchdog.observers import Observer

from kmh_hub.build.edition import Edition
from kmh_hub.cli.publication import Publication
from kmh_hub.cli.site import hub_of, load
from kmh_hub.pages.page import SEMINARS
from kmh_hub.plugin import live_reload
from kmh_hub.plugin.adapter import HubPlugin
from kmh_hub.plugin.building import Building
from kmh_hub.plugin.search_index import FOLDER
from kmh_hub.plugin.site import Site
from kmh_hub.reading.seminars import Content
from kmh_hub.reports.people import for_people

_PLACE = re.compile(rb"<!-- faults ([\w-]+) -->")
_GLOSSARY = "glossary.yml"
"""Terms are explained in pages that are written by hand, too."""
_FEW = 3
"""So many seminars are brought up to date before all that names them."""
_ALWAYS = re.compile(r"/(assets|livereload)/")
"""Addresses of what no edit of a seminar changes."""
_QUIET = 0.05
"""So many seconds without a further edit are waited for; what comes later is built after."""
_EDITS = [FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent]


class Preview:
    """The site as it is edited.

    MkDocs builds the pages that are written by hand; where only seminars were edited, it need not.

    Args:
        config_file: mkdocs.yml.
        address: host and port; else as the configuration says.
        folder: where the site goes, and where the last preview's is.

    """

    def __init__(self, config_file: str, address: str | None, folder: Path) -> None:
        self._config_file = config_file
        self._options: dict[str, Any] = {"dev_addr": address} if address else {}
        self._own = folder / "own"
        site = folder / "site"
        site.mkdir(exist_ok=True)
        self._edition = Edition.opened(site, folder / "manifest.sqlite")
        self._lock = Lock()
        self._hub: HubPlugin | None = None
        self._rest = ""
        self._edited: frozenset[str] = frozenset()
        """The seminars that alone were brought up to date, where all else is behind."""
        self._is_search_behind = False
        self.config = self._loaded()

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self._edition.folder

    def build(self) -> None:
        """Bring the site up to date."""
        with self._lock:
            rest = self._hash_of_rest()
            if self._hub and rest == self._rest:
                self._bring_edited(self._hub)
                self._is_search_behind = True
                return
            config = self._loaded()
            hub = hub_of(config)
            # MkDocs keeps the plugin, and so what was valid last, from one build to the next.
            hub.is_preview, hub.edition, hub.prepared = True, self._edition, None
            # Processes are forked before the server starts its threads only.
            hub.is_alone = self._hub is not None
            mkdocs_build(config, serve_url=config.site_url)
            self._hub, self._rest = hub, rest
            self._edited, self._is_search_behind = frozenset(), False

    def app(self, server: LiveReloadServer) -> live_reload.Application:
        """Return MkDocs' server, with what a preview shows above each page."""

        def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            self._bring(environ["PATH_INFO"])
            return server.serve_request(environ, start_response)

        def changed(page: bytes) -> bytes:
            return live_reload.allowed(_PLACE.sub(self._panel, page))

        return live_reload.with_pages(serve, changed)

    def _bring(self, path: str) -> None:
        """Bring up to date what is behind and at an address that is asked for."""
        with self._lock:
            if not self._hub:
                return
            if f"/{FOLDER}/" in path:
                if self._is_search_behind:
                    self._bring_all(self._hub, search=True)
                    self._is_search_behind = False
                return
            brought = (f"/{SEMINARS}/{slug}/" for slug in self._edited)
            if self._edited and not (_ALWAYS.search(path) or any(each in path for each in brought)):
                self._bring_all(self._hub)

    def _bring_edited(self, hub: HubPlugin) -> None:
        """Bring up to date what was edited, and all else where more than few seminars were."""
        before = hub.site
        hub.prepared = before.anew()
        hub.read(self._config_of(hub))
        edited = edited_between(before, hub.site)
        try:
            if edited is None:
                self._bring_all(hub)
            else:
                self._building(hub).bring_seminars(edited)
                self._edited |= edited
        except Exception:
            hub.site = before  # the next build begins where this one did
            raise

    def _bring_all(self, hub: HubPlugin, *, search: bool = False) -> None:
        self._building(hub).bring_all((), hub.progress, search=search)
        self._edited = frozenset()

    def _building(self, hub: HubPlugin) -> Building:
        return Building(
            self._edition, hub.site, hub.renderers, hub.own, self._config_of(hub), alone=True
        )

    def _panel(self, place: re.Match[bytes]) -> bytes:
        """Return the faults of the content as HTML in a language."""
        assert self._hub  # noqa: S101 - it made the page
        tag = place[1].decode()
        site = self._hub.site
        translations = site.languages[tag].translations
        faults = list(for_people(site.content.faults, site.docs.parent, translations))
        if not faults:
            return b""
        environment = self._hub.renderers[tag].environment
        return environment.get_template("partials/faults.html").render(faults=faults).encode()

    def _config_of(self, hub: HubPlugin) -> MkDocsConfig:
        return hub.renderers[hub.site.languages.default.tag].config

    def _loaded(self) -> MkDocsConfig:
        config = load(self._config_file, site_dir=str(self._own), **self._options)
        host, port = config.dev_addr
        path = urlsplit(config.site_url or "/").path.strip("/")
        config.site_url = f"http://{host}:{port}/{path}/" if path else f"http://{host}:{port}/"
        return config

    def _hash_of_rest(self) -> str:
        """Return the hash of all that a site is made from but its seminars."""
        docs, overrides = Path(self.config.docs_dir), Path(self.config.theme.custom_dir or "")
        paths = [Path(self._config_file), docs / _GLOSSARY]
        for top in (docs, overrides):
            for folder, folders, names in os.walk(top):
                if Path(folder) == docs and SEMINARS in folders:
                    folders.remove(SEMINARS)
                paths += [Path(folder, name) for name in names]
        hash_ = hashlib.sha256()
        for path in sorted(paths):
            hash_.update(f"{path}\0".encode())
            hash_.update(path.read_bytes())
        return hash_.hexdigest()


def edited_between(before: Site, after: Site) -> frozenset[str] | None:
    """Return the seminars that alone were edited; None where more was, or in other ways."""
    old, new = before.content, after.content
    known = {id(entry) for entry in old.series.entries}
    edited = {entry.slug for entry in new.series.entries if id(entry) not in known}
    if old.series.by_slug.keys() != new.series.by_slug.keys() or not 0 < len(edited) <= _FEW:
        return None
    return frozenset(edited) if _besides(old) == _besides(new) else None


def _besides(content: Content) -> tuple[object, ...]:
    """Return what editors wrote besides seminars."""
    shared = content.vocabulary_digest, content.glossary_digest, content.glossary
    return *shared, content.redirects, content.archive


def serve(config_file: str, address: str | None) -> None:
    """Build the site with its drafts, serve it, and bring it up to date after every edit."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    with Publication(Path(load(config_file).site_dir)).preview() as folder:
        preview = Preview(config_file, address, folder)
        config = preview.config
        host, port = config.dev_addr
        server = LiveReloadServer(
            preview.build,
            host,
            port,
            str(preview.root),
            mount_path=urlsplit(config.site_url or "/").path,
        )
        # The system tells of edits at once; MkDocs would look for them twice a second.
        server.observer = _Edits()
        server.build_delay = _QUIET
        server.set_app(preview.app(server))
        server.error_handler = lambda code: _error_page(preview.root, code)
        preview.build()
        for watched in (config.docs_dir, config.config_file_path, config.theme.custom_dir):
            server.watch(str(watched))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


class _Edits(Observer):  # type: ignore[misc, valid-type]
    """Watches files being edited, not being read, as a build does."""

    def schedule(self, *arguments: Any, **options: Any) -> Any:
        """Watch a folder."""
        return super().schedule(*arguments, **options, event_filter=_EDITS)


def _error_page(root: Path, code: int) -> bytes | None:
    path = root / f"{code}.html"
    return path.read_bytes() if path.is_file() else None
