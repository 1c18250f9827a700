"""A part of a site that is made by itself."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Made:
    """What a unit gives."""

    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    """Contents, or files to copy, by their place below the site's folder."""
    pieces: Mapping[str, bytes] = field(default_factory=dict)
    """What whole files of the series are put together from, by kind: `feed`, `search`."""


@dataclass(frozen=True)
class Unit:
    """A part of a site that is made by itself, in any process."""

    name: str
    """What tells it from others, and where it belongs: `fr/seminars/x`."""
    key: str
    """The hash of all that it is made from: with the same key it is the same."""
    make: Callable[[], Made]
    pages: int = 0
    """How many pages it makes, for the progress bar."""


@dataclass(frozen=True)
class Group:
    """Units whose keys are not asked for where nothing changed that any of them is made from."""

    name: str
    """What tells it from other groups and from units."""
    key: str
    """The hash of all that its units are made from, or of more."""
    units: Callable[[], Iterable[Unit]]


def digest(*values: Any) -> str:
    """Return the hash of values that JSON can write, as hexadecimal digits."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
