"""Whether what the files of a site refer to is there, told from the pieces of its units.

In steps, of which an edit leaves most as they were: the references of some pages each are joined,
those that are known to lead somewhere are settled, and what is left, if anything, is looked for.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, partial
from itertools import chain, groupby

from kmh_hub.build.groups import groups
from kmh_hub.build.unit import Made, Unit, digest
from kmh_hub.build.update import Update
from kmh_hub.plugin.anchors import Anchors
from kmh_hub.plugin.search_index import FOLDER
from kmh_hub.plugin.site import Site
from kmh_hub.program import program_digest
from kmh_hub.verification.piece import (
    CITED,
    REFERENCES,
    Piece,
    has_anchor,
    join,
    piece_of,
    unsettled,
)
from kmh_hub.verification.whole import wrong_in

_TOGETHER = 64
"""So many pages, on average, are joined."""
_UNSETTLED = f"{REFERENCES}/unsettled"


def with_references(unit: Unit, site_url: str) -> Unit:
    """Return a unit that tells what its files refer to, too."""

    def make() -> Made:
        made = unit.make()
        return Made(made.files, {**made.pieces, **piece_of(made.files, site_url).to_json()})

    return replace(unit, make=make)


class SiteReferences:
    """What the files of a site refer to.

    Args:
        site: the site.
        update: the edition, with all units that have files which others refer to.

    """

    def __init__(self, site: Site, update: Update) -> None:
        self._site_url = site.addresses.site_url
        self._tags = site.languages.tags
        self._update = update
        self._ids: dict[str, frozenset[str]] = {}

    def joins(self) -> Iterator[Unit]:
        """Return the units that join what some pages each refer to, and their ids.

        A page's own are joined with those of its other languages, which they name.
        """
        prefixes = tuple(f"{tag}/" for tag in self._tags)

        def page(piece: tuple[str, str, str]) -> str:
            _, name, _ = piece
            return name.partition("/")[2] if name.startswith(prefixes) else name

        kinds = (REFERENCES, CITED)
        pieces = [(kind, *each) for kind in kinds for each in self._update.hashes(kind)]
        by_page = groupby(sorted(pieces, key=page), page)
        pages = ((REFERENCES, name, *chain(*some)) for name, some in by_page)
        for some in groups(pages, _TOGETHER):
            places = [
                place for _, _, *all_ in some for place in zip(all_[::3], all_[1::3], strict=True)
            ]
            key = digest(program_digest(), self._site_url, some)
            make = partial(self._joined, places)
            yield Unit(f"{_joined(REFERENCES)}/{some[0][1]}", key, make)

    def settlements(self) -> Iterator[Unit]:
        """Return the units that tell what of each join is not known to be there."""
        hashes, edition = self._update.hashes(_joined(CITED)), self._update.edition
        places = [(_joined(CITED), name) for name, _ in hashes]

        @cache
        def cited() -> dict[str, list[str]]:
            found: dict[str, list[str]] = {}
            for each in edition.pieces_at(places):
                found |= json.loads(each)
            return found

        said = digest(program_digest(), self._site_url, sorted(self._files), hashes)
        for name, hash_ in self._update.hashes(_joined(REFERENCES)):
            make = partial(self._unsettled, name, cited)
            yield Unit(f"{_UNSETTLED}/{name}", digest(said, hash_), make)

    def wrong(self) -> list[str]:
        """Return what others refer to, but that the site does not have, one line each."""
        places = [(_UNSETTLED, name) for name, _ in self._update.hashes(_UNSETTLED)]
        pieces = map(Piece.from_json, self._update.edition.pieces_at(places))
        return [*wrong_in(pieces, self._files, self._has_part, self._site_url)]

    def _joined(self, places: Sequence[tuple[str, str]]) -> Made:
        read = self._update.edition.pieces_at
        references = read(each for each in places if each[0] == REFERENCES)
        joined = join(map(Piece.from_json, references), self._site_url)
        for each in read(each for each in places if each[0] == CITED):
            joined.cited.update(json.loads(each))
        return Made({}, {_joined(kind): value for kind, value in joined.to_json().items()})

    def _unsettled(self, name: str, cited: Callable[[], dict[str, list[str]]]) -> Made:
        (joined,) = self._update.edition.pieces_at([(_joined(REFERENCES), name)])
        said = unsettled(Piece.from_json(joined), self._files, cited()).to_json()
        return Made({}, {_UNSETTLED: said[REFERENCES]} if said else {})

    @cached_property
    def _files(self) -> frozenset[str]:
        """The places of all files but the search's.

        These are named by their contents and refer to each other only, and may yet be made.
        """
        return frozenset(path for path in self._update.paths if not path.startswith(f"{FOLDER}/"))

    def _has_part(self, place: str, anchor: str) -> bool:
        if place not in self._ids:
            html = (self._update.edition.folder / place).read_text("utf-8")
            self._ids[place] = frozenset(Anchors.of(html))
        return has_anchor(self._ids[place], anchor)


def _joined(kind: str) -> str:
    return f"{kind}/joined"
