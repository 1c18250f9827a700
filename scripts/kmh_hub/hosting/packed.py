"""A copy of a site for a host of one's own: with its files compressed, and without those for hosts.

It is no part of builds: hosts of static sites compress by themselves, and would publish the copies,
too. What is there is compared by its bytes and kept; nothing else is remembered.

Servers tell versions of a file apart by its size and time (`ETag`). So a file's time is made from
its bytes: the same file has the same `ETag` on every machine and after every publication, another
one another; and `rsync --archive` copies what differs.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from filecmp import cmp
from functools import partial
from hashlib import file_digest
from pathlib import Path
from typing import NamedTuple

import brotli
import deflate

from kmh_hub.hosting.content_types import is_text
from kmh_hub.hosting.hosted import FOR_HOSTS, UnreadableSiteError

_SMALLEST = 200
"""Files of fewer bytes fit into one packet as they are."""
_WORTHWHILE = 0.95
"""A compressed copy that is not smaller than this part of its file is left out."""
_TIMES = 1 << 29
"""Times are between 1987 and 2004: every file system and archive has them, and all are past."""


class Encoding(NamedTuple):
    """A way to compress, by its name in `Accept-Encoding`."""

    name: str
    suffix: str
    compress: Callable[[bytes], bytes]
    decompress: Callable[[bytes, int], bytes]
    """With the number of bytes that are expected."""


def _gzipped(data: bytes) -> bytes:
    return bytes(deflate.gzip_compress(data, 12))


def _brotli_of(data: bytes, _: int) -> bytes:
    return bytes(brotli.decompress(data))


def _gzip_of(data: bytes, size: int) -> bytes:
    return bytes(deflate.gzip_decompress(data, size))


BROTLI = Encoding("br", ".br", partial(brotli.compress, quality=11), _brotli_of)
GZIP = Encoding("gzip", ".gz", _gzipped, _gzip_of)
ENCODINGS = (BROTLI, GZIP)


@dataclass(frozen=True)
class Packed:
    """What came of it."""

    files: int
    """All, without compressed copies."""
    written: int
    """Those of them that were not there already."""


def pack(
    site: Path, target: Path, type_of: Callable[[str], str], encodings: Iterable[Encoding]
) -> Packed:
    """Make a folder the copy of a site; whatever else is in it is deleted.

    Args:
        site: the folder of a built site.
        target: the folder, which may have an earlier copy.
        type_of: the media type of a file, by the suffix of its name, without a dot.
        encodings: the ways to compress.

    Raises:
        UnreadableSiteError: where the site has compressed files of its own.

    """
    encodings = tuple(encodings)
    places = [*_places(site)]

    def put(place: str) -> tuple[bool, list[Path]]:
        file = target / place
        is_new = _copied(site / place, file)
        copies = _compressed(file, encodings) if is_text(type_of(file.suffix[1:])) else []
        return is_new, [file, *copies]

    # What compresses lets other threads run.
    with ThreadPoolExecutor(os.cpu_count()) as crew:
        made = [*crew.map(put, places)]
    _clear(target, {path for _, paths in made for path in paths})
    return Packed(len(places), sum(is_new for is_new, _ in made))


def _places(site: Path) -> Iterator[str]:
    suffixes = {each.suffix for each in ENCODINGS}
    for file in sorted(site.rglob("*")):
        place = file.relative_to(site)
        if place.as_posix() in FOR_HOSTS or any(part.startswith(".") for part in place.parts):
            continue
        if file.suffix in suffixes:
            raise UnreadableSiteError(
                f"{file} has the name of a compressed copy, which are made here: leave it out of "
                "the site"
            )
        if file.is_file():
            yield place.as_posix()


def _copied(source: Path, file: Path) -> bool:
    """Bring a copy up to date; return whether it was not."""
    if file.is_file() and cmp(source, file, shallow=False):
        _time(file)
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, new := _new(file))
    _put(new, file)
    return True


def _compressed(file: Path, encodings: Iterable[Encoding]) -> list[Path]:
    """Bring a file's compressed copies up to date; return those there are."""
    data = file.read_bytes()
    copies = []
    for encoding in encodings if len(data) >= _SMALLEST else ():
        copy = file.with_name(file.name + encoding.suffix)
        if _is_copy(copy, data, encoding):
            _time(copy)
            copies.append(copy)
            continue
        made = encoding.compress(data)
        if len(made) < len(data) * _WORTHWHILE:
            (new := _new(copy)).write_bytes(made)
            _put(new, copy)
            copies.append(copy)
    return copies


def _is_copy(copy: Path, data: bytes, encoding: Encoding) -> bool:
    try:
        return encoding.decompress(copy.read_bytes(), len(data)) == data
    except (OSError, ValueError, brotli.error, deflate.DeflateError):
        return False


def _new(file: Path) -> Path:
    return file.with_name(f".{file.name}.new")


def _put(new: Path, file: Path) -> None:
    """Let a file take the place of another, or none, in one step: a server may be reading it."""
    _time(new)
    new.replace(file)


def _time(file: Path) -> None:
    """Give a file the time that its bytes tell."""
    with file.open("rb") as opened:
        number = int.from_bytes(file_digest(opened, "sha256").digest()[:8], "big")
    time = _TIMES + number % _TIMES
    if file.stat().st_mtime_ns != time * 10**9:
        os.utime(file, (time, time))


def _clear(folder: Path, kept: set[Path]) -> None:
    """Delete what is not among some files, and folders that are empty then."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path not in kept:
            path.unlink()
