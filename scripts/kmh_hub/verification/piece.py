"""What is to be known of some files of a site to check the whole, in a form that can be kept."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self
from urllib.parse import unquote

from kmh_hub.model.moment import MOMENT
from kmh_hub.verification.references import References, address_of, place_of, references_of

REFERENCES, CITED = "references", "cited"
"""Kinds of pieces: what files refer to; the ids that others may cite, by pages' addresses."""


@dataclass(frozen=True)
class Piece:
    """Some files: a unit of a build, or a whole site."""

    links: dict[str, str] = field(default_factory=dict)
    """The addresses that they refer to outside of themselves, with anchors, and for each the first
    file that does."""
    cited: dict[str, list[str]] = field(default_factory=dict)
    """The ids that others may cite, by the pages' addresses."""
    alternates: dict[str, list[list[str]]] = field(default_factory=dict)
    """Languages and absolute addresses that pages tell of themselves, by their addresses."""
    wrong: list[str] = field(default_factory=list)
    """What is wrong in them by themselves, or between them."""

    def to_json(self) -> dict[str, bytes]:
        """Return it as JSON, by kinds of pieces; what has nothing to say is left out."""
        links: defaultdict[str, list[str]] = defaultdict(list)
        for link, path in self.links.items():
            links[path].append(link)
        said = {REFERENCES: (links, self.alternates, self.wrong), CITED: self.cited}
        return {kind: json.dumps(each).encode() for kind, each in said.items() if any(each)}

    @classmethod
    def from_json(cls, references: bytes) -> Self:
        """Return what `to_json` gave, without the ids that may be cited."""
        by_path, alternates, wrong = json.loads(references)
        links = {link: path for path, links in by_path.items() for link in links}
        return cls(links, alternates=alternates, wrong=wrong)


def join(pieces: Iterable[Piece], site_url: str) -> Piece:
    """Return the piece of all files that some pieces are of, without the ids that may be cited.

    Of pages that name all each other as their versions in other languages nothing more is said.

    Args:
        pieces: what is to be known of the files.
        site_url: the site's address, with a slash at its end.

    """
    joined = Piece()
    for piece in pieces:
        joined.alternates.update(piece.alternates)
        joined.wrong.extend(piece.wrong)
        for link, path in piece.links.items():
            joined.links.setdefault(link, path)
    for address, told in [*joined.alternates.items()]:
        versions = {unquote(url.removeprefix(site_url)) for _, url in told}
        if address in versions and all(joined.alternates.get(each) == told for each in versions):
            for each in versions:
                del joined.alternates[each]
    return joined


def unsettled(piece: Piece, files: Set[str], cited: Mapping[str, Collection[str]]) -> Piece:
    """Return what of a piece is not known to be as it should be, without the ids.

    Args:
        piece: what is to be known of some files.
        files: the places of all files of the site.
        cited: ids of its pages by their addresses; others are not known.

    """
    links = {}
    for link, path in piece.links.items():
        place, anchor = place_of(link), link.partition("#")[2]
        if place not in files or (
            anchor and not has_anchor(cited.get(address_of(place), ()), anchor)
        ):
            links[link] = path
    return replace(piece, links=links, cited={})


def piece_of(files: Mapping[str, bytes | Path], site_url: str) -> Piece:
    """Return what is to be known of files.

    Args:
        files: their contents, or where they are to be copied from, by their places.
        site_url: the site's address, with a slash at its end.

    """
    found = [
        references
        for path, content in sorted(files.items())
        if isinstance(content, bytes)
        and (references := references_of(path, content, site_url)) is not None
    ]
    ids = {each.path: each.ids for each in found}
    piece = Piece()
    for each in found:
        _add(piece, each)
        for link in sorted(each.links):
            place, anchor = place_of(link), link.partition("#")[2]
            if place not in files:
                piece.links.setdefault(link, each.path)
            elif anchor and not has_anchor(ids.get(place, frozenset()), anchor):
                piece.wrong.append(broken(each.path, place, anchor))
    return piece


def has_anchor(ids: Collection[str], anchor: str) -> bool:
    """Whether a page with some ids has a place for an anchor; moments have no ids of their own."""
    if anchor in ids:
        return True
    if not (moment := MOMENT.fullmatch(anchor)):
        return False
    return any(each.startswith(moment["recording"] or "recording-") for each in ids)


def broken(path: str, place: str, anchor: str) -> str:
    """Return what is said of a reference to what is not there."""
    link = f"{address_of(place)}#{anchor}" if anchor else address_of(place)
    return f"{path}: it refers to “{link}”, which the site does not have"


def _add(piece: Piece, references: References) -> None:
    address = address_of(references.path)
    piece.wrong.extend(f"{references.path}: {each}" for each in references.wrong)
    if references.alternates:
        piece.alternates[address] = [list(each) for each in references.alternates]
    if references.cited:
        piece.cited[address] = list(references.cited)
