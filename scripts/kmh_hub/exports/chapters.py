"""Chapters as WebVTT, for players that show them (the `chapters` kind of HTML's tracks)."""

from datetime import timedelta
from html import escape
from itertools import pairwise

from kmh_hub.localisation.language import Language
from kmh_hub.model.recording import Recording

_END = timedelta(hours=99)
"""The end of the last chapter where the recording's is not known."""


def chapters_vtt(recording: Recording, language: Language) -> bytes:
    """Return a recording's chapters with their titles in a language; each ends with the next."""
    ends = [chapter.start for chapter in recording.chapters[1:]]
    bounds = [chapter.start for chapter in recording.chapters]
    bounds.append(recording.duration or max(_END, *ends, timedelta()))
    cues = (
        f"{_time(start)} --> {_time(end)}\n{escape(str(language.text(chapter.title)), quote=False)}"
        for chapter, (start, end) in zip(recording.chapters, pairwise(bounds), strict=True)
    )
    return "\n\n".join(("WEBVTT", *cues, "")).encode()


def _time(at: timedelta) -> str:
    minutes, seconds = divmod(int(at.total_seconds()), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}.000"
