"""The files of a built site, with what tells whether they are as they were published."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kmh_hub.hosting.content_types import stored_type_of
from kmh_hub.hosting.headers import OTHERWISE_CACHED
from kmh_hub.hosting.headers_file import HEADERS_PATH, headers_at, rules_in

_STORED = ("Content-Type", "Cache-Control")
"""The headers that storage keeps with a file; all others are for who stands before it."""


@dataclass(frozen=True)
class SiteFile:
    """A file of a built site."""

    source: Path
    """Where it is."""
    headers: Mapping[str, str]
    """What storage is to send with it."""

    @cached_property
    def size(self) -> int:
        """Its bytes."""
        return self.source.stat().st_size

    @cached_property
    def content(self) -> str:
        """The hash of its content: SHA-256 in hexadecimal digits."""
        with self.source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def headers_hash(self) -> str:
        """The hash of its headers."""
        text = "\n".join(f"{name}: {value}" for name, value in sorted(self.headers.items()))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def site_files(site: Path) -> dict[str, SiteFile]:
    """Return the files of a built site by their places below it.

    Their headers are those that the site itself asks hosts for (`_headers`), so that a site that
    was built earlier gets its own.

    Raises:
        FileNotFoundError: where a file is missing that every built site has.

    """
    rules = rules_in((site / HEADERS_PATH).read_text("utf-8"))
    root = rules[0].path.removesuffix("*")
    files = {}
    for source in sorted(site.rglob("*")):
        if source.is_symlink() or not source.is_file():
            continue
        place = source.relative_to(site).as_posix()
        usual = {"Content-Type": stored_type_of(place), "Cache-Control": OTHERWISE_CACHED}
        asked = headers_at(f"{root}{place}", rules)
        files[place] = SiteFile(source, {name: asked.get(name, usual[name]) for name in _STORED})
    return files
