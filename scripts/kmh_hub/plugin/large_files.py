"""The hashes of files that take long to read, such as recordings."""

import re
from pathlib import Path

from kmh_hub.build.files import hash_of
from kmh_hub.cache import Cache

_HASH = re.compile("[0-9a-f]{32}")
_LARGE = 1 << 20
"""From so many bytes on, a hash is kept."""


def large_hash(path: Path, cache: Cache | None = None) -> str:
    """Return the hash of a file's content, as hexadecimal digits.

    That of a large file is kept by all that the system says of it: place, size, inode, and when it
    was changed and last touched in nanoseconds, of which nobody sets the last.

    Args:
        path: the file.
        cache: where hashes are kept; the user's, if not given.

    """
    stat = path.stat()
    if stat.st_size < _LARGE:
        return hash_of(path)
    cache = cache or Cache.open()
    said = (stat.st_dev, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    key = f"file-{path.absolute()}-{'-'.join(map(str, said))}"
    kept = cache.get_many([key]).get(key, b"").decode(errors="replace")
    if _HASH.fullmatch(kept):
        return kept
    hash_ = hash_of(path)
    # Somebody may have written to it meanwhile.
    if path.stat().st_ctime_ns == stat.st_ctime_ns:
        cache.put_many({key: hash_.encode()})
    return hash_
