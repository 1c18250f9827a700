"""What a build publishes, beside what was published before: no address dies, no link is broken."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain, groupby

from kmh_hub.addresses.audit import Audit
from kmh_hub.addresses.ledger import Ledger
from kmh_hub.addresses.published import published_at
from kmh_hub.build.edition import Edition
from kmh_hub.build.groups import groups
from kmh_hub.build.unit import Made, Unit, digest
from kmh_hub.build.update import Update
from kmh_hub.hosting.redirects import redirects_file
from kmh_hub.model.redirects import page_and_anchor
from kmh_hub.pages.former import former_page
from kmh_hub.pages.page import Page
from kmh_hub.plugin.anchors import Anchors
from kmh_hub.plugin.renderer import Renderer
from kmh_hub.plugin.site import Site
from kmh_hub.program import program_digest
from kmh_hub.reading.fault import InvalidContentError
from kmh_hub.reading.unit import REDIRECTS_FILE
from kmh_hub.verification.piece import CITED, REFERENCES, Piece, has_anchor, join, piece_of
from kmh_hub.verification.references import address_of, place_of
from kmh_hub.verification.whole import wrong_in

_WRONG = "wrong"
_STEPS = {f"{REFERENCES}/1": 64, f"{REFERENCES}/2": 10}
"""The kinds of pieces that join others, step by step, and how many pages, and then joins of pages,
each joins on average: an edit leaves most as they were."""
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
        self._ids: dict[str, frozenset[str]] = {}

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

    def joins(self) -> Iterator[Iterator[Unit]]:
        """Return the units that join what many units refer to, in steps: each joins the last one's.

        A page's own are joined with those of its other languages first, which they name.
        """
        before = REFERENCES
        for kind, size in _STEPS.items():
            yield self._joins(before, kind, size)
            before = kind

    def _joins(self, before: str, kind: str, size: int) -> Iterator[Unit]:
        site_url = self._site.addresses.site_url
        prefixes = tuple(f"{tag}/" for tag in self._site.languages.tags)

        def page(unit: tuple[str, str]) -> str:
            name, _ = unit
            return name.partition("/")[2] if name.startswith(prefixes) else name

        units = groupby(sorted(self._update.hashes(before), key=page), page)
        pages = ((before, key, *chain(*some)) for key, some in units)
        for some in groups(pages, size):
            places = [(before, name) for _, _, *named in some for name in named[::2]]
            make = partial(_joined, self._update.edition, places, kind, site_url)
            first = places[0][1].removeprefix(f"{before}/")
            yield Unit(f"{kind}/{first}", digest(site_url, some), make)

    def check(self, state: str) -> Unit:
        """Return the unit that tells what others refer to, but that the site does not have.

        Args:
            state: the hash of what these are made from.

        """
        (*_, kind) = _STEPS
        places = [(kind, name) for name, _ in self._update.hashes(kind)]
        site_url = self._site.addresses.site_url
        key = digest(program_digest(), site_url, state)
        return Unit(_WRONG, key, partial(self._wrong, places))

    @property
    def wrong(self) -> list[str]:
        """What `check` found."""
        found: list[str]
        (found,) = self._update.values(_WRONG)
        return found

    def _wrong(self, places: Sequence[tuple[str, str]]) -> Made:
        pieces = map(Piece.from_json, self._update.edition.pieces_at(places))
        files = frozenset(self._update.paths)
        wrong = wrong_in(pieces, files, self._has_part, self._site.addresses.site_url)
        return Made({}, {_WRONG: json.dumps([*wrong]).encode()})

    @cached_property
    def _files_but_former(self) -> frozenset[str]:
        return frozenset(self._update.paths)

    @cached_property
    def _cited(self) -> dict[str, list[str]]:
        cited: dict[str, list[str]] = {}
        for each in self._update.values(CITED):
            cited |= each
        return cited

    def _has_part(self, place: str, anchor: str) -> bool:
        # To read a page takes a thousand times longer.
        if has_anchor(self._cited.get(address_of(place), ()), anchor):
            return True
        if place not in self._ids:
            html = (self._update.edition.folder / place).read_text("utf-8")
            self._ids[place] = frozenset(Anchors.of(html))
        return has_anchor(self._ids[place], anchor)


def _joined(edition: Edition, places: Sequence[tuple[str, str]], kind: str, site_url: str) -> Made:
    said = join(map(Piece.from_json, edition.pieces_at(places)), site_url).to_json()
    return Made({}, {kind: said[REFERENCES]} if said else {})


def with_references(unit: Unit, site_url: str) -> Unit:
    """Return a unit that tells what its files refer to, too."""

    def make() -> Made:
        made = unit.make()
        return Made(made.files, {**made.pieces, **piece_of(made.files, site_url).to_json()})

    return replace(unit, make=make)


def _rendered(renderer: Renderer, page: Page) -> Made:
    file, _, html = renderer.html(page)
    return Made({file.dest_uri: html.encode("utf-8", errors="xmlcharrefreplace")})
