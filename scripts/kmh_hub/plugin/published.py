"""What a build publishes, beside what was published before: no address dies, no link is broken."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, partial

from kmh_hub.addresses.audit import Audit
from kmh_hub.addresses.ledger import Ledger
from kmh_hub.addresses.published import published
from kmh_hub.build.beside import Beside
from kmh_hub.build.unit import Made, Unit, digest
from kmh_hub.build.update import Update
from kmh_hub.hosting.redirects import redirects_file
from kmh_hub.pages.former import former_page
from kmh_hub.pages.page import Page
from kmh_hub.plugin.anchors import Anchors
from kmh_hub.plugin.renderer import Renderer
from kmh_hub.plugin.site import Site
from kmh_hub.reading.fault import InvalidContentError
from kmh_hub.reading.unit import REDIRECTS_FILE
from kmh_hub.verification.piece import CITED, REFERENCES, Piece, piece_of
from kmh_hub.verification.references import address_of
from kmh_hub.verification.whole import wrong_in

FORMER = "former/"
"""What the names of units begin with that answer at addresses whose pages are elsewhere."""


class Published:
    """The addresses of a site that is being built.

    Args:
        site: the site.
        update: the edition, with all units but those of former addresses.

    """

    def __init__(self, site: Site, update: Update) -> None:
        self._site = site
        self._update = update

    @cached_property
    def audit(self) -> Audit:
        """What was published before, beside what the site has."""
        site = self._site
        files, cited = frozenset(self._update.paths()), self._cited()
        prefixes = site.routes.prefixes
        there = frozenset(published(files, cited, prefixes)) | {address_of(path) for path in files}
        ledger = Ledger.read(site.docs)
        return Audit(ledger, site.routes, there.__contains__, site.docs / REDIRECTS_FILE)

    def former(self, renderers: Mapping[str, Renderer], base: str) -> Iterator[Unit]:
        """Return what answers at addresses whose pages have moved or are gone.

        Args:
            renderers: what MkDocs left of its build of each language, by tag.
            base: the hash of what every page is made from.

        Raises:
            InvalidContentError: where an address that was published would not be answered.

        """
        if self.audit.faults:
            raise InvalidContentError(self.audit.faults)
        site, answers = self._site, self.audit.answers
        for address, target in answers.items():
            if "#" in address or not address.endswith("/"):
                continue  # at a file's place can be no page; parts of pages answer themselves
            language = site.languages.of_address(address)
            path = address.removeprefix(language.prefix)
            tags = [each.tag for each in site.languages.all if each.prefix + path in answers]
            page = former_page(path, target, language, tags, site.addresses.site_url)
            make = partial(_rendered, renderers[language.tag], page)
            yield Unit(f"{FORMER}{address}", digest(base, page.uri, target, tags), make)
        if answers:
            export = redirects_file(answers, site.addresses.site_url, site.routes.prefixes)
            yield Unit(
                "redirects", digest(base, answers), lambda: Made({export.path: export.content})
            )

    def check(self) -> Beside[list[str]]:
        """Look meanwhile for what the units so far refer to, but that the site does not have."""
        return Beside(partial(self._wrong, frozenset(self._update.paths())))

    def _wrong(self, files: frozenset[str]) -> list[str]:
        brought = self._update.brought
        found = self._update.edition.pieces(REFERENCES)
        pieces = (Piece.from_json(value) for unit, value in found if unit in brought)
        return [*wrong_in(pieces, files, self._ids, self._site.addresses.site_url)]

    def _cited(self) -> dict[str, list[str]]:
        cited: dict[str, list[str]] = {}
        for _, value in self._update.pieces(CITED):
            cited |= json.loads(value)
        return cited

    def _ids(self, path: str) -> frozenset[str]:
        html = (self._update.edition.folder / path).read_text("utf-8")
        return frozenset(Anchors.of(html))


def with_references(unit: Unit, site_url: str) -> Unit:
    """Return a unit that tells what its files refer to, too."""

    def make() -> Made:
        made = unit.make()
        return Made(made.files, {**made.pieces, **piece_of(made.files, site_url).to_json()})

    return replace(unit, make=make)


def _rendered(renderer: Renderer, page: Page) -> Made:
    file, _, html = renderer.html(page)
    return Made({file.dest_uri: html.encode("utf-8", errors="xmlcharrefreplace")})
