"""A generated page, before it is HTML."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from kmh_hub.localisation.language import Language
from kmh_hub.model.entity import Entity, EntityKind
from kmh_hub.model.series import Entry
from kmh_hub.pages.pagination import Slice

SEMINARS = "seminars"
"""The folder of all seminars, in docs/ and in addresses."""


HOME = "index"
"""The home page's source."""
GLOSSARY = "glossary"
"""The glossary's source and address."""


class Kind(StrEnum):
    """The pages of a seminar, by the name of their source."""

    OVERVIEW = "index"
    AGENDA = "agenda"
    PRESENTATION = "presentation"
    RECORDINGS = "recordings"


def path_of(slug: str, kind: Kind = Kind.OVERVIEW) -> str:
    """Return the address of a seminar's page below its language's, such as `seminars/x/agenda/`."""
    return f"{SEMINARS}/{slug}/" + ("" if kind is Kind.OVERVIEW else f"{kind}/")


def entity_path(kind: EntityKind, key: str = "") -> str:
    """Return the address of an entity's page, or of the index of a kind: `seminars/themes/x/`."""
    return f"{SEMINARS}/{kind}/" + (f"{key.lower()}/" if key else "")


@dataclass(frozen=True)
class Former:
    """What is said of a page that is no longer at its address."""

    link: str
    """A link to where it is now; empty where it is gone."""
    address: str
    """The absolute address of that."""
    tags: tuple[str, ...]
    """The languages in which it was at this address."""


@dataclass(frozen=True)
class Page:
    """One page in one language."""

    language: Language
    path: str
    """Its address below the language's: `seminars/x/agenda/`."""
    source: str
    """The Markdown file that it stands for, without suffix: `seminars/x/agenda`."""
    title: str
    """What the page is called, as plain text."""
    description: str
    """What it offers, in one sentence of plain text."""
    seminar: str
    """The title of its seminar, where it is one of the pages below a seminar's own; else empty."""
    template: str
    """The name of its template below `overrides/pages/`."""
    make_context: Callable[[], Mapping[str, object]] = dict
    """Gives what the template shows; asked when the page is rendered, since it costs time."""

    kind: Kind | None = None
    """Which of its seminar's pages it is."""
    entity: Entity | None = None
    """What the seminars that it lists name."""
    entity_kind: EntityKind | None = None
    """What it lists, where it lists entities."""
    entries: tuple[Entry, ...] = ()
    """The seminars that it lists, in its order."""
    cut: Slice | None = None
    """Which part of a list it shows, where lists can be on several pages."""

    former: Former | None = None
    """Where it is now, where it only stands for a page that was at its address."""

    scripts: tuple[str, ...] = ()
    """The scripts that make it more convenient, by their names below `assets/`."""
    has_prose: bool = False
    """Whether editors write its text, so that the template only frames it."""

    sections: tuple[tuple[str, str], ...] = ()
    """The ids and headings that follow the editors' own in the page's contents."""

    @cached_property
    def context(self) -> Mapping[str, object]:
        """What the template shows."""
        return self.make_context()

    @property
    def uri(self) -> str:
        """Its source in the suffix layout of mkdocs-static-i18n: `seminars/x/agenda.fr.md`."""
        return f"{self.source}.{self.language.tag}.md"

    @property
    def slug(self) -> str:
        """The folder of its seminar."""
        return posixpath.basename(posixpath.dirname(self.source))

    def link(self, path: str) -> str:
        """Return a relative link to another page of the same language."""
        return relative_link(path, self.path)

    def other_link(self, prefix: str) -> str:
        """Return a relative link to this page in the language whose addresses begin so."""
        return relative_link(prefix + self.path, self.language.prefix + self.path)

    def file_link(self, path: str) -> str:
        """Return a relative link to a file, which all languages share."""
        return relative_link(path, self.language.prefix + self.path)


def relative_link(target: str, start: str) -> str:
    """Return a link from one address to another, both below the site's."""
    there, here = _steps(target), _steps(start)
    shared = 0
    for one, other in zip(there, here, strict=False):
        if one != other:
            break
        shared += 1
    link = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return link if target and not target.endswith("/") else f"{link}/"


def _steps(address: str) -> list[str]:
    return [step for step in address.split("/") if step]
