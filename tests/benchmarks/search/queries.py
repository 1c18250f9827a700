"""The queries and the pages that should answer them, one file a language.

A line is `query | page page`: a page is the folder of a seminar without its date, or that and one
of its pages (`invented-full/recordings`), or an entity's page (`countries/td`). Folders and keys
that have `invent` in them are of the tests' hub.
"""

from pathlib import Path
from typing import NamedTuple

from kmh_hub.model.entity import EntityKind


class Query(NamedTuple):
    """A query with the addresses, below the language's, of the pages that should answer it."""

    text: str
    site: str
    """`real` or `invented`."""
    pages: tuple[str, ...]
    kind: str
    """What makes it hard."""


def read_queries(path: Path, slugs: dict[str, list[str]]) -> list[Query]:
    """Return the queries of a file.

    Args:
        path: the file.
        slugs: the folders of seminars by site.

    """
    queries, kind = [], ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            kind = line.removeprefix("#").partition(":")[0].strip()
        elif line.strip():
            text, pages = (part.strip() for part in line.split("|"))
            names = pages.split()
            site = "invented" if "invent" in names[0] else "real"
            queries.append(
                Query(text, site, tuple(_address(name, slugs[site]) for name in names), kind)
            )
    return queries


def _address(name: str, slugs: list[str]) -> str:
    folder, _, page = name.partition("/")
    if folder in set(EntityKind):
        return f"seminars/{name}/"
    (slug,) = (slug for slug in slugs if slug[8:] == folder)
    return f"seminars/{slug}/{page}{'/' if page else ''}"
