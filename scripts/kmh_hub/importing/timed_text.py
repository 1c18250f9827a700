"""Captions and chapters: WebVTT, SubRip (.srt), and the lines that YouTube reads as chapters."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from kmh_hub.importing.gathered import NO_PLACE, NOT_WHOLE_SECONDS, Gathered, UnreadableSourceError
from kmh_hub.model.recording import clock
from kmh_hub.reading.webvtt import read_captions

_SRT_TIME = r"(\d{1,3}):([0-5]\d):([0-5]\d)[,.](\d{3})"
_SRT_TIMING = re.compile(rf"\s*{_SRT_TIME}\s*-->\s*{_SRT_TIME}\s*(.*)")
_CHAPTER = re.compile(r"\s*[(\[]?(?:(\d{1,3}):)?(\d{1,3}):([0-5]\d)[)\]]?\s*[-–—:.|]?\s*(\S.*)")
"""`0:00 Title`, `1:02:03 - Title`, `(12:34) Title`."""


def captions_of(path: Path, gathered: Gathered) -> str:
    """Return captions as WebVTT.

    Args:
        path: a .vtt or .srt file.
        gathered: takes what WebVTT has no place for.

    Raises:
        UnreadableSourceError: where the file has no captions.

    """
    text = _text_of(path)
    if path.suffix.lower() == ".vtt":
        return text
    cues = [*_srt_cues(text.splitlines(), gathered)]
    if not cues:
        raise UnreadableSourceError(f"{path}: no captions of SubRip")
    return "\n\n".join(("WEBVTT", *cues)) + "\n"


def chapters_of(path: Path, language: str, gathered: Gathered) -> list[dict[str, object]]:
    """Return chapters as seminar.yml has them, in order of their start.

    Args:
        path: a .vtt file, or a text with a time and a title a line.
        language: the language of the titles.
        gathered: takes what has no place.

    Raises:
        UnreadableSourceError: where the file has no chapters.

    """
    _text_of(path)
    is_vtt = path.suffix.lower() == ".vtt"
    found = [*(_of_cues(path, gathered) if is_vtt else _of_lines(path, gathered))]
    if not found:
        raise UnreadableSourceError(f"{path}: no chapters: write “0:00 Title”, a line a chapter")
    titles = dict(found[::-1])  # of two at one time, the first stays
    for start, title in found:
        if titles[start] != title:
            gathered.leave(clock(start), title, NO_PLACE)
    return [{"start": clock(at), "title": {language: titles[at]}} for at in sorted(titles)]


def _of_cues(path: Path, gathered: Gathered) -> Iterator[tuple[int, str]]:
    cues, faults = read_captions(path)
    if faults:
        place = faults[0].place
        raise UnreadableSourceError(f"{path}:{place.line}: {faults[0].rule}")
    for cue in cues:
        if cue.start % 1:
            gathered.leave(f"{cue.start:.3f} s", cue.text, NOT_WHOLE_SECONDS)
        yield int(cue.start), cue.text


def _of_lines(path: Path, gathered: Gathered) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(_text_of(path).splitlines(), start=1):
        if match := _CHAPTER.fullmatch(line):
            hours, minutes, seconds = (int(part or 0) for part in match.groups()[:3])
            at = timedelta(hours=hours, minutes=minutes, seconds=seconds)
            yield int(at.total_seconds()), " ".join(match[4].split())
        elif line.strip():
            gathered.leave(f"line {number}", line.strip(), NO_PLACE)


def _srt_cues(lines: list[str], gathered: Gathered) -> Iterator[str]:
    """Return cues of WebVTT; their text may have SubRip's tags, which WebVTT has too."""
    timings = [
        (at, match) for at, line in enumerate(lines) if (match := _SRT_TIMING.fullmatch(line))
    ]
    ends = [*(at for at, _ in timings), len(lines) + 1][1:]
    first = timings[0][0] if timings else len(lines)
    for number, line in enumerate(lines[:first], start=1):
        if line.strip() and not line.strip().isdecimal():
            gathered.leave(f"line {number}", line.strip(), NO_PLACE)
    for (at, match), end in zip(timings, ends, strict=True):
        body = [line.strip() for line in lines[at + 1 : end]]
        if end <= len(lines) and body and body[-1].isdecimal():
            body.pop()  # the number of the next
        text = [line for line in body if line]
        if match[9]:
            gathered.leave(f"line {at + 1}", match[9], NO_PLACE)
        if not text:
            gathered.leave(f"line {at + 1}", lines[at].strip(), NO_PLACE)
            continue
        start, stop = (
            f"{int(hours):02}:{minutes}:{seconds}.{milliseconds}"
            for hours, minutes, seconds, milliseconds in (match.groups()[:4], match.groups()[4:8])
        )
        shown = "\n".join(line.replace("-->", "→") for line in text)
        yield f"{start} --> {stop}\n{shown}"


def _text_of(path: Path) -> str:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(f"{path}: not UTF-8 from byte {error.start + 1} on") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
