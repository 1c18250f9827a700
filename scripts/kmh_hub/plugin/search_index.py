"""The search: what of a site is found, in the index of each of its languages."""

import subprocess
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from mkdocs.exceptions import PluginError

from kmh_hub.localisation.language import Languages
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.series import Series
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.plugin.search_phrases import phrases_of
from kmh_hub.plugin.search_records import PageReader
from kmh_hub.plugin.search_texts import facet_labels, texts
from kmh_hub.search.index import write_index
from kmh_hub.search.piece import Piece, piece_of
from kmh_hub.search.programs import programs
from kmh_hub.search.record import Record
from kmh_hub.search.rules import rules_of

FOLDER = "pagefind"
"""Where the indexes are, each in a folder named by its language's tag."""


def write_search_index(
    site: Path,
    docs: Path,
    series: Series,
    glossary: Glossary,
    languages: Languages,
    documents: Iterable[Record],
) -> None:
    """Index a built site, one index a language, below its folder `pagefind`.

    Args:
        site: the folder of the site.
        docs: the folder of its content.
        series: the seminars that it shows.
        glossary: the terms that it explains.
        languages: its languages.
        documents: what is to be found besides the pages.

    Raises:
        PluginError: where the index cannot be made.

    """
    reader = PageReader(series, docs, languages)
    records: dict[str, list[Record]] = {tag: [] for tag in languages.tags}
    for path in sorted(site.rglob("index.html")):
        url = f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./")
        for record in reader.records(url, path.read_text("utf-8")):
            records[record.language].append(record)
    for record in documents:
        records[record.language].append(record)
    pieces: dict[str, list[Piece]] = {}
    for tag, found in records.items():
        rules = rules_of(tag)
        # Of pages that answer equally well, those of seminars come first, terms last.
        found.sort(key=lambda record: (not record.seminar, record.url != record.page, record.url))
        for _, group in groupby(found, key=lambda record: record.seminar or record.page):
            piece, files = piece_of(list(group), rules)
            write_fragments(site, tag, files)
            pieces.setdefault(tag, []).append(piece)
    write_indexes(site, pieces, series.vocabulary, glossary, languages)


def write_fragments(site: Path, tag: str, files: Mapping[str, bytes]) -> None:
    """Write what browsers show results from, as `piece_of` gives it."""
    for path, content in files.items():
        target = site / FOLDER / tag / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def write_indexes(
    site: Path,
    pieces: Mapping[str, Sequence[Piece]],
    vocabulary: Vocabulary,
    glossary: Glossary,
    languages: Languages,
) -> None:
    """Write the index of each language, but for the fragments.

    Args:
        site: the folder of the site.
        pieces: what is to be found, by language.
        vocabulary: the names of themes and organisations.
        glossary: the terms that the site explains.
        languages: its languages.

    Raises:
        PluginError: where an index cannot be made.

    """
    if not pieces:
        return
    try:
        common = programs()
        for tag, mine in pieces.items():
            language = languages[tag]
            settings = {
                "texts": texts(language),
                "labels": facet_labels((each.facets for each in mine), vocabulary, language),
            }
            rules = rules_of(tag, phrases_of(vocabulary, glossary, language))
            write_index(site / FOLDER / tag, mine, rules, settings, common)
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        said = getattr(error, "stderr", None) or error
        raise PluginError(f"the search index could not be made: {said}") from error
