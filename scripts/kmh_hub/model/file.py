"""What a seminar's own file tells of itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from kmh_hub.model.cue import Cue

TALLEST = 2
"""A picture of a page is at most so many times as high as wide; a longer page is cut below."""


@dataclass(frozen=True)
class FileFacts:
    """What pages say of a file before a reader opens it."""

    size: int
    """Its size in bytes."""
    pages: int = 0
    """The number of its pages, where it is a PDF."""
    page_size: tuple[float, float] | None = None
    """Width and height of its first page in points (1/72 inch), where it is a PDF."""
    cues: Sequence[Cue] = ()
    """What it says, where it holds captions."""
