"""The search: what of a built site is found, in the index of each of its languages."""

import subprocess
from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from kmh_hub.localisation.language import Languages
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.series import Series
from kmh_hub.plugin.search_phrases import phrases_of
from kmh_hub.plugin.search_records import page_records
from kmh_hub.plugin.search_texts import facet_labels, texts
from kmh_hub.search.index import write_index
from kmh_hub.search.record import Record
from kmh_hub.search.rules import rules_of

FOLDER = "pagefind"
"""Where the indexes are, each in a folder named by its language's tag."""


def write_search_index(
    target: Path,
    site: Path,
    docs: Path,
    series: Series,
    glossary: Glossary,
    languages: Languages,
    documents: Iterable[Record],
) -> None:
    """Index a built site, one index a language, each in a folder named by its language's tag.

    Args:
        target: the folder to write to.
        site: the folder of the site.
        docs: the folder of its content.
        series: the seminars that it shows.
        glossary: the terms that it explains.
        languages: its languages.
        documents: what is to be found besides the pages.

    Raises:
        PluginError: where Pagefind fails.

    """
    records = sorted((*page_records(site, docs, series, languages), *documents), key=_language)
    for tag, group in groupby(records, key=_language):
        language = languages[tag]
        mine = list(group)
        settings: dict[str, Any] = {
            "texts": texts(language),
            "labels": facet_labels(mine, series.vocabulary, language),
        }
        rules = rules_of(tag, phrases_of(series.vocabulary, glossary, language))
        try:
            write_index(target / tag, mine, rules, settings)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            said = getattr(error, "stderr", None) or error
            raise PluginError(f"the search index could not be made: {said}") from error


_language = attrgetter("language")
