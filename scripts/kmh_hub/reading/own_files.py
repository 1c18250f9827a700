"""A seminar's own files by what is in them: captions, PDFs."""

from collections.abc import Iterator, Mapping

from kmh_hub.model.dates import parse_duration
from kmh_hub.model.file import FileFacts
from kmh_hub.model.seminar import Seminar
from kmh_hub.reading import pdf
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.webvtt import read_captions
from kmh_hub.reading.yaml_document import Document, Keys, value_at

_FILE_KEYS = {"file", "transcript"}


def is_file_key(path: Keys) -> bool:
    """Whether the value at a path of a seminar.yml is the name of a file."""
    return path[0] in {"materials", "recordings"} and path[-1] in _FILE_KEYS


def check_own_files(document: Document, facts: dict[str, FileFacts]) -> Iterator[Fault]:
    """Check the files that a seminar.yml names.

    Args:
        document: the seminar.yml as read, valid or not.
        facts: takes what the files tell of themselves, by their names.

    """
    folder = document.path.parent
    for path, name in document.leaves:
        if not is_file_key(path) or not isinstance(name, str) or "/" in name:
            continue
        file = folder / name
        if file.is_symlink() or not file.is_file():
            continue
        is_captions = "captions" in path and name.endswith(".vtt")
        if name in facts and (facts[name].cues or not is_captions):
            continue
        size = file.stat().st_size
        facts[name] = FileFacts(size)
        if is_captions:
            cues, faults = read_captions(file, _duration(document, path[:2]))
            yield from faults
            facts[name] = FileFacts(size, cues=cues)
        elif name.lower().endswith(".pdf"):
            if found := pdf.facts_of(file):
                facts[name] = found
            else:
                place = document.place(path)
                yield Fault("unreadable-pdf", document.path, place, {"value": name}, path)


def published(facts: Mapping[str, FileFacts], seminar: Seminar) -> Mapping[str, FileFacts]:
    """Return what is known of the files that are published."""
    return {name: facts[name] for name in seminar.file_names if name in facts}


def _duration(document: Document, recording: Keys) -> float | None:
    value = value_at(document.value, (*recording, "duration"))
    try:
        return parse_duration(value).total_seconds() if isinstance(value, str) else None
    except ValueError:
        return None
