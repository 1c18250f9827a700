"""The editors' Markdown, as far as its checks need it: headings, links, images, plain words.

A scanner by lines rather than a Markdown parser: every find keeps its line and column, and a
thousand seminars are read in about a second.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kmh_hub.reading.fault import Place
from kmh_hub.reading.figures import figures

_BREAK = re.compile(r"\r\n|\n|\r")
"""As Markdown and editors count lines; other characters that Python takes for an end are none."""
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_LIST_AT_END = re.compile(r"\{([^{}]*)\}$")
_ID = re.compile(r"#(\S+)")
_LINK = re.compile(
    r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]{0,500}+\]){0,500}+)\]"
    r"\([ \t]*+<?[ \t]*+([^\s)>]{0,1000}+)>?[^)\n]{0,500}+\)"
)
"""No more of a text than this is looked through for the end of a link (and of others below), so
that a text of many beginnings takes no time to speak of."""
_END_OF_LINK = re.compile(r"\]\([ \t]*+<?[ \t]*+([^\s)>]{0,1000}+)>?[^)\n]{0,500}+\)")
"""Where its words began in a line before."""
_FOOTNOTE = re.compile(r"\[\^[^\]]{1,100}+\]:?")
_AUTOLINK = re.compile(r"<https?://[^>\n]*>|https?://\S+")
_ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^<>\s]+)>")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)([^\]]+)\]:\s*<?([^\s>]+)")
"""Where a link’s address stands apart from its words: `[words]: address`."""
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")
_ATTRIBUTES = re.compile(r"\{[:#. ][^{}\n]*\}")
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LIST_NUMBER = re.compile(r"^[ \t]*\d+[.)][ \t]", re.MULTILINE)
_WORDED = ("title:", "description:")
"""The keys of the front matter whose values readers see."""
_COMMENT = re.compile(r"<!--.{0,1000}?-->")


@dataclass(frozen=True)
class Heading:
    """A heading and what stands before the next one."""

    level: int
    text: str
    id: str | None
    """Its explicit id: `{#context}`."""
    line: int


@dataclass(frozen=True)
class Link:
    """A link or an image."""

    is_image: bool
    text: str
    """The words of a link, the alternative text of an image."""
    target: str
    place: Place


@dataclass(frozen=True)
class Section:
    """The text under one heading; the first has none."""

    id: str
    """The heading's id; empty for what stands before the first."""
    first_line: int
    lines: tuple[str, ...]
    """The source, heading included, without blank lines at the end."""

    words: tuple[str, ...]
    """The same lines without markup, addresses, code and list numbers."""

    @property
    def source(self) -> str:
        """The section as it is written."""
        return "\n".join(self.lines)

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """The numbers in its words: as written, by value."""
        return figures("\n".join(self.words))

    def line_of(self, written: str) -> int:
        """Return the number of the first line that has some words; the section's, if none has."""
        lines = enumerate(self.words, start=self.first_line)
        return next((number for number, line in lines if written in line), self.first_line)


class Prose:
    """A Markdown file.

    Args:
        path: the file.
        text: what it says.

    """

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = _BREAK.split(text)
        if not self.lines[-1]:
            self.lines.pop()
        self.is_code = _code_lines(self.lines)
        self.undecodable: Place | None = None

    @classmethod
    def read(cls, path: Path) -> "Prose":
        """Read a file; where it is not UTF-8, `undecodable` says from where on."""
        data = path.read_bytes()
        prose = cls(path, data.decode("utf-8-sig", errors="replace"))
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            lines = data[: error.start].decode("utf-8-sig", errors="replace").split("\n")
            prose.undecodable = Place(len(lines), len(lines[-1]) + 1)
        return prose

    @cached_property
    def without_code(self) -> list[str]:
        """The lines, with blanks where code stands."""
        return [
            "" if code else _CODE.sub(_blanked, line)
            for line, code in zip(self.lines, self.is_code, strict=True)
        ]

    @cached_property
    def words(self) -> list[str]:
        """Each line without markup, addresses, code and list numbers."""
        return plain("\n".join(self.without_code)).split("\n")

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in order."""
        found = []
        for number, line in self._prose_lines():
            if line.startswith("#") and (match := _HEADING.match(line)):
                text = match[2].rstrip(" \t")
                attributes = _LIST_AT_END.search(text)
                id_ = _ID.search(attributes[1]) if attributes else None
                if attributes and id_:
                    text = text[: attributes.start()].rstrip(" \t")
                found.append(Heading(len(match[1]), text, id_[1] if id_ else None, number))
        return tuple(found)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The links and images in order."""
        found = []
        for number, line in enumerate(self.without_code, start=1):
            for match in _ADDRESS.finditer(line) if "<" in line else ():
                place = Place(number, match.start(1) + 1, len(match[1]))
                found.append(Link(False, match[1], match[1], place))
            if "]:" in line and (apart := self._definition(number)):
                place = Place(number, min(apart.start(2), len(line)) + 1, len(apart[2]))
                found.append(Link(False, apart[1], apart[2], place))
            for match in _LINK.finditer(line) if "](" in line else ():
                place = Place(number, match.start(3) + 1, max(len(match[3]), 1))
                found.append(Link(bool(match[1]), match[2], match[3], place))
                # An image may stand within a link's words.
                for inner in _LINK.finditer(match[2]):
                    at = match.start(2) + inner.start(3)
                    inner_place = Place(number, at + 1, max(len(inner[3]), 1))
                    found.append(Link(bool(inner[1]), inner[2], inner[3], inner_place))
            rest = _LINK.sub(_blanked, line) if "](" in line else ""
            for match in _END_OF_LINK.finditer(rest):
                place = Place(number, match.start(1) + 1, max(len(match[1]), 1))
                found.append(Link(False, match[1], match[1], place))
        return tuple(found)

    def _definition(self, number: int) -> re.Match[str] | None:
        """Return where a line says a link's address, which may stand in the next one."""
        return _DEFINITION.match("\n".join(self.without_code[number - 1 : number + 1]))

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The text cut at its headings, in order; only the first may lack a heading."""
        starts = [(heading.line, heading.id or "") for heading in self.headings]
        if not starts or starts[0][0] > 1:
            starts.insert(0, (1, ""))
        ends = [line for line, _ in starts[1:]] + [len(self.lines) + 1]
        cut = []
        for (first, id_), end in zip(starts, ends, strict=True):
            lines = self.lines[first - 1 : end - 1]
            while lines and not lines[-1].strip():
                lines.pop()
            if lines:
                words = self.words[first - 1 : first - 1 + len(lines)]
                cut.append(Section(id_, first, tuple(lines), tuple(words)))
        return tuple(cut)

    def _prose_lines(self) -> Iterator[tuple[int, str]]:
        for number, line in enumerate(self.lines, start=1):
            if line and not self.is_code[number - 1]:
                yield number, line


def plain(text: str) -> str:
    """Return the words of a text, line by line."""
    text = _LIST_NUMBER.sub(" ", text)
    for mark, pattern in (("<!--", _COMMENT), ("://", _AUTOLINK)):
        if mark in text:
            text = pattern.sub(" ", text)
    text = _LINK.sub(r"\2", text)
    for mark, pattern in (("[^", _FOOTNOTE), ("<", _TAG), ("{", _ATTRIBUTES)):
        if mark in text:
            text = pattern.sub(" ", text)
    return text


def _code_lines(lines: list[str]) -> list[bool]:
    """Return which lines are no words: code, and settings in the front matter."""
    head = lines.index("---", 1) + 1 if lines[:1] == ["---"] and "---" in lines[1:] else 0
    marked, fence = [not line.startswith(_WORDED) for line in lines[:head]], ""
    opened = head
    for line in lines[head:]:
        match = _FENCE.match(line)
        if fence:
            marked.append(True)
            if match and match[1] == fence:
                fence = ""
        else:
            fence = match[1] if match else ""
            opened = len(marked)
            marked.append(bool(match))
    if fence:  # what has no end is no code to Markdown
        marked[opened:] = [False] * (len(marked) - opened)
    return marked


def _blanked(match: re.Match[str]) -> str:
    return " " * len(match[0])
