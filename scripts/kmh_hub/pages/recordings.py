"""The recordings of a seminar as its pages show them."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from kmh_hub.localisation.language import Language
from kmh_hub.model.ids import recording_ids
from kmh_hub.model.recording import Captions, Chapter, Recording
from kmh_hub.model.series import Entry
from kmh_hub.pages.availability import own_language_first
from kmh_hub.pages.provider import Provider, provider_of
from kmh_hub.pages.transcript import Paragraph, paragraphs


@dataclass(frozen=True)
class Source:
    """A file of a recording that the browser's own player can play."""

    file: str
    type: str | None
    height: int | None
    size: int
    """In bytes."""

    @property
    def is_sound(self) -> bool:
        """Whether it has no picture."""
        return (self.type or "").startswith("audio/")


@dataclass(frozen=True)
class Said:
    """A paragraph of a transcript."""

    id: str
    """The fragment of its moment; empty where another element has it."""
    moment: str
    """The fragment of its moment."""
    paragraph: Paragraph


@dataclass(frozen=True)
class Part:
    """What is said in a chapter."""

    chapter: Chapter | None
    """None for what is said before the first one."""
    id: str
    """The fragment of its moment; empty without a chapter."""
    paragraphs: tuple[Said, ...]


@dataclass(frozen=True)
class Transcript:
    """What is said in a recording, in one language."""

    language: str
    file: str
    """The captions that it is made from."""
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class ShownRecording:
    """A recording on the page of one language."""

    id: str
    """What links name it by: `recording-fr`."""
    is_first: bool
    """Whether `#t=754` alone is a moment of this one."""
    recording: Recording
    sources: tuple[Source, ...] = ()
    """Its own files, the main one first."""
    provider: Provider | None = None
    """Who hosts it, where it lies elsewhere."""
    transcript: Transcript | None = None
    counterparts: Mapping[str, str] = field(default_factory=dict)
    """By language, the id of the recording that shows the same sessions in it."""

    @property
    def ordinal(self) -> int:
        """Which one of its language it is, from 1."""
        number = self.id.rpartition("-")[2]
        return int(number) if number.isdecimal() else 1

    def fragment(self, at: timedelta | float) -> str:
        """Return the fragment that leads to a moment on this page."""
        moment = fragment(self.id, at)
        return moment.partition("&")[2] if self.is_first else moment

    def moment(self, at: timedelta) -> str:
        """Return the fragment of a chapter, or of the recording where no chapter is there."""
        is_chapter = any(chapter.start == at for chapter in self.recording.chapters)
        return self.fragment(at) if is_chapter else self.id

    @property
    def is_sound(self) -> bool:
        """Whether there is nothing to see."""
        return bool(self.sources) and all(source.is_sound for source in self.sources)


def ids_of(recordings: Sequence[Recording]) -> tuple[str, ...]:
    """Return the ids of recordings: `recording-fr`, `recording-fr-2`; the same in each language."""
    return tuple(recording_ids(recording.language for recording in recordings))


def fragment(id_: str, at: timedelta | float) -> str:
    """Return the fragment of a moment: `recording-fr&t=754` (Media Fragments' `t`, in seconds)."""
    seconds = at.total_seconds() if isinstance(at, timedelta) else at
    return f"{id_}&t={int(seconds)}"


def shown_recordings(entry: Entry, language: Language) -> Iterator[ShownRecording]:
    """Return a seminar's recordings, those in the page's language first."""
    recordings = entry.seminar.recordings
    ids = dict(zip(map(id, recordings), ids_of(recordings), strict=True))
    is_first = True
    for recording in own_language_first(recordings, language.tag):
        id_ = ids[id(recording)]
        if not recording.is_published:
            yield ShownRecording(id_, False, recording)
            continue
        shown = ShownRecording(
            id_,
            is_first,
            recording,
            tuple(_sources(recording, entry)),
            provider_of(recording) if recording.url else None,
            counterparts={
                other.language: ids[id(other)]
                for other in reversed(recordings)
                if other.language and other.is_published and other.sessions == recording.sessions
            },
        )
        yield replace(shown, transcript=_transcript(shown, entry, language))
        is_first = False


def _sources(recording: Recording, entry: Entry) -> Iterator[Source]:
    main = [(recording.file, recording.type, recording.height)] if recording.file else []
    others = [(each.file, each.type, each.height) for each in recording.renditions]
    for file, media_type, height in (*main, *others):
        yield Source(file, media_type, height, entry.files[file].size)


def _transcript(shown: ShownRecording, entry: Entry, language: Language) -> Transcript | None:
    captions = captions_for(shown.recording, language)
    if captions is None:
        return None
    chapters = shown.recording.chapters
    starts = [chapter.start.total_seconds() for chapter in chapters]
    of_part: list[list[Said]] = [[] for _ in range(len(chapters) + 1)]
    ids = ["", *(shown.fragment(start) for start in starts)]
    seen = set(ids)
    for paragraph in paragraphs(entry.files[captions.file].cues, starts):
        moment = shown.fragment(paragraph.start)
        part = of_part[bisect_right(starts, paragraph.start)]
        part.append(Said("" if moment in seen else moment, moment, paragraph))
        seen.add(moment)
    parts = zip((None, *chapters), ids, map(tuple, of_part), strict=True)
    return Transcript(
        captions.language,
        captions.file,
        tuple(Part(*part) for part in parts if part[0] or part[2]),
    )


def captions_for(recording: Recording, language: Language) -> Captions | None:
    """Return the captions that a page shows as a transcript: its own, else the recording's own."""
    by_language = {captions.language: captions for captions in reversed(recording.captions)}
    preferred = (language.tag, recording.language or "", *reversed(by_language))
    return next((by_language[tag] for tag in preferred if tag in by_language), None)
