"""One seminar's folder, read and checked by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kmh_hub.model.file import FileFacts
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.series import Entry
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading import checks, content_checks
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.links import LinkedPage, linked_pages
from kmh_hub.reading.own_files import check_own_files, published
from kmh_hub.reading.pages import MarkdownPage, read_page
from kmh_hub.reading.translations import read_record, translations_of
from kmh_hub.reading.validation import validate
from kmh_hub.reading.waivers import waive
from kmh_hub.reading.yaml_document import Document, parse, value_at

SEMINARS = "seminars"
SEMINAR_FILE = "seminar.yml"

_STAND_INS = {"title": {"und": "?"}, "days": [{"date": "2000"}]}
"""What takes the place of a faulty title and agenda while the rest is validated."""


@dataclass(frozen=True)
class Rules:
    """What a folder is read by."""

    languages: tuple[str, ...]
    """The tags of the site's languages, the default first."""
    vocabulary: Vocabulary | None
    """The shared names; None where they could not be read."""
    today: date
    """The day from which the age of announcements is counted."""


@dataclass(frozen=True)
class Folder:
    """What a seminar's folder holds: small, so that it can come from another process."""

    path: Path
    entry: Entry | None
    """The seminar; None where its metadata has faults or it has no prose."""
    faults: tuple[Fault, ...]
    """What is wrong in the folder by itself, but for what its editors let stand."""
    number: checks.Number | None
    """Its number in the series, valid or not."""
    pages: tuple[LinkedPage, ...]
    """Its pages, as far as links are about them."""


def read_folder(path: Path, rules: Rules) -> Folder:
    """Read a seminar's folder and check all that can be checked without the others."""
    languages = rules.languages
    page = read_page(path / "index", f"{SEMINARS}/{path.name}/index", languages)
    faults = list(checks.check_folder(path, languages))
    document, seminar = _read_metadata(path / SEMINAR_FILE, rules, faults)
    value = document.value if document else None
    given = value_at(value, ("source_language",))
    source = given if given in languages else languages[0]
    translations = translations_of(value, page.prose, read_record(path) or {}, source, languages)
    faults += content_checks.check_page(page, is_seminar=True)
    if value is not None and value_at(value, ("draft",)) is not True:
        faults += content_checks.check_sections(page)
    faults += content_checks.check_figures(page, source, translations)
    faults += checks.check_unused_files(path, document, page, languages)
    facts: dict[str, FileFacts] = {}
    if document:
        faults += check_own_files(document, facts)
        faults += checks.check_added(document)
        faults += content_checks.check_characters(document.path, document.lines)
        faults += checks.check_examples(document)
        faults += checks.check_age(document, rules.today)
        faults += content_checks.check_texts(document, source, translations, languages)
        faults += checks.check_recorded(document, page, translations)
    entry = None
    if seminar and page.prose:
        files = published(facts, seminar)
        entry = Entry(path.name, seminar, frozenset(page.prose), files, source, translations)
    return Folder(
        path,
        entry,
        tuple(_without_waived(faults, document, page)),
        checks.number_of(document) if document else None,
        tuple(linked_pages(page, document)),
    )


def _read_metadata(
    path: Path, rules: Rules, faults: list[Fault]
) -> tuple[Document | None, Seminar | None]:
    if not path.is_file():
        return None, None
    document, found = parse(path)
    seminar = None
    if document.value is not None:
        seminar, invalid = validate(Seminar, document, rules.languages, _STAND_INS)
        found += invalid
        told = {fault.place for fault in found}
        further = checks.check_seminar(document, rules.vocabulary)
        found += [fault for fault in further if fault.place not in told]
    faults += found
    # A seminar that is valid in itself is still not shown with a fault beside it.
    return document, None if found else seminar


def _without_waived(
    faults: list[Fault], document: Document | None, page: MarkdownPage
) -> Iterator[Fault]:
    by_path: dict[Path, list[Fault]] = {}
    for fault in faults:
        by_path.setdefault(fault.path, []).append(fault)
    for prose in page.prose.values():
        yield from waive(prose.path, prose.without_code, by_path.pop(prose.path, []))
    if document:
        found = by_path.pop(document.path, [])
        is_whole = document.value is not None
        yield from waive(document.path, document.lines, found, document.lines_of, is_whole=is_whole)
    for found in by_path.values():
        yield from found
