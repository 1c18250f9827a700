"""The Markdown pages of the hub: one page a name, one file a language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kmh_hub.reading.prose import Prose


@dataclass(frozen=True)
class MarkdownPage:
    """A page that editors write."""

    name: str
    """Its path below docs/ without language and suffix: `about`, `seminars/x/index`."""
    prose: Mapping[str, Prose]
    """What it says, by language."""


def read_page(path: Path, name: str, languages: Sequence[str]) -> MarkdownPage:
    """Read a page in all its languages.

    Args:
        path: the file without language and suffix.
        name: the page's name.
        languages: the site's languages.

    """
    files = {tag: path.with_name(f"{path.name}.{tag}.md") for tag in languages}
    return MarkdownPage(
        name,
        {tag: Prose.read(file) for tag, file in files.items() if file.is_file()},
    )
