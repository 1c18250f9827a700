"""The search index: Pagefind, one index a language, told by `<html lang>`."""

import asyncio
from pathlib import Path

from mkdocs.exceptions import PluginError
from pagefind.index import IndexConfig, PagefindIndex


def write_search_index(site: Path) -> int:
    """Index a built site.

    Args:
        site: the folder of the site; the index goes to its folder `pagefind`.

    Returns:
        How many pages were indexed.

    Raises:
        PluginError: where Pagefind fails.

    """
    return asyncio.run(_write(site))


async def _write(site: Path) -> int:
    try:
        async with PagefindIndex(IndexConfig(output_path=str(site / "pagefind"))) as index:
            indexed = await index.add_directory(str(site))
            return indexed["page_count"]
    except (OSError, RuntimeError, AssertionError) as error:
        raise PluginError(f"the search index could not be made: {error}") from error
