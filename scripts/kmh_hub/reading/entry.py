"""A seminar as it was read, in a form that can be kept."""

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Self, overload

from pydantic import BaseModel, ConfigDict

from kmh_hub.model.cue import Cue
from kmh_hub.model.file import FileFacts
from kmh_hub.model.outline import Outline
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry
from kmh_hub.model.translation import State, Translation
from kmh_hub.reading.own_files import OwnFile
from kmh_hub.reading.webvtt import read_captions

_SHOWN_HERE = ("abstract",)
"""Keys of seminar.yml whose values stand on the seminar's own pages only."""


class _Head(BaseModel):
    """What is kept of a seminar and asked for at every build."""

    model_config = ConfigDict(extra="ignore", strict=True)

    outline: Outline
    shown: str
    prose: tuple[str, ...]


class _Record(_Head):
    """What is kept of a seminar that is valid."""

    model_config = ConfigDict(extra="forbid", strict=True)

    seminar: Seminar
    files: dict[str, OwnFile]
    source: str
    translations: tuple[tuple[str, str, State, str, str | None], ...]


class _KeptEntry(Entry):
    """A seminar whose details are read when they are asked for: most builds need those of few."""

    _record: Callable[[], _Record]
    _folder: Path

    @classmethod
    def of(cls, head: _Head, record: Callable[[], _Record], folder: Path, **given: str) -> Self:
        """Return an entry whose record gives the rest."""
        entry = cls.__new__(cls)
        entry.__dict__.update(
            slug=folder.name,
            outline=head.outline,
            shown_digest=head.shown,
            prose=frozenset(head.prose),
            _record=cache(record),
            _folder=folder,
            **given,
        )
        return entry

    @cached_property
    def seminar(self) -> Seminar:
        return self._record().seminar

    @cached_property
    def files(self) -> Mapping[str, FileFacts]:
        files = self._record().files
        return {
            name: _facts(files[name], self._folder / name, self.digest)
            for name in self.seminar.file_names
            if name in files
        }

    @cached_property
    def source(self) -> str:
        return self._record().source

    @cached_property
    def translations(self) -> tuple[Translation, ...]:
        return tuple(_translation(*each) for each in self._record().translations)


def entry_to_json(
    value: Any,
    outline: Outline,
    prose: Sequence[str],
    files: dict[str, OwnFile],
    source: str,
    translations: Sequence[Translation],
) -> bytes:
    """Return a seminar as JSON.

    Args:
        value: what its seminar.yml says.
        outline: what it is to the others.
        prose: the languages in which it has prose.
        files: what its files tell of themselves.
        source: the language that the others are translated from.
        translations: how far they have come.

    """
    shown = json.dumps(_shown_elsewhere(value), ensure_ascii=False).encode(errors="replace")
    record = {
        "seminar": value,
        "outline": outline.model_dump(mode="json"),
        "shown": hashlib.blake2b(shown, digest_size=16).hexdigest(),
        "prose": [*prose],
        "files": {name: vars(file) for name, file in files.items()},
        "source": source,
        "translations": [
            (each.language, each.item, each.state, each.version, each.recorded)
            for each in translations
        ],
    }
    return json.dumps(record, ensure_ascii=False).encode(errors="replace")


def entry_from_json(
    data: bytes,
    folder: Path,
    digest: str,
    languages: Sequence[str],
    again: Callable[[], bytes],
    first_slug: str = "",
) -> Entry:
    """Return the seminar that `entry_to_json` gave; most of it is read when it is asked for.

    Args:
        data: what it gave.
        folder: the seminar's folder.
        digest: the hash of what is read of the folder.
        languages: the tags of the site's languages.
        again: gives the data anew, where what is asked for later turns out to be something else.
        first_slug: what the folder was called first, if it is called otherwise now.

    Raises:
        ValueError: where it is something else.

    """
    context = {"languages": tuple(languages)}

    def record() -> _Record:
        try:
            return _Record.model_validate_json(data, context=context)
        except ValueError:
            return _Record.model_validate_json(again(), context=context)

    head = _Head.model_validate_json(data, context=context)
    return _KeptEntry.of(head, record, folder, digest=digest, first_slug=first_slug)


def _shown_elsewhere(value: Any) -> Any:
    """Return what a seminar.yml says without what only the seminar's own pages show."""
    if isinstance(value, dict):
        return {
            key: _shown_elsewhere(each) for key, each in value.items() if key not in _SHOWN_HERE
        }
    return [_shown_elsewhere(each) for each in value] if isinstance(value, list) else value


def _facts(file: OwnFile, path: Path, digest: str) -> FileFacts:
    cues = CaptionCues(path, digest) if file.is_captions else ()
    return FileFacts(file.size, file.pages, file.page_size, cues)


def _translation(
    language: str, item: str, state: State, version: str, recorded: str | None
) -> Translation:
    # The same few texts stand in every seminar.
    recorded = version if recorded == version else recorded
    return Translation(sys.intern(language), sys.intern(item), state, version, recorded)


class CaptionCues(Sequence[Cue]):
    """The cues of a file, read when they are used: those of all seminars would fill the memory.

    Args:
        path: the file.
        digest: a hash of its content, or of more.

    """

    __slots__ = ("_digest", "_path")

    def __init__(self, path: Path, digest: str) -> None:
        self._path = path
        self._digest = digest

    @overload
    def __getitem__(self, index: int) -> Cue: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Cue, ...]: ...
    def __getitem__(self, index: int | slice) -> Cue | tuple[Cue, ...]:
        return _cues(self._path, self._digest)[index]

    def __len__(self) -> int:
        return len(_cues(self._path, self._digest))

    def __iter__(self) -> Iterator[Cue]:
        return iter(_cues(self._path, self._digest))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CaptionCues) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(self._path.name)


@lru_cache(maxsize=16)
def _cues(path: Path, _digest: str) -> tuple[Cue, ...]:
    cues, _ = read_captions(path)
    return cues
