"""A recording of a seminar or of some of its sessions."""

from datetime import timedelta
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from kmh_hub.model.address import FileName
from kmh_hub.model.base import Line, Model
from kmh_hub.model.codes import LanguageTag
from kmh_hub.model.dates import Duration
from kmh_hub.model.material import Item
from kmh_hub.model.media_type import media_type_of
from kmh_hub.model.rejection import rejection
from kmh_hub.model.text import Text


def clock(duration: timedelta | float) -> str:
    """Return a duration, or a number of seconds, as `h:mm:ss`."""
    whole = duration.total_seconds() if isinstance(duration, timedelta) else duration
    minutes, seconds = divmod(int(whole), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


class Captions(Model):
    """What is said, as timed text (WebVTT)."""

    language: LanguageTag
    """The language of the captions."""
    file: FileName = Field(examples=["captions-fr.vtt"])
    """A `.vtt` file in the seminar's folder."""

    @model_validator(mode="after")
    def _is_webvtt(self) -> Self:
        if not self.file.endswith(".vtt"):
            raise rejection("captions-not-webvtt", at=("file",), value=self.file)
        return self


class Rendition(Model):
    """The same recording in another quality or format, or as sound only."""

    file: FileName = Field(examples=["recording-fr-240p.webm"])
    """A file in the seminar's folder."""
    height: int | None = Field(default=None, ge=1, examples=[240])
    """The height of the picture in pixels; omitted for sound only."""
    media_type: Line | None = Field(default=None, examples=["audio/ogg"])
    """Its IANA media type, such as `application/pdf`; a file's is known from its name."""

    @property
    def type(self) -> str | None:
        """Its media type: as given, else by the name of the file."""
        return self.media_type or media_type_of(self.file)


class Chapter(Model):
    """A part of a recording that a reader can jump to."""

    start: Duration = Field(examples=["0:12:34"])
    """When it starts, from the recording's beginning: `h:mm:ss`."""
    title: Text
    """What it is about."""
    session: int | None = Field(default=None, ge=1, examples=[1])
    """The session that begins here, counted from 1 over the whole seminar."""


class Recording(Item):
    """Video or sound in one language."""

    file: FileName | None = Field(default=None, examples=["recording-fr.webm"])
    """A file in the seminar's folder."""
    media_type: Line | None = Field(default=None, examples=["video/webm"])
    """Its IANA media type, such as `application/pdf`; a file's is known from its name."""
    height: int | None = Field(default=None, ge=1, examples=[720])
    """The height of the picture in pixels; omitted for sound only."""
    renditions: tuple[Rendition, ...] = ()
    """The same in other qualities or formats, or as sound only: for poor lines."""
    sessions: tuple[int, ...] = Field(default=(), examples=[[1]])
    """The sessions it holds, counted from 1 over the whole seminar; empty for all."""
    provider: Line | None = Field(default=None, examples=["YouTube"])
    """Who hosts it, where it is an address: YouTube, Vimeo, PeerTube, Zoom or another name."""
    duration: Duration | None = None
    """How long it is: `h:mm:ss`."""
    captions: tuple[Captions, ...] = ()
    """Timed text, one file a language."""
    chapters: tuple[Chapter, ...] = Field(default=())
    """Its parts, in order."""
    transcript: FileName | None = Field(default=None, examples=["transcript-fr.txt"])
    """A file in the seminar's folder with all that is said."""

    @model_validator(mode="after")
    def _renditions_are_of_a_file(self) -> Self:
        if self.renditions and not self.file:
            raise rejection("renditions-without-file", at=("renditions",))
        return self

    @model_validator(mode="after")
    def _chapters_fit(self) -> Self:
        for index, (before, after) in enumerate(pairwise(self.chapters), start=1):
            if after.start <= before.start:
                raise rejection(
                    "chapters-out-of-order",
                    at=("chapters", index, "start"),
                    start=clock(after.start),
                    before=clock(before.start),
                )
        for index, chapter in enumerate(self.chapters):
            if self.duration is not None and chapter.start >= self.duration:
                raise rejection(
                    "chapter-past-end",
                    at=("chapters", index, "start"),
                    start=clock(chapter.start),
                    end=clock(self.duration),
                )
        return self

    def moment_of(self, session: int) -> timedelta | None:
        """Return where a session begins: at its chapter, or at the start if it holds no other."""
        for chapter in self.chapters:
            if chapter.session == session:
                return chapter.start
        return timedelta() if self.sessions == (session,) else None
