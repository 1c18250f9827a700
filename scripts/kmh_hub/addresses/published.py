"""Which of a site's addresses count as published: those that others can be expected to keep."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kmh_hub.addresses.prefixes import Prefixes
from kmh_hub.verification.references import address_of

_OF_THE_SITE = re.compile(
    r"(?:admin|assets|pagefind)/.*|_\w+|.*\.(?:html|js|webmanifest)|sitemap.*\.xml|robots\.txt"
    r"|(?:.*/)?(?:share\.png|[^/]+\.(?:\d+|pdf)\.webp)"
)
"""Places of files that only the site itself refers to: parts of its look, pictures of files."""
_LISTS = re.compile(r"seminars/(?!\d{4}-).*|")
"""Addresses of pages whose parts are seminars, which move on as newer ones come."""


def published(
    files: Iterable[str], cited: Mapping[str, Sequence[str]], prefixes: Prefixes
) -> Iterator[str]:
    """Return a site's addresses that may be cited, below its own.

    Args:
        files: the places of its files.
        cited: the ids that may be cited, by the addresses of pages.
        prefixes: what the languages' addresses begin with.

    """
    for path in files:
        yield from published_at(address_of(path), cited, prefixes)


def published_at(
    address: str, cited: Mapping[str, Sequence[str]], prefixes: Prefixes
) -> Iterator[str]:
    """Return what of a file's address may be cited: it, and its parts."""
    local = address
    for prefix in filter(None, prefixes.values()):
        local = local.removeprefix(prefix)
    if _OF_THE_SITE.fullmatch(local):
        return
    yield address
    if not _LISTS.fullmatch(local):
        yield from (f"{address}#{id_}" for id_ in cited.get(address, ()))
