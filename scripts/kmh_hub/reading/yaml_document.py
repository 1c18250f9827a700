"""YAML with the place of every key and value.

The subset that seminar.yml needs: mappings, lists, text, whole numbers, true, false and null, as
the core schema of YAML 1.2 resolves them, so that `no`, `11:00` and `2022-11-17` stay text. Equal
keys, aliases and tags are faults.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import yaml

from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.unit import SHARED_FILES
from kmh_hub.reading.yaml_scalar import resolved

MAX_BYTES = 262_144
"""The largest file that is read; ten times the largest seminar anyone would type."""
MAX_SHARED_BYTES = 16_777_216
"""The largest that all seminars share; 3,000 seminars' names take a thirtieth of it."""
MAX_DEPTH = 20
"""The deepest nesting; the model needs half of it."""

_TAG = "tag:yaml.org,2002:"
Keys: TypeAlias = tuple[str | int, ...]
"""The path of a value in a document: keys and indexes."""


@dataclass(frozen=True)
class Document:
    """What a YAML file says, and where."""

    path: Path
    value: Any
    """Dictionaries, lists, strings, numbers, booleans and None."""
    values: Mapping[Keys, Place]
    """The place of each value, by its path of keys and indexes."""
    keys: Mapping[Keys, Place]
    """The place of each key, by the path of its value."""
    unread: frozenset[Keys]
    """The paths of values that were faulty and are None here."""
    lines: Sequence[str]
    """The file's text."""

    @cached_property
    def leaves(self) -> list[tuple[Keys, Any]]:
        """The plain values with their paths, in order."""
        return list(_leaves(self.value, ()))

    def lines_of(self, fault: Fault) -> set[int]:
        """Return the line of a fault and of every key and list item that holds it."""
        paths = [fault.keys[: index + 1] for index in range(len(fault.keys))]
        places = [self.keys.get(path) or self.values.get(path) for path in paths]
        return {fault.place.line} | {place.line for place in places if place}

    def place(self, path: Keys, *, key: bool = False) -> Place:
        """Return the place of a value (or its key); of what holds it, if it is missing."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
            if path in self.keys:
                return self.keys[path]
        return self.values.get(path, Place())


def parse(path: Path) -> tuple[Document, list[Fault]]:
    """Read a YAML file.

    Returns:
        The document, whose value is None where nothing could be read, and the faults.

    """
    return _Reader(path).read()


def _leaves(value: Any, path: Keys) -> Iterator[tuple[Keys, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))
    elif path:
        yield path, value


def compose(text: str) -> yaml.Node | None:
    """Return the nodes of a text with their marks, as documents are read; None where it has none.

    Raises:
        yaml.YAMLError: where it is not YAML.

    """
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def conflict_in(lines: Sequence[str]) -> Place | None:
    """Return the place of the first mark that an unfinished merge left."""
    for number, line in enumerate(lines, start=1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")):
            return Place(number, 1, len(line))
    return None


def value_at(value: Any, path: Keys) -> Any:
    """Return what stands at a path of a document's value; None where nothing does."""
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


_DEFAULT_TAGS = {
    yaml.ScalarNode: f"{_TAG}str",
    yaml.SequenceNode: f"{_TAG}seq",
    yaml.MappingNode: f"{_TAG}map",
}


_COMMENT_WITHOUT_SPACE = re.compile(r"[ \t]+(#[^\s#].*)")
"""What is rather the end of a value, such as “Hall #2”, than a comment, which has a space."""


class _Loader(yaml.CSafeLoader):
    """Composes nodes at C speed; scalars are resolved here, not by YAML 1.1."""

    def resolve(self, kind: type[yaml.Node], value: Any, implicit: Any) -> str:
        """Return the default tag of a kind of node; plain scalars are told apart later."""
        return _DEFAULT_TAGS[kind]


_PROBLEMS = {
    "cannot start any token": "reserved-character",
    "undefined alias": "reserved-character",
    "found another document": "second-document",
    "scanning an anchor": "reserved-character",
    "scanning an alias": "reserved-character",
    "tab character": "tab",
    "mapping values are not allowed": "unquoted-colon",
    "could not find expected ':'": "missing-colon",
    "did not find expected ',' or": "unclosed-bracket",
    "while parsing a flow node": "unclosed-bracket",
    "unexpected end of stream": "unclosed-quote",
    "did not find expected key": "wrong-indentation",
    "did not find expected '-' indicator": "wrong-indentation",
    "expected <block end>": "wrong-indentation",
}
"""Our rules by parts of libyaml's messages."""


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []
        self.values: dict[Keys, Place] = {}
        self.keys: dict[Keys, Place] = {}
        self.seen: set[int] = set()
        self.unread: set[Keys] = set()
        self.lines: list[str] = []

    def read(self) -> tuple[Document, list[Fault]]:
        value = self._read()
        document = Document(
            self.path, value, self.values, self.keys, frozenset(self.unread), self.lines
        )
        return document, self.faults

    def _read(self) -> Any:
        data = self.path.read_bytes()
        limit = MAX_SHARED_BYTES if self.path.name in SHARED_FILES else MAX_BYTES
        if len(data) > limit:
            return self._fault("file-too-large", Place(), size=len(data), limit=limit)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            before = data[: error.start].decode("utf-8-sig", errors="replace")
            return self._fault("not-utf-8", _end_of(before))
        self.lines = text.splitlines()
        if conflict := conflict_in(self.lines):
            return self._fault("merge-conflict", conflict)
        try:
            node = compose(text)
        except yaml.MarkedYAMLError as error:
            problem, place = _problem(error), self._mark(error)
            return self._fault(self._rule(problem, place), place, problem=problem)
        except yaml.reader.ReaderError as error:
            place = _end_of(text[: error.position])
            return self._fault(
                "not-yaml", place, problem=f"{error.reason} (U+{error.character:04X})"
            )
        if not isinstance(node, yaml.MappingNode):
            return self._fault("not-a-mapping", Place())
        return self._value(node, ())

    def _fault(self, rule: str, place: Place, **values: object) -> None:
        self.faults.append(Fault(rule, self.path, place, values))

    def _value(self, node: yaml.Node, path: Keys) -> Any:
        place = self._place(node)
        self.values[path] = place
        if id(node) in self.seen:
            self.unread.add(path)
            # A composed alias is its anchor's node, with the anchor's marks.
            return self._fault("alias", self.keys.get(path, place))
        self.seen.add(id(node))
        if len(path) > MAX_DEPTH:
            self.unread.add(path)
            return self._fault("too-deep", place, limit=MAX_DEPTH)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            self._refuse_tag(node, "seq")
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        if not node.style and not node.value:  # type: ignore[attr-defined]
            self.unread.add(path)
            return self._fault("empty-value", self.keys.get(path, place), key=_last(path))
        assert isinstance(node, yaml.ScalarNode)  # noqa: S101 - the third and last kind of node
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Keys) -> dict[str, Any]:
        self._refuse_tag(node, "map")
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault("key-not-text", place)
                continue
            key = key_node.value
            if key in result:
                self._fault("duplicate-key", place, key=key, first=self.keys[(*path, key)].line)
                continue
            self.keys[(*path, key)] = place
            result[key] = self._value(value_node, (*path, key))
        return result

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        if node.tag.removeprefix(_TAG) != "str" and node.tag != "!":
            self._refuse_tag(node, "str")
        if node.style:  # quoted or block text
            return node.value
        end = node.end_mark
        if cut := _COMMENT_WITHOUT_SPACE.match(self.lines[end.line], end.column):
            place = Place(end.line + 1, cut.start(1) + 1, len(cut[1].rstrip()))
            self._fault("cut-by-comment", place)
        return resolved(node.value)

    def _refuse_tag(self, node: yaml.Node, expected: str) -> None:
        if node.tag.removeprefix(_TAG) != expected:
            self._fault("tag", self._place(node), tag=node.tag)

    def _place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column
        if end.line != start.line:
            length = len(self.lines[start.line].rstrip()) - start.column
        return Place(start.line + 1, start.column + 1, max(length, 1))

    def _rule(self, problem: str, place: Place) -> str:
        """Return the rule that a message of libyaml's is about."""
        line = self.lines[place.line - 1] if self.lines else ""
        before, here = line[: place.column - 1], line[place.column - 1 :]
        rule = next((rule for part, rule in _PROBLEMS.items() if part in problem), "not-yaml")
        if rule == "reserved-character" and here.startswith("\t"):
            return "tab"
        if rule == "wrong-indentation" and before.rstrip().endswith(("'", '"')):
            return "text-after-quote"
        return rule

    def _mark(self, error: yaml.MarkedYAMLError) -> Place:
        for mark in (error.problem_mark, error.context_mark):
            if mark and mark.line < len(self.lines):
                return Place(mark.line + 1, mark.column + 1)
        return Place(max(len(self.lines), 1), 1)


def _last(path: Keys) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _end_of(text: str) -> Place:
    lines = text.split("\n")
    return Place(len(lines), len(lines[-1]) + 1)


def _problem(error: yaml.MarkedYAMLError) -> str:
    return " ".join(part for part in (error.context, error.problem) if part)
