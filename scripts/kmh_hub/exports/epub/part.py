"""A part of a book: one XHTML document and its place in the contents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from markupsafe import Markup


class Name(StrEnum):
    """The parts that each book has at most once, by their documents' names."""

    TITLE = "title.xhtml"
    CONTENTS = "contents.xhtml"
    OVERVIEW = "overview.xhtml"
    AGENDA = "agenda.xhtml"
    DOCUMENTS = "documents.xhtml"
    RECORDINGS = "recordings.xhtml"
    ABOUT = "about.xhtml"


@dataclass(frozen=True)
class Heading:
    """A heading within a part."""

    id: str
    title: Markup
    below: tuple["Heading", ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of a book, before it is XHTML."""

    name: str
    """The name of its document, which is its address in the book: `agenda.xhtml`."""
    title: Markup
    """What it is called in the contents and at its head."""
    template: str
    """The name of its template."""
    context: Mapping[str, object] = field(default_factory=dict)
    """What the template shows."""
    headings: tuple[Heading, ...] = ()
    """What the contents list of it, in its order."""
    below: tuple["Part", ...] = ()
    """The parts that follow it and belong to it."""
    languages: tuple[str, ...] = ()
    """The languages other than the book's in which its text is, where that is known."""

    @property
    def in_order(self) -> Iterator["Part"]:
        """The part and those below it, in reading order."""
        yield self
        for each in self.below:
            yield from each.in_order
