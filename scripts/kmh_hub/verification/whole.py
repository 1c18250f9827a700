"""A whole site: whether what its files refer to is there, and its languages agree."""

from collections.abc import Callable, Iterable, Iterator, Set
from urllib.parse import unquote

from kmh_hub.verification.piece import Piece, broken
from kmh_hub.verification.references import place_of

_MOST_TOLD = 30


class BrokenSiteError(Exception):
    """A built site refers to what it does not have."""

    def __init__(self, wrong: list[str]) -> None:
        told = [*wrong[:_MOST_TOLD], *(["…"] if len(wrong) > _MOST_TOLD else [])]
        super().__init__("\n".join([f"the built site is broken in {len(wrong)} places:", *told]))
        self.wrong = wrong


def wrong_in(
    pieces: Iterable[Piece], files: Set[str], has: Callable[[str, str], bool], site_url: str
) -> Iterator[str]:
    """Return what is wrong in a site, one line each.

    Args:
        pieces: what is to be known of its files.
        files: the places of all of them.
        has: whether the page at a place has a part that an anchor leads to; asked only for pages
            that other units' pages link into.
        site_url: the site's address, with a slash at its end.

    """
    alternates: dict[str, list[list[str]]] = {}
    for piece in pieces:
        yield from piece.wrong
        alternates |= piece.alternates
        for place in sorted(piece.links.keys() - files):
            for anchor, path in piece.links[place].items():
                yield broken(path, place, anchor)
        for place, anchors in piece.links.items():
            for anchor, path in anchors.items():
                if anchor and place in files and not has(place, anchor):
                    yield broken(path, place, anchor)
    for address, told in alternates.items():
        for language, url in told:
            other = unquote(url.removeprefix(site_url))
            if alternates.get(other) != told:
                yield (
                    f"{place_of(address)}: it names “{url}” as its {language} version, which does "
                    "not name the same languages"
                )
