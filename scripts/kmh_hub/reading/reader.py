"""One part of the content, read: what was found, and its value in a form that can be kept."""

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from kmh_hub.model.archive import Archive
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading import checks, content_checks
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.finding import Finding
from kmh_hub.reading.folder import Rules, read_folder
from kmh_hub.reading.glossary import read_glossary
from kmh_hub.reading.linked_pages import glossary_page, linked_pages
from kmh_hub.reading.pages import read_page
from kmh_hub.reading.redirects import read_redirects
from kmh_hub.reading.shared_file import read_shared
from kmh_hub.reading.unit import Kind, Unit
from kmh_hub.reading.validation import validate
from kmh_hub.reading.waivers import waive
from kmh_hub.reading.yaml_document import Document, parse

_MANY = 100
"""From so many parts on, processes share the work."""
_AT_ONCE = 20
"""So many of them are handed to a process together."""


def read_units(units: Sequence[Unit], rules: Rules) -> Iterator[tuple[bytes, bytes | None]]:
    """Read and check parts of the content, in their order; many of them in several processes."""
    read = partial(read_unit, rules=rules)
    workers = os.cpu_count() or 1
    if len(units) < _MANY or workers == 1:
        yield from map(read, units)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(read, units, chunksize=_AT_ONCE)


def read_unit(unit: Unit, rules: Rules) -> tuple[bytes, bytes | None]:
    """Read and check a part of the content.

    Returns:
        A finding as JSON, and its value as JSON: what `entry_to_json` gives of a seminar, what
        series.yml or another shared file says; None where it has none or is not valid.

    """
    match unit.kind:
        case Kind.SEMINAR:
            finding, value = read_folder(unit.path, rules)
        case Kind.SERIES:
            finding, value = _read_vocabulary(unit.path, rules)
        case Kind.GLOSSARY:
            document, glossary, faults = read_glossary(unit.path, rules.languages)
            pages = (glossary_page(glossary),)
            finding = Finding(rules.today, tuple(faults), pages, has_value=glossary is not None)
            value = _as_json(document) if glossary else None
        case Kind.REDIRECTS:
            document, redirects, faults = read_redirects(unit.path, rules.languages)
            finding = Finding(rules.today, tuple(faults), has_value=redirects is not None)
            value = _as_json(document) if redirects else None
        case Kind.ARCHIVE:
            document, archive, faults = read_shared(unit.path, Archive, rules.languages)
            finding = Finding(rules.today, tuple(faults), has_value=archive is not None)
            value = _as_json(document) if archive else None
        case Kind.PAGE:
            finding, value = _read_page(unit.path, rules), None
    return finding.to_json(rules.docs), value


def _read_vocabulary(path: Path, rules: Rules) -> tuple[Finding, bytes | None]:
    if not path.is_file():
        return Finding(rules.today, (Fault("missing-series-yml", path),)), None
    document, found = parse(path)
    vocabulary = None
    if document.value is not None:
        vocabulary, invalid = validate(Vocabulary, document, rules.languages)
        found += invalid
        if vocabulary:
            found += checks.check_vocabulary(document, vocabulary)
            found += checks.check_examples(document)
    is_whole = document.value is not None
    found = waive(path, document.lines, found, document.lines_of, is_whole=is_whole)
    # With a part unread, every seminar that names it would be blamed.
    if found or vocabulary is None:
        return Finding(rules.today, tuple(found)), None
    known = {rule: tuple(keys) for rule, keys in checks.entities_of(vocabulary).items()}
    return Finding(rules.today, known=known, has_value=True), _as_json(document)


def _read_page(path: Path, rules: Rules) -> Finding:
    page = read_page(path, path.relative_to(rules.docs).as_posix(), rules.languages)
    found = [*content_checks.check_page(page, is_seminar=False)]
    found += content_checks.check_figures(page, rules.languages[0], ())
    faults: list[Fault] = []
    for prose in page.prose.values():
        of_file = [fault for fault in found if fault.path == prose.path]
        faults += waive(prose.path, prose.without_code, of_file)
    return Finding(rules.today, tuple(faults), tuple(linked_pages(page)))


def _as_json(document: Document) -> bytes:
    return json.dumps(document.value, ensure_ascii=False).encode(errors="replace")
