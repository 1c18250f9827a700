"""Captions: WebVTT (https://www.w3.org/TR/webvtt1/) to cues, or faults with their place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from kmh_hub.model.cue import Cue
from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.waivers import waive

_TIME = r"(?:(\d{2,4}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"\s*{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+.*|[ \t]*)$")
_BREAK = re.compile(r"\r\n|\n|\r")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100}+)?(?:[ \t]++([^>]{0,500}+))?>|</v>")
_TAG = re.compile(r"<[^>]{0,500}+>")
_WORD = re.compile(r"(?:<[^>]*>|\s)*[^<&\s]")
"""What begins a text that says something; a reference such as `&nbsp;` may not."""
_MOST = 10
"""So many faults of one file are told; a file of another format has one a cue."""


@dataclass(frozen=True)
class _Block:
    """A cue as it is written: its timing line and its text."""

    line: int
    start: float
    end: float
    timing: str
    text: str


def read_captions(path: Path, duration: float | None = None) -> tuple[tuple[Cue, ...], list[Fault]]:
    """Read a WebVTT file.

    Args:
        path: the file.
        duration: the length of the recording in seconds, where it is known.

    Returns:
        The cues in order, as plain text, a voice each; and the faults that no
        `NOTE hub: allow RULE - reason` lets stand.

    """
    blocks, faults = _read(path, duration)
    return tuple(cue for block in blocks for cue in _cues(block)), faults


def check_captions(path: Path, duration: float | None = None) -> list[Fault]:
    """Return the faults of a WebVTT file as `read_captions` does, without making the cues."""
    return _read(path, duration)[1]


def _read(path: Path, duration: float | None) -> tuple[list[_Block], list[Fault]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        lines = _BREAK.split(before)
        return [], [Fault("not-utf-8", path, Place(len(lines), len(lines[-1]) + 1))]
    lines = _BREAK.split(text)
    if not re.fullmatch(r"WEBVTT([ \t].*)?", lines[0]):
        return [], [Fault("captions-without-header", path, Place(1, 1, max(1, len(lines[0]))))]
    blocks: list[_Block] = []
    found = list(_faults(path, lines, blocks, duration))
    if not blocks and not found:
        found.append(Fault("no-cues", path, Place(1, 1, len(lines[0]))))
    return blocks, waive(path, lines, found, _lines_of)[:_MOST]


def _lines_of(fault: Fault) -> set[int]:
    """Return the lines at which a fault can be allowed: the cue's timing or its identifier."""
    return {fault.place.line, fault.place.line - 1}


def _faults(
    path: Path, lines: list[str], blocks: list[_Block], duration: float | None
) -> Iterator[Fault]:
    """Tell the faults of a file's blocks while reading them."""
    for first, block in _split(lines):
        is_of_cue = not re.match(r"(WEBVTT|NOTE|STYLE|REGION)([ \t]|$)", block[0])
        # An identifier may stand before a cue's timing; nothing after it is another timing.
        at = next((index for index, text in enumerate(block[:2]) if "-->" in text), None)
        own = (at or 0) + 1 if is_of_cue else 0
        rest = "\n".join(block[own:])
        for number, text in enumerate(block[own:] if "-->" in rest else (), start=first + own):
            if "-->" in text:
                yield Fault("swallowed-cue", path, _place(number, text))
        if not is_of_cue:
            continue
        if at is None:
            yield Fault("text-without-timing", path, _place(first, block[0]))
            continue
        line, timing = first + at, block[at]
        match = _TIMING.match(timing)
        if not match:
            yield Fault("malformed-timing", path, _place(line, timing), {"value": timing.strip()})
            continue
        start, end = _seconds(match.groups()[:4]), _seconds(match.groups()[4:])
        cue = _Block(line, start, end, timing, rest)
        yield from _check(path, cue, blocks[-1] if blocks else None, duration)
        blocks.append(cue)


def _check(
    path: Path, cue: _Block, before: _Block | None, duration: float | None
) -> Iterator[Fault]:
    if (
        cue.start < cue.end
        and (before is None or before.end <= cue.start >= before.start)
        and (duration is None or cue.end <= duration)
        and _says_something(cue.text)
    ):
        return  # as nearly all are
    place = _place(cue.line, cue.timing)
    values = {"start": _clock(cue.start), "end": _clock(cue.end)}
    if cue.end <= cue.start:
        yield Fault("end-before-start", path, place, values)
    if before and cue.start < before.start:
        values["before"] = _clock(before.start)
        yield Fault("cues-out-of-order", path, place, values)
    elif before and cue.start < before.end:
        values["before"] = _clock(before.end)
        yield Fault("overlapping-cues", path, place, values)
    if duration is not None and cue.end > duration:
        values["duration"] = _clock(duration)
        yield Fault("cue-past-end", path, place, values)
    if not _says_something(cue.text):
        yield Fault("empty-cue", path, place)


def _split(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Return the blocks, that of the header first, each with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate((*lines, ""), start=1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cues(block: _Block) -> Iterator[Cue]:
    """Return what each voice of a cue says; a cue without voices is one."""
    end, speaker = 0, ""
    for voice in (*_VOICE.finditer(block.text), None):
        text = _plain(block.text[end : voice.start() if voice else None])
        if text:
            yield Cue(block.start, block.end, text, speaker)
        if voice:
            speaker = unescape(voice[1] or "").strip()
            end = voice.end()


def _says_something(text: str) -> bool:
    return bool(_WORD.match(text) or _plain(text))


def _plain(text: str) -> str:
    return " ".join(unescape(_TAG.sub("", text)).split())


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, milliseconds = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) + milliseconds / 1000


def _clock(seconds: float) -> str:
    whole, milliseconds = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}.{milliseconds:03}"


def _place(number: int, line: str) -> Place:
    text = line.strip()
    return Place(number, line.index(text) + 1, max(1, len(text)))
