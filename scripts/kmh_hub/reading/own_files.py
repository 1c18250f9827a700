"""A seminar's own files by what is in them: captions, PDFs."""

from collections.abc import Iterator
from dataclasses import dataclass

from kmh_hub.model.dates import parse_duration
from kmh_hub.reading import pdf
from kmh_hub.reading.existing import is_file
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.file_type import head_of
from kmh_hub.reading.webvtt import check_captions
from kmh_hub.reading.yaml_document import Document, Keys, value_at

_FILE_KEYS = {"file", "transcript"}


def is_file_key(path: Keys) -> bool:
    """Whether the value at a path of a seminar.yml is the name of a file."""
    return path[0] in {"materials", "recordings"} and path[-1] in _FILE_KEYS


@dataclass(frozen=True)
class OwnFile:
    """What is known of a file, but for the words of captions."""

    size: int
    pages: int = 0
    page_size: tuple[float, float] | None = None
    is_captions: bool = False


def check_own_files(document: Document, files: dict[str, OwnFile]) -> Iterator[Fault]:
    """Check the files that a seminar.yml names.

    Args:
        document: the seminar.yml as read, valid or not.
        files: takes what the files tell of themselves, by their names.

    """
    folder = document.path.parent
    for path, name in document.leaves:
        if not is_file_key(path) or not isinstance(name, str) or "/" in name:
            continue
        file = folder / name
        if not is_file(file) or file.is_symlink():
            continue
        is_captions = "captions" in path and name.endswith(".vtt")
        if name in files and (files[name].is_captions or not is_captions):
            continue
        size = file.stat().st_size
        files[name] = OwnFile(size, is_captions=is_captions)
        if is_captions:
            yield from check_captions(file, _duration(document, path[:2]))
        elif name.lower().endswith(".pdf"):
            if sizes := pdf.page_sizes(file):
                files[name] = OwnFile(size, len(sizes), sizes[0])
            elif head_of(file).startswith(b"%PDF-"):  # else check_type tells
                place = document.place(path)
                yield Fault("unreadable-pdf", document.path, place, {"value": name}, path)


def _duration(document: Document, recording: Keys) -> float | None:
    value = value_at(document.value, (*recording, "duration"))
    try:
        return parse_duration(value).total_seconds() if isinstance(value, str) else None
    except ValueError:
        return None
