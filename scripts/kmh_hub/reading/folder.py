"""One seminar's folder, read and checked by itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kmh_hub.model.outline import Outline
from kmh_hub.model.seminar import Seminar
from kmh_hub.reading import characters, checks, content_checks
from kmh_hub.reading.entry import entry_to_json
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.file_type import check_type
from kmh_hub.reading.finding import Finding, Reference
from kmh_hub.reading.linked_pages import linked_pages
from kmh_hub.reading.own_files import OwnFile, check_own_files
from kmh_hub.reading.pages import MarkdownPage, read_page
from kmh_hub.reading.translations import read_record, translations_of
from kmh_hub.reading.unit import SEMINAR_FILE, SEMINARS
from kmh_hub.reading.validation import validate
from kmh_hub.reading.waivers import waive
from kmh_hub.reading.yaml_document import Document, parse, value_at

_STAND_INS = {"title": {"und": "?"}, "days": [{"date": "2000"}]}
"""What takes the place of a faulty title and agenda while the rest is validated."""


@dataclass(frozen=True)
class Rules:
    """What the content is read by."""

    docs: Path
    """The folder of the content."""
    languages: tuple[str, ...]
    """The tags of the site's languages, the default first."""
    today: date
    """The day from which the age of announcements is counted."""


def read_folder(path: Path, rules: Rules) -> tuple[Finding, bytes | None]:
    """Read a seminar's folder and check all that can be checked without the others.

    Returns:
        What was found, and the seminar as JSON; None where its metadata has faults or it has no
        prose.

    """
    languages = rules.languages
    page = read_page(path / "index", f"{SEMINARS}/{path.name}/index", languages)
    faults = list(checks.check_folder(path, languages))
    document, references, seminar = _read_metadata(path / SEMINAR_FILE, languages, faults)
    value = document.value if document else None
    given = value_at(value, ("source_language",))
    source = given if given in languages else languages[0]
    translations = translations_of(value, page.prose, read_record(path) or {}, source, languages)
    faults += content_checks.check_page(page, is_seminar=True)
    if value is not None and value_at(value, ("draft",)) is not True:
        faults += content_checks.check_sections(page)
    faults += content_checks.check_figures(page, source, translations)
    faults += checks.check_unused_files(path, document, page, languages)
    for file in sorted(path.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            faults += check_type(file, path / SEMINAR_FILE)
    files: dict[str, OwnFile] = {}
    if document:
        faults += check_own_files(document, files)
        faults += checks.check_added(document, rules.today)
        faults += characters.check_characters(document.path, document.lines)
        faults += characters.check_escaped(document)
        faults += checks.check_examples(document)
        faults += checks.check_age(document, rules.today)
        faults += content_checks.check_texts(document, source, translations, languages)
        faults += checks.check_recorded(document, page, translations)
    has_value = seminar is not None and bool(page.prose)
    finding = Finding(
        rules.today,
        tuple(_without_waived(faults, document, page)),
        tuple(linked_pages(page, document)),
        tuple(references),
        checks.number_of(document) if document else None,
        stale_on=checks.stale_on(document) if document else None,
        has_value=has_value,
    )
    if seminar is None or not has_value:
        return finding, None
    outline = Outline.of(seminar)
    return finding, entry_to_json(value, outline, tuple(page.prose), files, source, translations)


def _read_metadata(
    path: Path, languages: Sequence[str], faults: list[Fault]
) -> tuple[Document | None, list[Reference], Seminar | None]:
    """Return the seminar.yml, where it refers to shared names, and what it says if it is valid."""
    if not path.is_file():
        return None, [], None
    document, found = parse(path)
    seminar = None
    references: list[Reference] = []
    if document.value is not None:
        seminar, invalid = validate(Seminar, document, languages, _STAND_INS)
        found += invalid
        told = {fault.place for fault in found}
        references = [each for each in checks.references_of(document) if each.place not in told]
        further = checks.check_seminar(document)
        found += [fault for fault in further if fault.place not in told]
    faults += found
    # A seminar that is valid in itself is still not shown with a fault beside it.
    return document, references, None if found else seminar


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
