"""YAML as a tree that keeps what editors wrote beside the values: comments and empty lines.

A comment belongs to the key or list item that follows it, at the end of a line to the one of that
line, and after the last one of a list, indented as it, to the list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import yaml

from kmh_hub.reading.yaml_document import compose
from kmh_hub.reading.yaml_scalar import resolved

_LINE = re.compile(r"([^\r\n\x85\u2028\u2029]*)(\r\n|[\r\n\x85\u2028\u2029]|$)")
_WAIVER = re.compile(r"#\s*hub:\s*allow\b")
_OPENERS = re.compile(r"[-?\s]*")
"""What stands before a comment that is not at the end of a value's line."""


@dataclass
class Scalar:
    """A plain value."""

    value: Any
    """Text, a number, true, false or None."""
    written: str = ""
    """A number, true, false or null as it was written."""


@dataclass
class Entry:
    """A key with its value, or an item of a list."""

    key: str | None
    """None for an item of a list."""
    node: "Scalar | Branch"
    head: list[str] = field(default_factory=list)
    """The comments before it; empty for an empty line."""
    tail: str = ""
    """The comment at the end of its line."""


@dataclass
class Branch:
    """A mapping or a list."""

    is_list: bool
    entries: list[Entry] = field(default_factory=list)
    foot: list[str] = field(default_factory=list)
    """The comments after its last entry."""

    @property
    def value(self) -> Any:
        """Its values, without comments."""
        values = [each.node.value for each in self.entries]
        if self.is_list:
            return values
        return dict(zip((each.key for each in self.entries), values, strict=True))

    def entry(self, key: str) -> Entry | None:
        """Return the entry of a key; None where there is none."""
        return next((each for each in self.entries if each.key == key), None)

    @property
    def has_comments(self) -> bool:
        """Whether anything is written beside its own entries."""
        return bool(self.foot) or any(each.head or each.tail for each in self.entries)


@dataclass
class Tree:
    """A YAML file."""

    root: Branch
    header: list[str] = field(default_factory=list)
    """The comments that are about the file."""


def tree_of(value: Any) -> "Scalar | Branch":
    """Return plain values as a tree."""
    if isinstance(value, dict):
        return Branch(False, [Entry(key, tree_of(each)) for key, each in value.items()])
    if isinstance(value, list):
        return Branch(True, [Entry(None, tree_of(each)) for each in value])
    is_text = isinstance(value, str)
    return Scalar(value, "" if is_text else {None: "null"}.get(value, str(value).lower()))


def read_tree(text: str) -> Tree:
    """Read a mapping in which `yaml_document.parse` finds no fault.

    Raises:
        ValueError: where the text is no mapping.

    """
    return _Reader(text).tree


@dataclass
class _Start:
    """Where an entry starts, and what it is in."""

    index: int
    entry: Entry
    chain: tuple["_Extent", ...]
    """The mappings and lists that hold it, the outermost first."""

    @property
    def head(self) -> list[str]:
        """The comments before it; where it begins a list in a list, they are the whole item's."""
        entry = self.entry
        for inner, outer in pairwise(reversed(self.chain)):
            is_nested = inner.branch.is_list and outer.branch.is_list
            if not is_nested or inner.owner is None or inner.branch.entries[0] is not entry:
                break
            entry = inner.owner
        return entry.head


@dataclass
class _Extent:
    """From where to where a mapping or a list goes."""

    branch: Branch
    column: int
    start: int
    end: int
    is_flow: bool
    owner: Entry | None


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[_Start] = []
        self.flows: list[_Extent] = []
        self.is_scalar = bytearray(len(text))
        node = compose(text)
        if not isinstance(node, yaml.MappingNode):
            raise ValueError("no mapping")
        root = self._node(node, (), None)
        assert isinstance(root, Branch)  # noqa: S101 - a mapping is one
        self.tree = Tree(root)
        self._add_comments()

    def _node(
        self, node: yaml.Node, chain: tuple[_Extent, ...], owner: Entry | None
    ) -> Scalar | Branch:
        if isinstance(node, yaml.ScalarNode):
            self._cover(node)
            if node.style:
                return Scalar(node.value)
            value = resolved(node.value)
            return Scalar(value, "" if isinstance(value, str) else node.value)
        assert isinstance(node, yaml.CollectionNode)  # noqa: S101 - the other kind of node
        branch = Branch(isinstance(node, yaml.SequenceNode))
        start, end = node.start_mark, node.end_mark
        extent = _Extent(branch, start.column, start.index, end.index, bool(node.flow_style), owner)
        if extent.is_flow:
            self.flows.append(extent)
        for each in node.value:
            key, inner = (None, each) if branch.is_list else each
            entry = Entry(key and key.value, Scalar(None))
            branch.entries.append(entry)
            first = key or inner
            self.starts.append(_Start(first.start_mark.index, entry, (*chain, extent)))
            if key:
                self._cover(key)
            entry.node = self._node(inner, (*chain, extent), entry)
        return branch

    def _cover(self, node: yaml.ScalarNode) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):  # a comment may stand in its first line
            start = self.text.index("\n", start)
        end = start + len(self.text[start:end].rstrip())
        self.is_scalar[start:end] = b"\1" * (end - start)

    def _add_comments(self) -> None:
        before_all: list[str] = []
        has_blank = False
        at, next_start = 0, 0
        for match in _LINE.finditer(self.text):
            line, at = match[1], match.start()
            mark = self._mark(at, line)
            content = line if mark < 0 else line[: mark - at]
            is_own = bool(_OPENERS.fullmatch(content)) and not any(
                self.is_scalar[at : match.end(1)]
            )
            while next_start < len(self.starts) and self.starts[next_start].index < max(mark, at):
                next_start += 1
            if mark < 0:
                if not content.strip() and match[2] and is_own:
                    has_blank = not self._flow_at(at)
                elif has_blank and content.strip():
                    self._blank(at, line, before_all)
                    has_blank = False
                continue
            comment = self.text[mark : match.end(1)].rstrip()
            if not is_own:
                if has_blank:
                    self._blank(at, line, before_all)
                self._tail(comment, mark, next_start, before_all)
            else:
                place = self._place(mark, mark - at, next_start, before_all)
                place += ["", comment] if has_blank else [comment]
            has_blank = False
        self._divide_header(before_all)

    def _mark(self, at: int, line: str) -> int:
        """Return where a comment begins in a line; -1 where none does."""
        for match in re.finditer("#", line):
            if not self.is_scalar[at + match.start()]:
                return at + match.start()
        return -1

    def _blank(self, at: int, line: str, before_all: list[str]) -> None:
        """Keep the empty line before the entry that starts in a line, if one does."""
        end = at + len(line)
        first = next((each for each in self.starts if at <= each.index <= end), None)
        if first and first is self.starts[0]:
            before_all.append("")
        elif first:
            first.entry.head.append("")

    def _flow_at(self, index: int) -> _Extent | None:
        """Return the innermost collection in brackets at a place."""
        inside = [each for each in self.flows if each.start < index < each.end]
        return inside[-1] if inside else None

    def _tail(self, comment: str, mark: int, following: int, before_all: list[str]) -> None:
        if not following:
            before_all.append(comment)
            return
        start = self.starts[following - 1]
        entry = start.entry
        for extent in reversed(start.chain):
            if extent.is_flow and extent.end <= mark and extent.owner:
                entry = extent.owner
        if entry.tail:
            (start.head if entry is start.entry else entry.head).append(comment)
        else:
            entry.tail = comment

    def _place(self, mark: int, column: int, following: int, before_all: list[str]) -> list[str]:
        """Return the comments to which one on a line of its own belongs."""
        if flow := self._flow_at(mark):
            if following < len(self.starts) and self.starts[following].index < flow.end:
                return self.starts[following].head
            return flow.branch.foot
        if not following:
            return before_all
        chain = self.starts[following - 1].chain
        next_column = self._next_column(mark)
        for extent in reversed(chain):
            if not extent.is_flow and next_column < extent.column <= column:
                return extent.branch.foot
        if following == len(self.starts):
            return self.tree.root.foot
        return self.starts[following].head

    def _next_column(self, mark: int) -> int:
        """Return the column of what follows a comment; -1 at the end of the file."""
        for match in _LINE.finditer(self.text, mark):
            line = match[1]
            if match.start() > mark and (content := line.strip()) and not content.startswith("#"):
                return len(line) - len(line.lstrip())
        return -1

    def _divide_header(self, lines: list[str]) -> None:
        """Leave to the first entry what is about it: what follows an empty line, a waiver."""
        cut = len(lines)
        if "" in lines:
            cut -= lines[::-1].index("")
        else:
            while cut and _WAIVER.match(lines[cut - 1]):
                cut -= 1
        self.tree.header, head = lines[:cut], lines[cut:]
        for first in self.tree.root.entries[:1]:
            first.head[:0] = head


def comments_of(node: Tree | Scalar | Branch) -> Iterator[str]:
    """Return all comments of a tree, in no certain order."""
    if isinstance(node, Tree):
        yield from filter(None, node.header)
        yield from comments_of(node.root)
    elif isinstance(node, Branch):
        for entry in node.entries:
            yield from filter(None, (*entry.head, entry.tail))
            yield from comments_of(entry.node)
        yield from filter(None, node.foot)
