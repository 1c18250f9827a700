"""All that editors write, read and checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry, Series, Vocabulary, chronological
from kmh_hub.model.translation import Translation
from kmh_hub.reading import checks, content_checks
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.pages import MarkdownPage, Targets, other_pages, read_page
from kmh_hub.reading.rules import Severity
from kmh_hub.reading.translations import read_record, translations_of
from kmh_hub.reading.validation import validate
from kmh_hub.reading.waivers import waive
from kmh_hub.reading.yaml_document import Document, parse, value_at

SEMINARS = "seminars"
SEMINAR_FILE = "seminar.yml"
SERIES_FILE = "series.yml"

_STAND_INS = {"title": {"und": "?"}, "days": [{"date": "0001"}]}
"""What takes the place of a faulty title and agenda while the rest is validated."""


@dataclass(frozen=True)
class Content:
    """What editors wrote: the seminars that are valid, and every fault of everything."""

    series: Series
    faults: tuple[Fault, ...]
    """By file and line."""

    @property
    def errors(self) -> list[Fault]:
        """The faults that stop a build."""
        return [fault for fault in self.faults if fault.severity is Severity.ERROR]


@dataclass(frozen=True)
class _Folder:
    """A seminar's folder as read."""

    path: Path
    document: Document | None
    seminar: Seminar | None
    page: MarkdownPage
    translations: tuple[Translation, ...]
    source: str


def read_content(docs: Path, languages: Sequence[str], today: date | None = None) -> Content:
    """Read and check everything that editors write.

    Args:
        docs: the folder of the content, with `seminars/series.yml` and one folder a seminar.
        languages: the tags of the site's languages, the default first.
        today: the day from which the age of announcements is counted; today, if not given.

    """
    languages = tuple(languages)
    seminars = docs / SEMINARS
    faults: list[Fault] = []
    vocabulary = _read_vocabulary(seminars / SERIES_FILE, languages, faults)
    folders = [
        _read_folder(path, languages, vocabulary, faults)
        for path in sorted(path for path in seminars.iterdir() if path.is_dir())
    ]
    others = list(other_pages(docs, languages))
    documents = [folder.document for folder in folders if folder.document]
    targets = Targets(
        docs,
        {page.name: page for page in (*others, *(folder.page for folder in folders))},
        {document.path.parent.name: document.value for document in documents},
    )
    for folder in folders:
        faults += _check_folder(folder, targets, languages, today or date.today())
    for page in others:
        faults += content_checks.check_page(page, targets, is_seminar=False)
        faults += content_checks.check_figures(page, languages[0], ())
    faults += checks.check_series(documents)
    faults = _without_waived(faults, folders, others)
    faults.sort(key=lambda fault: (fault.path, fault.place, fault.rule))
    entries = [_entry(folder) for folder in folders if folder.seminar and folder.page.prose]
    series = Series(vocabulary or Vocabulary(), tuple(sorted(entries, key=chronological)))
    return Content(series, tuple(faults))


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


def _read_folder(
    path: Path, languages: Sequence[str], vocabulary: Vocabulary | None, faults: list[Fault]
) -> _Folder:
    faults += checks.check_folder(path, languages)
    page = read_page(path / "index", f"{SEMINARS}/{path.name}/index", languages)
    if not (path / SEMINAR_FILE).is_file():
        return _Folder(path, None, None, page, (), languages[0])
    document, found = parse(path / SEMINAR_FILE)
    seminar = None
    if document.value is not None:
        seminar, invalid = validate(Seminar, document, languages, _STAND_INS)
        found += invalid
        told = {fault.place for fault in found}
        further = checks.check_seminar(document, vocabulary)
        found += [fault for fault in further if fault.place not in told]
    faults += found
    given = value_at(document.value, ("source_language",))
    source = given if given in languages else languages[0]
    record = read_record(path)
    translations = translations_of(document.value, page.prose, record, source, languages)
    # A seminar that is valid in itself is still not published with a fault beside it.
    return _Folder(path, document, None if found else seminar, page, translations, source)


def _check_folder(
    folder: _Folder, targets: Targets, languages: tuple[str, ...], today: date
) -> Iterable[Fault]:
    yield from content_checks.check_page(folder.page, targets, is_seminar=True)
    yield from content_checks.check_figures(folder.page, folder.source, folder.translations)
    yield from checks.check_unused_files(folder.path, folder.document, folder.page, languages)
    if folder.document:
        yield from checks.check_age(folder.document, today)
        yield from content_checks.check_texts(
            folder.document, folder.source, folder.translations, languages
        )
        yield from checks.check_recorded(folder.document, folder.page, folder.translations)


def _without_waived(
    faults: list[Fault], folders: Sequence[_Folder], others: Sequence[MarkdownPage]
) -> list[Fault]:
    by_path: dict[Path, list[Fault]] = {}
    for fault in faults:
        by_path.setdefault(fault.path, []).append(fault)
    kept: list[Fault] = []
    for page in (*others, *(folder.page for folder in folders)):
        for prose in page.prose.values():
            kept += waive(prose.path, prose.lines, by_path.pop(prose.path, []))
    for document in (folder.document for folder in folders):
        if document:
            found = by_path.pop(document.path, [])
            kept += waive(document.path, document.lines, found, document.lines_of)
    return kept + [fault for found in by_path.values() for fault in found]


def _entry(folder: _Folder) -> Entry:
    assert folder.seminar is not None  # noqa: S101 - the caller has looked
    return Entry(
        slug=folder.path.name,
        seminar=folder.seminar,
        prose=frozenset(folder.page.prose),
        sizes=_sizes(folder.path, folder.seminar),
        source=folder.source,
        translations=folder.translations,
    )


def _sizes(folder: Path, seminar: Seminar) -> Mapping[str, int]:
    return {
        name: path.stat().st_size
        for name in seminar.file_names
        if (path := folder / name).is_file() and not path.is_symlink()
    }
