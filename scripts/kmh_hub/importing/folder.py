"""What an import changes: the texts of seminar.yml and series.yml before and after."""

import difflib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pydantic import BaseModel

from kmh_hub.importing.gathered import Gathered
from kmh_hub.importing.merge import merge
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.validation import validate
from kmh_hub.reading.yaml_document import parse
from kmh_hub.writing.canonical import written
from kmh_hub.writing.tree import Branch, Entry, read_tree, tree_of


@dataclass(frozen=True)
class Revision:
    """A file before and after an import."""

    path: Path
    before: str
    after: str

    @property
    def has_changes(self) -> bool:
        """Whether anything would be written."""
        return self.before != self.after

    def difference(self, name: str) -> str:
        """Return what changes, as diff shows it."""
        lines = difflib.unified_diff(
            self.before.splitlines(), self.after.splitlines(), name, name, lineterm=""
        )
        return "\n".join(lines)


def seminar_revision(
    path: Path, before: str, gathered: Gathered, languages: Sequence[str]
) -> Revision:
    """Return a seminar.yml with what was gathered.

    Args:
        path: the file, which need not be there yet.
        before: what it says, without faults in its YAML.
        gathered: what the source says.
        languages: the tags of the site's languages.

    """
    tree = read_tree(before)
    merge(tree.root, gathered.values)
    return Revision(path, before, written(tree, Seminar, languages))


def series_revision(path: Path, people: Mapping[str, Any], languages: Sequence[str]) -> Revision:
    """Return series.yml with people whom it does not have."""
    before = path.read_text("utf-8-sig")
    if not people:
        return Revision(path, before, before)
    tree = read_tree(before)
    entry = tree.root.entry("people")
    if entry is None:
        entry = Entry("people", Branch(False), head=[""])
        tree.root.entries.append(entry)
    assert isinstance(entry.node, Branch)  # noqa: S101 - the file is valid
    entry.node.entries += [Entry(key, tree_of(value)) for key, value in people.items()]
    return Revision(path, before, written(tree, Vocabulary, languages))


def missing_texts(revision: Revision, languages: Sequence[str]) -> Counter[str]:
    """Return how many texts of a seminar.yml each language lacks."""
    missing = Counter[str]()
    nodes: list[Any] = [read_tree(revision.after).root.value]
    for node in nodes:
        if isinstance(node, dict) and node and set(node) <= set(languages):
            missing.update(tag for tag in languages if tag not in node)
        elif isinstance(node, (dict, list)):
            nodes += node.values() if isinstance(node, dict) else node
    return missing


def faults_of(revision: Revision, model: type[BaseModel], languages: Sequence[str]) -> list[Fault]:
    """Return where a file would not be what its model says."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / revision.path.name
        path.write_text(revision.after, "utf-8")
        document, faults = parse(path)
    if document.value is None:
        return faults
    return faults + validate(model, document, languages)[1]
