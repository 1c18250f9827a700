"""What a build publishes, beside what was published before: no address dies."""

from collections.abc import Iterator, Mapping
from functools import cached_property, partial

from kmh_hub.addresses.audit import Audit
from kmh_hub.addresses.ledger import Ledger
from kmh_hub.addresses.published import published_at
from kmh_hub.build.unit import Made, Unit, digest
from kmh_hub.build.update import Update
from kmh_hub.hosting.redirects import redirects_file
from kmh_hub.model.redirects import page_and_anchor
from kmh_hub.pages.former import former_page
from kmh_hub.pages.page import Page
from kmh_hub.plugin.renderer import Renderer
from kmh_hub.plugin.site import Site
from kmh_hub.reading.fault import InvalidContentError
from kmh_hub.reading.unit import REDIRECTS_FILE
from kmh_hub.verification.piece import CITED
from kmh_hub.verification.references import address_of, place_of

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
        docs = self._site.docs
        return Audit(Ledger.read(docs), self._site.routes, self._has, docs / REDIRECTS_FILE)

    def _has(self, address: str) -> bool:
        page, anchor = page_and_anchor(address)
        place = place_of(page)
        if place not in self._files_but_former or address_of(place) != page:
            return False
        prefixes = self._site.routes.prefixes
        return not anchor or address in published_at(page, self._cited, prefixes)

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

    @cached_property
    def _files_but_former(self) -> frozenset[str]:
        return frozenset(self._update.paths)

    @cached_property
    def _cited(self) -> dict[str, list[str]]:
        cited: dict[str, list[str]] = {}
        for each in self._update.values(CITED):
            cited |= each
        return cited


def _rendered(renderer: Renderer, page: Page) -> Made:
    file, _, html = renderer.html(page)
    return Made({file.dest_uri: html.encode("utf-8", errors="xmlcharrefreplace")})
