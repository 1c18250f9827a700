"""The search index: Pagefind, one index a language, told by `<html lang>`."""

import subprocess
import sys
from pathlib import Path

from mkdocs.exceptions import PluginError


def write_search_index(site: Path) -> None:
    """Index a built site; the index goes to its folder `pagefind`.

    Args:
        site: the folder of the site.

    Raises:
        PluginError: where Pagefind fails.

    """
    command = [sys.executable, "-m", "pagefind", "--quiet", "--site", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    if done.returncode:
        raise PluginError(f"the search index could not be made: {done.stderr or done.stdout}")
