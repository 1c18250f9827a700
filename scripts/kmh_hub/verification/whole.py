"""A whole site: whether what its files refer to is there, and its languages agree."""

from collections.abc import Callable, Iterable, Iterator, Set
from urllib.parse import unquote

from kmh_hub.verification.piece import Piece, broken, join
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
    """Return what is wrong in a site, one line each; of each link that leads nowhere, one file.

    Args:
        pieces: what is to be known of its files.
        files: the places of all of them.
        has: whether the page at a place has a part that an anchor leads to; asked only for pages
            that other units' pages link into.
        site_url: the site's address, with a slash at its end.

    """
    whole = join(pieces, site_url)
    yield from whole.wrong
    for link, path in whole.links.items():
        place, anchor = place_of(link), link.partition("#")[2]
        if place not in files or (anchor and not has(place, anchor)):
            yield broken(path, place, anchor)
    for address, told in whole.alternates.items():
        for language, url in told:
            other = unquote(url.removeprefix(site_url))
            if whole.alternates.get(other) != told:
                yield (
                    f"{place_of(address)}: it names “{url}” as its {language} version, which does "
                    "not name the same languages"
                )
