"""Files of an edition: how they look, and how they are written, linked and deleted."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path

Stamp = tuple[int, int, str]
"""A file's size in bytes, when it was changed in nanoseconds, its hash."""
_AT_ONCE = 1 << 20
"""So many bytes of a file at once: recordings can be larger than the memory."""


def hash_of(content: bytes | Path) -> str:
    """Return the hash of a content, or of what a file has, as hexadecimal digits."""
    if isinstance(content, bytes):
        return hashlib.blake2b(content, digest_size=16).hexdigest()
    with content.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def places_of(folder: str) -> Iterator[str]:
    """Return the places of all files in a folder, without a look at the files."""
    return (place for place, _ in _entries(folder))


def looks_of(folder: str) -> dict[str, tuple[int, int]]:
    """Return the size in bytes and the time of change in nanoseconds of all files in a folder."""
    looks = {}
    for place, entry in _entries(folder):
        with suppress(FileNotFoundError):
            stat = entry.stat(follow_symlinks=False)
            looks[place] = stat.st_size, stat.st_mtime_ns
    return looks


def _entries(folder: str) -> Iterator[tuple[str, "os.DirEntry[str]"]]:
    """Return all files in a folder with their places in it."""
    folders = [""]
    while folders:
        below = folders.pop()
        with os.scandir(f"{folder}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name, entry


def is_as(path: str, stamp: Stamp) -> bool:
    """Whether a file is there as it was, by how it looks or else by its hash."""
    try:
        stat = os.lstat(path)
    except OSError:
        return False
    size, changed, hash_ = stamp
    return stat.st_size == size and (stat.st_mtime_ns == changed or hash_of(Path(path)) == hash_)


def link(source: str, target: str) -> None:
    """Give a file a second place; where that cannot be, copy it."""
    try:
        os.link(source, target)
    except FileNotFoundError:
        Path(target).parent.mkdir(parents=True)
    except FileExistsError:
        Path(target).unlink()
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)
        return
    else:
        return
    link(source, target)


def write(path: Path, content: bytes | Path) -> os.stat_result:
    """Write a new file; one that another edition may share is replaced, never written over.

    Args:
        path: where to.
        content: what, or the file to copy.

    """
    try:
        with path.open("xb", buffering=0) as file:
            if isinstance(content, bytes):
                _write_all(file, content)
            else:
                with content.open("rb") as source:
                    while some := source.read(_AT_ONCE):
                        _write_all(file, some)
            return os.fstat(file.fileno())
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        path.unlink()
    return write(path, content)


def _write_all(file: FileIO, content: bytes) -> None:
    """Write everything: a disk that becomes full takes a part of it first, without a word."""
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


def remove(path: Path, top: Path) -> None:
    """Delete a file, and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == top:
            return
        try:
            folder.rmdir()
        except OSError:
            return
