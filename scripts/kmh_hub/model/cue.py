"""What is said at a moment of a recording."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cue:
    """A cue of WebVTT as plain text."""

    start: float
    """Seconds from the recording's beginning, to the millisecond."""
    end: float
    """Seconds from the recording's beginning, to the millisecond."""
    text: str
    """What is said, without markup; lines are joined."""
    speaker: str = ""
    """Who says it, where the captions name one (a voice span)."""
