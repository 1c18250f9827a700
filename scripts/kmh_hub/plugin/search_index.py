"""The search: what of a site is found, in pieces a unit, and joined in an index a language."""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mkdocs.exceptions import PluginError

from kmh_hub.build.edition import Edition
from kmh_hub.build.groups import groups
from kmh_hub.build.unit import Made, Unit, digest
from kmh_hub.build.update import Update
from kmh_hub.localisation.language import Language
from kmh_hub.plugin.own_pieces import own_piece, value_of_own
from kmh_hub.plugin.search_phrases import phrases_of
from kmh_hub.plugin.search_texts import facet_labels, texts
from kmh_hub.plugin.site import Site
from kmh_hub.search.index import index_of
from kmh_hub.search.pagefind_format import Packing
from kmh_hub.search.piece import Piece, join, piece_of
from kmh_hub.search.programs import Programs, programs
from kmh_hub.search.record import Record
from kmh_hub.search.rules import Rules, rules_of

FOLDER = "pagefind"
"""Where the indexes are, each in a folder named by its language's tag."""
_PROGRAMS = "search-programs"
_PACKED = "packed"
"""The kind of piece that tells where an index has which content."""
_TOGETHER = 40
"""So many pieces, on average, are joined before all are: an edit leaves most joins as they were."""


def made_for_search(records: Sequence[Record]) -> Made:
    """Return what the indexes need of the records of a unit.

    Args:
        records: what is to be found of it, in any languages.

    """
    files: dict[str, bytes] = {}
    pieces = {}
    for (tag, rank), mine in _grouped(records).items():
        piece, shown = piece_of(mine, _rules(tag))
        pieces[_kind(tag, rank)] = json.dumps(piece).encode()
        files |= {f"{FOLDER}/{tag}/{path}": content for path, content in shown.items()}
    return Made(files, pieces)


@cache
def _rules(tag: str) -> Rules:
    """Return the rules that bring words to terms; phrases matter to queries only."""
    return rules_of(tag)


def _grouped(records: Sequence[Record]) -> dict[tuple[str, int], list[Record]]:
    """Return records by language and rank; of equal answers, seminars come first, terms last."""
    found: dict[tuple[str, int], list[Record]] = {}
    for record in sorted(records, key=lambda each: (each.url != each.page, each.url)):
        rank = 0 if record.seminar else 1 if record.url == record.page else 2
        found.setdefault((record.language, rank), []).append(record)
    return found


def _kind(tag: str, rank: int) -> str:
    return f"search/{tag}/{rank}"


def program_unit(base: str) -> Unit:
    """Return Pagefind's programs as a unit; its command takes a while to write them."""
    return Unit(_PROGRAMS, digest(base, _PROGRAMS), lambda: Made({}, {_PROGRAMS: _programs()}))


def _programs() -> bytes:
    try:
        return programs().to_json()
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        said = getattr(error, "stderr", None) or error
        raise PluginError(f"the search index could not be made: {said}") from error


@dataclass(frozen=True)
class SearchIndex:
    """The indexes of a site."""

    site: Site
    base: str
    """The hash of what every page is made from."""

    def joins(self, update: Update) -> Iterator[Unit]:
        """Return the units that join the pieces of some units each."""
        for tag in self.site.languages.tags:
            hashes = [
                (kind, name, hash_)
                for rank in range(3)
                for kind in (_kind(tag, rank),)
                for name, hash_ in update.hashes(kind)
            ]
            for some in groups(hashes, _TOGETHER):
                kind, first, _ = some[0]
                yield Unit(
                    f"{kind}/from/{first}",
                    digest(self.base, some),
                    _joining(update.edition, tag, [each[:2] for each in some]),
                )

    def units(self, update: Update) -> Iterator[Unit]:
        """Return the index of each language."""
        vocabulary = self.site.series.vocabulary.model_dump_json()
        for language in self.site.languages.all:
            hashes = update.hashes(_joined(language.tag))
            yield Unit(
                f"search/{language.tag}",
                digest(self.base, vocabulary, hashes),
                self._index(update.edition, language, [name for name, _ in hashes]),
            )

    def is_own(self, name: str) -> bool:
        """Whether a unit is one of an index."""
        return name.startswith("search/")

    def _index(
        self, edition: Edition, language: Language, joined: Sequence[str]
    ) -> Callable[[], Made]:
        def make() -> Made:
            places = [(_joined(language.tag), name) for name in joined]
            pieces = [_read(value) for value in edition.pieces_at(places)]
            (common,) = map(Programs.from_json, edition.pieces_at([(_PROGRAMS, _PROGRAMS)]))
            vocabulary = self.site.series.vocabulary
            settings = {
                "texts": texts(language),
                "labels": facet_labels((each.facets for each in pieces), vocabulary, language),
            }
            rules = rules_of(language.tag, phrases_of(vocabulary, self.site.glossary, language))
            folder = f"{FOLDER}/{language.tag}"
            packing = Packing(_packed_before(edition, f"search/{language.tag}", folder))
            files = index_of(pieces, rules, settings, common, packing)
            made = {f"{folder}/{path}": file for path, file in files.items()}
            return Made(made, {_PACKED: own_piece(packing.paths)})

        return make


def _packed_before(edition: Edition, name: str, folder: str) -> Callable[[str], bytes | None]:
    """Return what gives files of an index as it was, by the hashes of their contents."""
    paths = value_of_own(edition, _PACKED, name) or {}
    there = edition.files_of(name)
    places = {hash_: f"{folder}/{path}" for hash_, path in paths.items()}
    known = {hash_: edition.folder / at for hash_, at in places.items() if at in there}
    return lambda hash_: known[hash_].read_bytes() if hash_ in known else None


def _joining(edition: Edition, tag: str, places: Sequence[tuple[str, str]]) -> Callable[[], Made]:
    def make() -> Made:
        piece = join(_read(value) for value in edition.pieces_at(places)).piece()
        return Made({}, {_joined(tag): json.dumps(piece).encode()})

    return make


def _joined(tag: str) -> str:
    return f"joined/{tag}"


def _read(value: bytes) -> Piece:
    return Piece(*json.loads(value))
