"""The parts of the content that are read by themselves, and what tells whether one has changed."""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from sysconfig import get_path

from kmh_hub.reading.file_type import HEAD, TYPES

SEMINARS = "seminars"
SEMINAR_FILE = "seminar.yml"
SERIES_FILE = "series.yml"
GLOSSARY_FILE = "glossary.yml"
REDIRECTS_FILE = "redirects.yml"
ARCHIVE_FILE = "archived.yml"
SHARED_FILES = (SERIES_FILE, GLOSSARY_FILE, REDIRECTS_FILE, ARCHIVE_FILE)
"""What there is one of, however many seminars there are."""

_LOOKED_INTO = {".md", ".yml", ".json"}
_LOOKED_INTO |= {suffix for suffix, each in TYPES.items() if each.limit != "recordings"}
"""Suffixes of files whose bytes count; of recordings, name, size and first bytes do."""
_PACKAGE = Path(__file__).parent.parent


class Kind(StrEnum):
    """What a part of the content is."""

    SERIES = "series"
    """The names that seminars share: series.yml."""
    GLOSSARY = "glossary"
    """glossary.yml."""
    REDIRECTS = "redirects"
    """redirects.yml."""
    ARCHIVE = "archive"
    """archived.yml."""
    PAGE = "page"
    """A page outside of the seminars' folders, in all its languages."""
    SEMINAR = "seminar"
    """A seminar's folder."""


@dataclass(frozen=True)
class Unit:
    """A part of the content that is read and checked by itself."""

    kind: Kind
    path: Path
    """The folder or file; of a page, its file without language and suffix."""

    def digest(self, languages: Sequence[str]) -> str:
        """Return the hash of all that is read of it, in hex; the same wherever it lies."""
        hasher = hashlib.sha256()
        if self.kind is Kind.SEMINAR:
            _add_folder(hasher, str(self.path))
        elif self.kind is Kind.PAGE:
            for tag in languages:
                path = self.path.with_name(f"{self.path.name}.{tag}.md")
                _add(hasher, path.name, path)
        else:
            _add(hasher, self.path.name, self.path)
        return hasher.hexdigest()

    def has(self, path: Path) -> bool:
        """Whether a file or folder belongs to it."""
        if self.kind is Kind.SEMINAR:
            return path.is_relative_to(self.path)
        if self.kind is Kind.PAGE:
            return path.parent == self.path.parent and path.name.startswith(f"{self.path.name}.")
        return path == self.path

    def pages(self, docs: Path) -> list[str]:
        """Return the names of the pages that are made from it, for links, below `docs`."""
        name = self.path.relative_to(docs).as_posix()
        match self.kind:
            case Kind.SEMINAR:
                kinds = ("index", "agenda", "presentation", "recordings")
                return [f"{name}/{kind}" for kind in kinds]
            case Kind.PAGE:
                return [name]
            case Kind.GLOSSARY:
                return [name.removesuffix(".yml")]
            case _:
                return []

    def key(self, digest: str, docs: Path, languages: Sequence[str]) -> str:
        """Return what tells all that its reading depends on, but for the day.

        Args:
            digest: its hash.
            docs: the folder of the content, whose name is in hints.
            languages: the tags of the site's languages, the default first.

        """
        place = self.path.relative_to(docs.parent).as_posix()
        parts = (version(), self.kind, place, *languages, digest)
        return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def is_read(name: str) -> bool:
    """Whether a part's digest has all bytes of a file; else it has the size and the first ones."""
    return name[name.rfind(".") :].lower() in _LOOKED_INTO


def units_of(docs: Path, languages: Sequence[str]) -> Iterator[Unit]:
    """Return all parts of the content: the shared ones, then pages, then seminars, in order."""
    yield Unit(Kind.SERIES, docs / SEMINARS / SERIES_FILE)
    if (docs / GLOSSARY_FILE).is_file():
        yield Unit(Kind.GLOSSARY, docs / GLOSSARY_FILE)
    if (docs / REDIRECTS_FILE).is_file():
        yield Unit(Kind.REDIRECTS, docs / REDIRECTS_FILE)
    if (docs / ARCHIVE_FILE).is_file():
        yield Unit(Kind.ARCHIVE, docs / ARCHIVE_FILE)
    for name in _page_names(docs, languages):
        yield Unit(Kind.PAGE, docs / name)
    for path in sorted((docs / SEMINARS).glob("*")):
        if path.is_dir():
            yield Unit(Kind.SEMINAR, path)


@cache
def version() -> str:
    """Return the hash of what reads: this package's code and the versions of its libraries."""
    hasher = hashlib.sha256()
    for room in ("model", "reading"):
        for path in sorted((_PACKAGE / room).rglob("*.py")):
            hasher.update(path.read_bytes())
    for path in sorted(Path(get_path("purelib")).glob("*.dist-info")):
        hasher.update(f"{path.name}\0".encode())
    return hasher.hexdigest()


def file_digest(path: Path) -> str:
    """Return the hash of a file's bytes, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _page_names(docs: Path, languages: Sequence[str]) -> list[str]:
    suffix = re.compile(rf"\.({'|'.join(map(re.escape, languages))})\.md$")
    folders = [each for each in docs.glob("*") if each.is_dir() and each.name != SEMINARS]
    names = {
        suffix.sub("", str(path.relative_to(docs)))
        for place in (docs.glob("*.md"), *(each.rglob("*.md") for each in folders))
        for path in place
        if suffix.search(path.name)
    }
    return sorted(names)


def _add_folder(hasher: "hashlib._Hash", folder: str) -> None:
    # os.scandir knows what an entry is without asking again: a thousand folders have many.
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            _add(hasher, entry.name, entry)
            if entry.is_dir(follow_symlinks=False):
                hasher.update(b"(")
                _add_folder(hasher, entry.path)
                hasher.update(b")")


def _add(hasher: "hashlib._Hash", name: str, file: "os.DirEntry[str] | Path") -> None:
    """Add a file's name, what it is, and its bytes or their number."""
    content, size = b"", 0
    if is_file := file.is_file():
        if is_read(name):
            content = _bytes_of(file)
            size = len(content)
        else:
            content = _bytes_of(file, HEAD)
            size = file.stat().st_size
    written = name.encode(errors="surrogateescape")
    kind = (len(written), written, file.is_symlink(), is_file, file.is_dir(), size)
    hasher.update(b"%d:%s,%d%d%d,%d," % kind)
    hasher.update(content)


def _bytes_of(file: "os.DirEntry[str] | Path", count: int = -1) -> bytes:
    with open(file, "rb", buffering=0) as source:  # noqa: PTH123 - a DirEntry is no Path
        return source.read(count)
