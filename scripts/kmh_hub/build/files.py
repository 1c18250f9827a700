"""Files of an edition: how they look, and how they are written, linked and deleted."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

Stamp = tuple[int, int, str]
"""A file's size in bytes, when it was changed in nanoseconds, its hash."""
Look = tuple[int, int]
"""A file's size in bytes, and when it was changed in nanoseconds."""


def hash_of(data: bytes) -> str:
    """Return the hash of a file's content, as hexadecimal digits."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def looks_of(folder: str, below: str = "") -> Iterator[tuple[str, Look]]:
    """Return how all files in a folder look, by their places."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from looks_of(entry.path, f"{below}{entry.name}/")
            else:
                stat = entry.stat(follow_symlinks=False)
                yield f"{below}{entry.name}", (stat.st_size, stat.st_mtime_ns)


def is_same(path: str, found: Look, stamp: Stamp) -> bool:
    """Whether a file is as it was, by how it looks or else by its hash."""
    size, changed, hash_ = stamp
    return found == (size, changed) or (
        found[0] == size and hash_of(Path(path).read_bytes()) == hash_
    )


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


def write(path: Path, data: bytes) -> os.stat_result:
    """Write a new file; one that another edition may share is replaced, never written over."""
    try:
        with path.open("xb", buffering=0) as file:
            file.write(data)
            return os.fstat(file.fileno())
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        path.unlink()
    return write(path, data)


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
