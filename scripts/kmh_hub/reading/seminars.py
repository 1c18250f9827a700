"""The folder of all seminars, read into a series."""

from collections.abc import Sequence
from pathlib import Path

from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry, Series, Vocabulary, chronological
from kmh_hub.reading import checks
from kmh_hub.reading.fault import Fault, InvalidContentError
from kmh_hub.reading.validation import validate
from kmh_hub.reading.yaml_document import Document, parse

SEMINAR_FILE = "seminar.yml"
SERIES_FILE = "series.yml"

_STAND_INS = {"title": {"und": "?"}, "days": [{"date": "0001"}]}
"""What takes the place of a faulty title and agenda while the rest is validated."""


def read_series(folder: Path, languages: Sequence[str]) -> Series:
    """Read all seminars.

    Args:
        folder: `docs/seminars`: series.yml and one folder a seminar.
        languages: the tags of the site's languages.

    Raises:
        InvalidContentError: with every fault of every file.

    """
    faults: list[Fault] = []
    vocabulary = _read_vocabulary(folder / SERIES_FILE, languages, faults)
    entries: list[Entry] = []
    documents: list[Document] = []
    for path in sorted(path for path in folder.iterdir() if path.is_dir()):
        faults += checks.check_folder(path, languages)
        if (path / SEMINAR_FILE).is_file():
            document, found = parse(path / SEMINAR_FILE)
            seminar = _read_seminar(document, languages, vocabulary, found)
            documents.append(document)
            faults += found
            if seminar:
                entries.append(_entry(path, seminar, languages))
    faults += checks.check_series(documents)
    if faults or vocabulary is None:
        raise InvalidContentError(faults)
    return Series(vocabulary, tuple(sorted(entries, key=chronological)))


def _read_vocabulary(
    path: Path, languages: Sequence[str], faults: list[Fault]
) -> Vocabulary | None:
    if not path.is_file():
        faults.append(Fault("missing-series-yml", path))
        return None
    document, found = parse(path)
    vocabulary = None
    if document.value is not None:
        vocabulary, invalid = validate(Vocabulary, document, languages)
        found += invalid
    faults += found
    # With a part unread, every seminar that names it would be blamed.
    return None if found else vocabulary


def _read_seminar(
    document: Document,
    languages: Sequence[str],
    vocabulary: Vocabulary | None,
    faults: list[Fault],
) -> Seminar | None:
    if document.value is None:
        return None
    seminar, invalid = validate(Seminar, document, languages, _STAND_INS)
    faults += invalid
    told = {fault.place for fault in faults}
    further = checks.check_seminar(document, vocabulary)
    faults += [fault for fault in further if fault.place not in told]
    return seminar


def _entry(folder: Path, seminar: Seminar, languages: Sequence[str]) -> Entry:
    prose = frozenset(tag for tag in languages if (folder / f"index.{tag}.md").is_file())
    sizes = {
        name: path.stat().st_size
        for name in seminar.file_names
        if (path := folder / name).is_file() and not path.is_symlink()
    }
    return Entry(folder.name, seminar, prose, sizes)
