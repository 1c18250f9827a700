"""The search index: Pagefind, one index a language, told by `<html lang>`."""

import asyncio
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mkdocs.exceptions import PluginError
from pagefind.index import IndexConfig, PagefindIndex


@dataclass(frozen=True)
class Record:
    """Something to find that is not the text of a page."""

    url: str
    """Its address below the site's, with a leading slash."""
    text: str
    language: str
    """BCP 47: in which language's index it is found."""
    seminar: str
    """The title of its seminar."""
    title: str


def write_search_index(site: Path, records: Iterable[Record]) -> None:
    """Index a built site; the index goes to its folder `pagefind`.

    Args:
        site: the folder of the site.
        records: what is to be found besides the pages.

    Raises:
        PluginError: where Pagefind fails.

    """
    try:
        # In a thread of its own: the caller's may have an event loop already.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, _write(site, records)).result()
    except (OSError, AssertionError, RuntimeError) as error:
        raise PluginError(f"the search index could not be made: {error}") from error


async def _write(site: Path, records: Iterable[Record]) -> None:
    config = IndexConfig(output_path=os.fspath(site / "pagefind"), logfile=os.devnull)
    async with PagefindIndex(config=config) as index:
        await index.add_directory(os.fspath(site))
        for record in records:
            await index.add_custom_record(
                url=record.url,
                content=record.text,
                language=record.language,
                meta={"title": record.title, "seminar": record.seminar},
            )
