"""Earlier versions of a source text, from Git's history."""

import difflib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import yaml

from kmh_hub.model.translation import Translation
from kmh_hub.reading.prose import Prose
from kmh_hub.reading.translations import version_of


def changes_since(folder: Path, source: str, translation: Translation) -> list[str] | None:
    """Return how a source text changed since it was translated, as lines of a diff.

    Args:
        folder: the seminar's.
        source: the language of the source.
        translation: what was made from an earlier version.

    Returns:
        The diff's lines without its head; None where that version is not in the history.

    """
    file, _, item = translation.item.partition("#")
    path = folder / (f"index.{source}.md" if file == "index.md" else file)
    now = _of_version(path, path.read_text("utf-8-sig"), item, source, translation.version) or ""
    for text in _versions(path):
        before = _of_version(path, text, item, source, translation.recorded)
        if before is not None:
            lines = difflib.unified_diff(before.splitlines(), now.splitlines(), n=1, lineterm="")
            return [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return None


def _versions(path: Path) -> Iterator[str]:
    """Return the committed versions of a file, newest first; it need not have kept its name."""
    listed = _git(path.parent, "log", "--format=%H", "--name-only", "--follow", "--", path.name)
    words = [line for line in (listed or "").splitlines() if line]
    top = (_git(path.parent, "rev-parse", "--show-toplevel") or "").strip()
    for commit, name in zip(words[::2], words[1::2], strict=False):
        text = _git(Path(top), "show", f"{commit}:{name}")
        if text is not None:
            yield text


def _of_version(path: Path, text: str, item: str, source: str, version: str | None) -> str | None:
    """Return the source text of a version, where a file has it."""
    texts = _texts(path, text, item, source)
    return next((each for each in texts if version_of(each) == version), None)


def _texts(path: Path, text: str, item: str, source: str) -> Iterator[str]:
    if path.suffix == ".md":
        yield from (section.source for section in Prose(path, text).sections if section.id == item)
        return
    try:
        value = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - makes text only
    except yaml.YAMLError:
        return
    yield from _texts_in(value, source)


def _texts_in(value: object, source: str) -> Iterator[str]:
    """Return every text in the source's language, wherever it stood then."""
    if isinstance(value, dict):
        if isinstance(text := value.get(source), str):
            yield text
        for inner in value.values():
            yield from _texts_in(inner, source)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner, source)


def _git(folder: Path, *arguments: str) -> str | None:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands, names from the tree
            command, cwd=folder, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.decode(errors="replace")
