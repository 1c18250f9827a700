"""What can be found: a page, or a page of a document, with what readers choose results by."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from kmh_hub.search.rules import END, POINT, tokens_of


class Facet(StrEnum):
    """What results can be narrowed by, as it stands in the address of a result list."""

    YEAR = "year"
    THEME = "theme"
    COUNTRY = "country"
    KIND = "kind"
    LANGUAGE = "also"
    """Another language in which it can be read."""


def facet_term(facet: Facet, value: str) -> str:
    """Return the term under which all pages with a value are found."""
    # All begin alike, so that they are near each other in the index and loaded together.
    return POINT + re.sub(r"[\W_]+", POINT, f"{facet} {value}".lower()) + END


class Block(NamedTuple):
    """A paragraph or heading."""

    tag: str
    """`h1` to `h6`, which weigh more, or `p`."""
    id: str
    """The id that leads to it, else empty."""
    tokens: list[str]
    """Its text in pieces without spaces (`rules.tokens_of`)."""


@dataclass(frozen=True)
class Record:
    """Something to find."""

    url: str
    """Its address below the site's, with a leading slash."""
    language: str
    """BCP 47: in which language's index it is found."""
    title: str
    blocks: tuple[Block, ...]
    seminar: str = ""
    """The title of its seminar; empty where it belongs to none."""
    kind: str = ""
    """What kind of page it is, in words."""
    date: str = ""
    """When its seminar takes place, in words."""
    weighs_title: bool = True
    """Whether the words of the title weigh more than those of the text."""
    is_of_whole_seminar: bool = True
    """Whether it is found by its seminar's title, too."""
    facets: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    """What it can be chosen by: years, keys of themes, codes of countries and languages."""

    @property
    def page(self) -> str:
        """The address of the page that it is on."""
        return self.url.partition("#")[0]

    @property
    def found(self) -> tuple[Block, ...]:
        """The blocks, with the seminar's title after them where it is not the page's."""
        if not self.seminar or not self.is_of_whole_seminar or self.seminar == self.title:
            return self.blocks
        return (*self.blocks, Block("p", "", tokens_of(self.seminar)))
