"""The folder of the content: what lies in it, before anything of it is opened.

Content comes by pull request: a link could lead out of the folder, a device never end.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kmh_hub.model.limits import Limits
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.file_type import TYPES, check_type, type_of
from kmh_hub.reading.unit import SEMINARS

_SOURCES = (".md", ".markdown", ".yml", ".yaml", ".json")
"""What the hub reads; checked where it is read."""
_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What MkDocs takes for a page."""
UNREADABLE = frozenset({"link-in-content", "file-over-limit"})
"""The rules of files that must not be opened."""


def check_tree(docs: Path, languages: Sequence[str], limits: Limits) -> Iterator[Fault]:
    """Check every file and folder of the content by its name, kind and size.

    Args:
        docs: the folder of the content.
        languages: the tags of the site's languages.
        limits: how large files may be.

    """
    if docs.is_dir():
        yield from _check(str(docs), limits, tuple(languages), "", "")


def _check(
    folder: str, limits: Limits, languages: Sequence[str], top: str, seminar: str
) -> Iterator[Fault]:
    """Check a folder; `top` is the first folder below docs/, `seminar` that of a seminar."""
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        name = entry.name
        if entry.is_dir(follow_symlinks=False):
            within = entry.path if top == SEMINARS and not seminar else seminar
            yield from _check(entry.path, limits, languages, top or name, within)
        elif not entry.is_file(follow_symlinks=False):
            yield Fault("link-in-content", Path(entry.path), values={"value": name})
        elif not name.startswith("."):
            at = f"{seminar}/seminar.yml" if seminar else entry.path
            yield from _check_file(entry, limits, at)
            if not seminar:
                yield from _check_own(Path(entry.path), languages, top)


def _check_file(entry: "os.DirEntry[str]", limits: Limits, at: str) -> Iterator[Fault]:
    type_ = type_of(entry.name)
    is_page = entry.name.endswith(".md")
    if not type_ and not is_page:
        if not entry.name.lower().endswith(_SOURCES):
            yield Fault("file-type", Path(at), values={"value": entry.name, "known": [*TYPES]})
        return
    size = entry.stat(follow_symlinks=False).st_size
    limit = limits.bytes_of(type_.limit if type_ else "texts")
    if size > limit:
        values = {"value": entry.name, "size": size, "limit": limit}
        yield Fault("file-over-limit", Path(entry.path), values=values)


def _check_own(path: Path, languages: Sequence[str], top: str) -> Iterator[Fault]:
    """Check a file outside of the seminars' folders."""
    yield from check_type(path, path)
    if path.name.lower().endswith(_PAGES):
        stem, _, tag = path.name.removesuffix(".md").rpartition(".")
        if not path.name.endswith(".md") or tag not in languages or top == SEMINARS:
            stem = path.name.partition(".")[0]
            names = [f"{stem}.{each}.md" for each in languages]
            yield Fault("misnamed-file", path, values={"value": path.name, "expected": names})
