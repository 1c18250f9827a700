"""The search: what of a built site is found, in the index of each of its languages."""

import subprocess
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.page import Kind, path_of
from kmh_hub.plugin.search_phrases import phrases_of
from kmh_hub.plugin.search_texts import facet_labels, kind_name, texts
from kmh_hub.search.index import write_index
from kmh_hub.search.record import Facet, Record
from kmh_hub.search.rules import rules_of
from kmh_hub.search.text import blocks_of

FOLDER = "pagefind"
"""Where the indexes are, each in a folder named by its language's tag."""
OTHER_PAGE = "page"
"""The kind of the pages that belong to no seminar."""


def write_search_index(
    site: Path, docs: Path, series: Series, languages: Languages, documents: Iterable[Record]
) -> None:
    """Index a built site, one index a language, below its folder `pagefind`.

    Args:
        site: the folder of the site.
        docs: the folder of its content.
        series: the seminars that it shows.
        languages: its languages.
        documents: what is to be found besides the pages.

    Raises:
        PluginError: where Pagefind fails.

    """
    records = sorted((*_pages(site, docs, series, languages), *documents), key=_language)
    for tag, group in groupby(records, key=_language):
        language = languages[tag]
        mine = list(group)
        settings: dict[str, Any] = {
            "texts": texts(language),
            "labels": facet_labels(mine, series.vocabulary, language),
        }
        rules = rules_of(tag, phrases_of(series.vocabulary, language))
        try:
            write_index(site / FOLDER / tag, mine, rules, settings)
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            said = getattr(error, "stderr", None) or error
            raise PluginError(f"the search index could not be made: {said}") from error


_language = attrgetter("language")


def facets_of(entry: Entry, kind: str, language: Language) -> dict[Facet, tuple[str, ...]]:
    """Return what a seminar's page can be chosen by."""
    seminar = entry.seminar
    return {
        Facet.YEAR: tuple(sorted({str(day.date.year) for day in seminar.days})),
        Facet.THEME: seminar.themes,
        Facet.COUNTRY: seminar.countries,
        Facet.KIND: (kind,),
        Facet.LANGUAGE: tuple(sorted(entry.prose - {language.tag})),
    }


def _pages(site: Path, docs: Path, series: Series, languages: Languages) -> Iterator[Record]:
    of_seminars = {
        f"{language.prefix}{path_of(entry.slug, kind)}": (entry, kind)
        for language in languages.all
        for entry in series.entries
        for kind in Kind
    }
    for path in sorted(site.rglob("index.html")):
        url = f"{path.parent.relative_to(site).as_posix()}/".removeprefix("./")
        language = next(each for each in reversed(languages.all) if url.startswith(each.prefix))
        html = path.read_text("utf-8")
        blocks = blocks_of(html)
        if not blocks:
            continue
        heading = next((block.tokens for block in blocks if block.tag == "h1"), [url])
        title = " ".join(heading)
        if url in of_seminars:
            entry, kind = of_seminars[url]
            yield Record(
                f"/{url}",
                language.tag,
                title,
                blocks,
                seminar=str(language.text(entry.seminar.title)),
                kind=kind_name(kind, language),
                date=language.formats.dates(entry.seminar.days),
                facets=facets_of(entry, _name(kind), language),
            )
        else:
            source = url.removeprefix(language.prefix).rstrip("/") or "index"
            tags = [tag for tag in languages.tags if (docs / f"{source}.{tag}.md").is_file()]
            others = tuple(tag for tag in tags or languages.tags if tag != language.tag)
            facets = {Facet.KIND: (OTHER_PAGE,), Facet.LANGUAGE: others}
            yield Record(f"/{url}", language.tag, title, blocks, facets=facets)


def _name(kind: Kind) -> str:
    return "overview" if kind is Kind.OVERVIEW else kind.value
