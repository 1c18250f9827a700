"""Transcripts: what captions say, in paragraphs by speaker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kmh_hub.model.cue import Cue

_PAUSE = 3.0
"""Seconds of silence after which a new paragraph begins."""
_ROLLED = 30
"""So many words of a cue are looked for at the beginning of the next one."""
_LONG = 500
"""Characters from which on a paragraph ends with its sentence."""
_SENTENCE_ENDS = (".", "!", "?", "…", "؟", "。", ".»", ".”", "!»", "؟»")


@dataclass(frozen=True)
class Paragraph:
    """What one speaker says in a row."""

    start: float
    """Seconds from the recording's beginning."""
    speaker: str
    """Who says it, as the captions name them; empty where they name nobody."""
    text: str


def paragraphs(cues: Sequence[Cue], breaks: Sequence[float] = ()) -> Iterator[Paragraph]:
    """Return the paragraphs of a transcript.

    Args:
        cues: what the captions say, in order.
        breaks: moments in seconds at which a new paragraph begins: those of the chapters.

    A paragraph also ends with its speaker's turn, a pause, and, when it is long, with a sentence.

    """
    for _, group in groupby(_numbered(cues, breaks), key=lambda pair: pair[0]):
        said = [cue for _, cue in group]
        yield Paragraph(said[0].start, said[0].speaker, _joined(said))


def _joined(cues: Sequence[Cue]) -> str:
    """Return what cues say, once: captions that roll up repeat the line before in the next cue."""
    words: list[str] = []
    for cue in cues:
        new = cue.text.split(" ")
        most = min(len(words), len(new), _ROLLED)
        repeated = next((n for n in range(most, 1, -1) if words[-n:] == new[:n]), 0)
        words += new[repeated:]
    return " ".join(words)


def _numbered(cues: Sequence[Cue], breaks: Sequence[float]) -> Iterator[tuple[int, Cue]]:
    """Return the cues, each with the number of its paragraph."""
    number, length = 0, 0
    before: Cue | None = None
    for cue in cues:
        if before and (
            cue.speaker != before.speaker
            or cue.start - before.end > _PAUSE
            or any(before.start < at <= cue.start for at in breaks)
            or (length > _LONG and before.text.endswith(_SENTENCE_ENDS))
        ):
            number, length = number + 1, 0
        length += len(cue.text)
        before = cue
        yield number, cue
