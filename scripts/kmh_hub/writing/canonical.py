"""The one form of the YAML that editors write: order of keys, indentation, quotation marks.

A text or a list of words is a line, so that a comparison shows the texts that changed.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from kmh_hub.model.archive import Archive
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.redirects import Redirects
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.text import Phrases, Text
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.unit import (
    ARCHIVE_FILE,
    GLOSSARY_FILE,
    REDIRECTS_FILE,
    SEMINAR_FILE,
    SERIES_FILE,
)
from kmh_hub.reading.validation import below, has_part, inner, keys_of
from kmh_hub.reading.yaml_scalar import resolved
from kmh_hub.writing.tree import Branch, Entry, Scalar, Tree, comments_of, read_tree

MODELS: dict[str, type[BaseModel]] = {
    SEMINAR_FILE: Seminar,
    SERIES_FILE: Vocabulary,
    GLOSSARY_FILE: Glossary,
    REDIRECTS_FILE: Redirects,
    ARCHIVE_FILE: Archive,
}
"""What the files are by their names."""

PLAIN = re.compile(
    r"(\.?/)?[A-Za-z][A-Za-z0-9_./~#?=&%+-]*|https://[A-Za-z0-9_./~#?=&%+:-]*[A-Za-z0-9_/~#?=&%+-]"
    r"|\./|\d{4}(-\d\d){1,2}"
)
"""What needs no quotation marks: keys, codes, dates, addresses."""
_MISREAD = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null")
"""What other programs, which follow YAML 1.1, take for true, false or nothing."""
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What stands in quotation marks by its number only."""
_BLOCK = re.compile(r"(?:[^\s#-](?:.*\S)?)(?:\n+\S(?:.*\S)?|\n+\S)*\n?")


def canonical(text: str, model: Any, languages: Sequence[str]) -> str:
    """Return a YAML file in its one form; values and comments stay.

    Args:
        text: what `yaml_document.parse` finds no fault in.
        model: what the file is about, of which its keys have their order.
        languages: the tags of the site's languages, in which order texts are given.

    Raises:
        AssertionError: where the result would say something else, which is a mistake here.

    """
    tree = read_tree(text)
    result = written(tree, model, languages)
    again = read_tree(result)
    same = again.root.value == tree.root.value
    if not same or sorted(comments_of(again)) != sorted(comments_of(tree)):
        raise AssertionError("the formatted file would say something else")
    return result


def model_of(path: Path) -> type[BaseModel] | None:
    """Return what a file is, by its name; None where it is not one that editors write."""
    return MODELS.get(path.name)


def written(tree: Tree, model: Any, languages: Sequence[str]) -> str:
    """Return a tree as a file."""
    writer = _Writer(languages)
    writer.comments(tree.header, "")
    writer.branch(tree.root, model, "")
    return "\n".join(writer.lines).rstrip("\n") + "\n"


class _Writer:
    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = languages
        self.lines: list[str] = []
        self.prefix = ""
        """A dash that waits for the first key of its item."""

    def comments(self, comments: Sequence[str], indent: str) -> None:
        for comment in comments:
            if comment:
                self.lines.append(f"{indent}{comment}")
            elif self.lines and self.lines[-1]:
                self.lines.append("")

    def branch(self, branch: Branch, model: Any, indent: str) -> None:
        for entry in self._ordered(branch, model):
            if branch.is_list:
                self._item(entry, below(model, 0), indent)
            else:
                self._pair(entry, below(model, entry.key), indent, is_text=_is_text(model))
        self.comments(branch.foot, indent)

    def _ordered(self, branch: Branch, model: Any) -> list[Entry]:
        if branch.is_list:
            return branch.entries
        order = self.languages if _is_text(model) else order_of(model)
        rank = {key: index for index, key in enumerate(order)}
        return sorted(branch.entries, key=lambda each: rank.get(each.key or "", len(rank)))

    def _item(self, entry: Entry, model: Any, indent: str) -> None:
        self.comments(entry.head, indent)
        node = entry.node
        if isinstance(node, Branch) and node.entries and not node.is_list:
            # A comment cannot stand between a dash and its key.
            first, *others = self._ordered(node, model)
            self.comments(first.head, indent)
            at = len(self.lines)
            entries = [replace(first, head=[]), *others]
            self.branch(replace(node, entries=entries), model, f"{indent}  ")
            self.lines[at] = f"{indent}- {self.lines[at][len(indent) + 2 :]}"
            return
        self._value(f"{indent}-", entry, model, indent, is_text=_is_text(model))

    def _pair(self, entry: Entry, model: Any, indent: str, *, is_text: bool) -> None:
        self.comments(entry.head, indent)
        key = _scalar(Scalar(entry.key), is_text=False)
        is_text = is_text or _is_text(model)
        self._value(f"{indent}{key}:", entry, model, indent, is_text=is_text)

    def _value(self, before: str, entry: Entry, model: Any, indent: str, *, is_text: bool) -> None:
        node = entry.node
        tail = f"  {entry.tail}" if entry.tail else ""
        if isinstance(node, Scalar):
            if (block := _block(node)) is not None:
                self.lines.append(f"{before} {block}{tail}")
                texts = node.value.rstrip("\n").split("\n")
                self.lines += [f"{indent}  {each}".rstrip() for each in texts]
            else:
                self.lines.append(f"{before} {_scalar(node, is_text=is_text)}{tail}")
        elif not node.entries:
            self.lines.append(f"{before} {'[]' if node.is_list else '{}'}{tail}")
            self.comments(node.foot, indent)
        elif (words := _words(node, is_text=is_text)) is not None:
            self.lines.append(f"{before} {words}{tail}")
        else:
            self.lines.append(f"{before}{tail}")
            self.branch(node, model, f"{indent}  ")


def _is_text(model: Any) -> bool:
    """Whether an annotation is for texts by language."""
    return has_part(model, Text) or has_part(model, Phrases)


def order_of(model: Any) -> tuple[str, ...]:
    """Return the keys of a model: what makes it another than what it extends, then the rest."""
    model = inner(model)
    keys = keys_of(model)
    if not keys:
        return ()
    inherited = {key for each in model.__mro__[1:] for key in getattr(each, "model_fields", ())}
    required = {key for key, field in model.model_fields.items() if field.is_required()}
    first = required - inherited if inherited else set()
    return tuple(sorted(keys, key=lambda key: key not in first))


def _words(node: Branch, *, is_text: bool) -> str | None:
    """Return a list of words as one line; None where it is no such list."""
    if not node.is_list or node.has_comments:
        return None
    words = [_word(each.node, is_text=is_text) for each in node.entries]
    return None if None in words else f"[{', '.join(filter(None, words))}]"


def _word(node: Scalar | Branch, *, is_text: bool) -> str | None:
    """Return an item of a list of words; None where it needs a line of its own."""
    if isinstance(node, Branch) or _block(node) is not None:
        return None
    is_address = isinstance(node.value, str) and "/" in node.value
    return None if is_address and not is_text else _scalar(node, is_text=is_text)


def _scalar(node: Scalar, *, is_text: bool) -> str:
    if not isinstance(node.value, str):
        return node.written
    if not is_text and _is_plain(node.value):
        return node.value
    quoted = json.dumps(node.value, ensure_ascii=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _is_plain(text: str) -> bool:
    return bool(
        PLAIN.fullmatch(text) and not _MISREAD.fullmatch(text) and isinstance(resolved(text), str)
    )


def _block(node: Scalar) -> str | None:
    """Return how a text of several lines begins; None for one that is not to stand as such."""
    text = node.value
    if not isinstance(text, str) or "\n" not in text or _UNSAFE.search(text):
        return None
    if not _BLOCK.fullmatch(text) or not text.replace("\n", " ").isprintable():
        return None
    return "|" if text.endswith("\n") else "|-"
