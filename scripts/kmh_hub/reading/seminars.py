"""All that editors write, read and checked."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path

from kmh_hub.model.glossary import Glossary
from kmh_hub.model.series import Series, chronological
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading import checks, content_checks
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.folder import SEMINARS, Folder, Rules, read_folder
from kmh_hub.reading.glossary import read_glossary
from kmh_hub.reading.links import LinkedPage, check_links, glossary_page, linked_pages
from kmh_hub.reading.pages import other_pages
from kmh_hub.reading.rules import Severity
from kmh_hub.reading.validation import validate
from kmh_hub.reading.waivers import waive
from kmh_hub.reading.yaml_document import parse

SERIES_FILE = "series.yml"

_MANY = 100
"""From so many folders on, processes share the work."""


@dataclass(frozen=True)
class Content:
    """What editors wrote: the seminars that are valid, and every fault of everything."""

    series: Series
    faults: tuple[Fault, ...]
    """By file and line."""
    glossary: Glossary | None = None
    """The terms of the field; None where they have faults."""

    @property
    def errors(self) -> list[Fault]:
        """The faults that stop a build."""
        return [fault for fault in self.faults if fault.severity is Severity.ERROR]


def read_content(docs: Path, languages: Sequence[str], today: date | None = None) -> Content:
    """Read and check everything that editors write.

    Args:
        docs: the folder of the content, with `seminars/series.yml` and one folder a seminar.
        languages: the tags of the site's languages, the default first.
        today: the day from which the age of announcements is counted; today, if not given.

    """
    seminars = docs / SEMINARS
    faults: list[Fault] = []
    vocabulary = _read_vocabulary(seminars / SERIES_FILE, languages, faults)
    rules = Rules(tuple(languages), vocabulary, today or date.today())
    glossary, found = read_glossary(docs, languages)
    faults += found
    paths = sorted(path for path in seminars.glob("*") if path.is_dir())
    folders = list(_read_folders(paths, rules))
    others: list[LinkedPage] = []
    for page in other_pages(docs, languages):
        found = [*content_checks.check_page(page, is_seminar=False)]
        found += content_checks.check_figures(page, languages[0], ())
        for prose in page.prose.values():
            of_file = [fault for fault in found if fault.path == prose.path]
            faults += waive(prose.path, prose.without_code, of_file)
        others += linked_pages(page)
    faults += chain.from_iterable(folder.faults for folder in folders)
    others += glossary_page(docs, glossary)
    pages = chain(others, *(folder.pages for folder in folders))
    faults += check_links(pages, docs)
    faults += checks.check_series(folder.number for folder in folders if folder.number)
    faults += checks.check_slugs(paths)
    faults.sort(key=lambda fault: (fault.path, fault.place, fault.rule))
    entries = sorted((folder.entry for folder in folders if folder.entry), key=chronological)
    return Content(Series(vocabulary or Vocabulary(), tuple(entries)), tuple(faults), glossary)


def _read_folders(paths: Sequence[Path], rules: Rules) -> Iterator[Folder]:
    read = partial(read_folder, rules=rules)
    workers = os.cpu_count() or 1
    if len(paths) < _MANY or workers == 1:
        yield from map(read, paths)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(read, paths, chunksize=-(-len(paths) // (workers * 4)))


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
    if vocabulary:
        found += checks.check_vocabulary(document, vocabulary)
        found += checks.check_examples(document)
    is_whole = document.value is not None
    found = waive(path, document.lines, found, document.lines_of, is_whole=is_whole)
    faults += found
    # With a part unread, every seminar that names it would be blamed.
    return None if found else vocabulary
