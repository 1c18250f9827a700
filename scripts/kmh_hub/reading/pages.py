"""The Markdown pages of the hub: one page a name, one file a language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kmh_hub.reading.prose import Prose
from kmh_hub.reading.yaml_document import value_at

GENERATED = ("agenda", "presentation", "recordings")
"""The pages of a seminar that are made from its metadata."""


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
        {
            tag: Prose(file, file.read_bytes().decode("utf-8-sig", errors="replace"))
            for tag, file in files.items()
            if file.is_file()
        },
    )


def other_pages(docs: Path, languages: Sequence[str]) -> Iterator[MarkdownPage]:
    """Read the pages outside of the seminars' folders."""
    suffix = re.compile(rf"\.({'|'.join(map(re.escape, languages))})\.md$")
    names = {
        suffix.sub("", str(path.relative_to(docs)))
        for path in docs.rglob("*.md")
        if suffix.search(path.name) and not path.is_relative_to(docs / "seminars")
    }
    for name in sorted(names):
        yield read_page(docs / name, name, languages)


@dataclass(frozen=True)
class Targets:
    """What links can lead to."""

    docs: Path
    pages: Mapping[str, MarkdownPage]
    """The pages that editors write, by name."""
    metadata: Mapping[str, Any]
    """What each seminar.yml says, by the name of its folder."""

    def has_page(self, name: str) -> bool:
        """Whether there is a page of a name."""
        if name in self.pages or name == "seminars/index":
            return True
        parts = name.split("/")
        return (
            parts[:1] == ["seminars"]
            and len(parts) == len(("seminars", "slug", "page"))
            and parts[1] in self.metadata
            and parts[2] in (*GENERATED, "index")
        )

    def anchors(self, name: str, language: str) -> set[str]:
        """Return the ids of a page's headings and generated parts."""
        ids: set[str] = set()
        if page := self.pages.get(name):
            prose = page.prose.get(language) or next(iter(page.prose.values()))
            ids |= {heading.id for heading in prose.headings if heading.id}
        folder, _, kind = name.removeprefix("seminars/").partition("/")
        if folder in self.metadata:
            ids |= _generated_anchors(kind, self.metadata[folder])
        return ids


def _generated_anchors(kind: str, value: Any) -> set[str]:
    if kind == "index":
        return {"facts"}
    if kind == "recordings":
        count = len(value_at(value, ("recordings",)) or ())
        return {f"recording-{number}" for number in range(1, count + 1)}
    if kind == "agenda":
        days = value_at(value, ("days",))
        days = days if isinstance(days, list) else []
        count = sum(len(value_at(day, ("sessions",)) or ()) for day in days)
        return (
            {"documents"}
            | {f"day-{number}" for number in range(1, len(days) + 1)}
            | {f"session-{number}" for number in range(1, count + 1)}
        )
    return set()
