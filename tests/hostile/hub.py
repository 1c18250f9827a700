"""An invented hub in which every text attacks: metadata, names, glossary, captions, prose."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from ..conftest import FIXTURES, copy_hub

FULL = FIXTURES / "docs/seminars/2031-05-invented-full"
_LANGUAGES = {"fr", "en", "ar", "und"}
_FREE = {"platform", "provider", "media_type"}
"""Keys of plain text that belongs to no language."""


def attacked(value: Any, next_text: Callable[[], str], key: object = None) -> Any:
    """Return a document with other words in the place of its own."""
    if isinstance(value, dict):
        return {name: attacked(item, next_text, name) for name, item in value.items()}
    if isinstance(value, list):
        return [attacked(item, next_text, key) for item in value]
    is_text = isinstance(value, str) and (key in _LANGUAGES or key in _FREE)
    return next_text() if is_text else value


def write_hub(folder: Path, lines: Iterator[str], prose: Iterator[str], seminars: int) -> int:
    """Write a hub of which every text is one of those given.

    Args:
        folder: where it goes.
        lines: texts of one line; it ends where they end.
        prose: texts for the editors' Markdown.
        seminars: how many, at most.

    Returns:
        the number of texts that were used.

    """
    copy_hub(folder)
    docs = folder / "docs"
    shutil.copytree(FIXTURES / "docs", docs, ignore=shutil.ignore_patterns("20??-*"))
    used = 0

    def line() -> str:
        nonlocal used
        used += 1
        return next(lines)

    def passage() -> str:
        nonlocal used
        used += 1
        return next(prose)

    def rewrite(source: Path, target: Path) -> None:
        document = attacked(yaml.safe_load(source.read_text("utf-8")), line)
        target.write_text(yaml.safe_dump(document, allow_unicode=True, sort_keys=False), "utf-8")

    rewrite(docs / "seminars/series.yml", docs / "seminars/series.yml")
    rewrite(docs / "glossary.yml", docs / "glossary.yml")
    for tag in ("fr", "en"):
        head = f"---\ntitle: {line()!r}\ndescription: {line()!r}\n---\n"
        body = "\n\n".join(f"## {line()} {{#a{at}}}\n\n{passage()}" for at in range(30))
        (docs / f"about.{tag}.md").write_text(f"{head}\n# {line()}\n\n{body}\n", "utf-8")
    for at in range(seminars):
        target = docs / f"seminars/2031-05-invented-{at + 1}"
        shutil.copytree(FULL, target, ignore=shutil.ignore_patterns("*.vtt", "translations.json"))
        try:
            rewrite(FULL / "seminar.yml", target / "seminar.yml")
            for source in FULL.glob("*.vtt"):
                said = re.sub(
                    r"(?m)^(?=[^\d\n])(?!WEBVTT|NOTE|id).+$",
                    lambda _: line(),
                    source.read_text("utf-8"),
                )
                (target / source.name).write_text(said.replace("-->\n", "--&gt;\n"), "utf-8")
            (target / "transcript.fr.txt").write_text(line(), "utf-8")
        except StopIteration:
            shutil.rmtree(target)
            break
        for tag in ("fr", "en"):
            body = "\n\n".join(f"## {at} {{#a{at}}}\n\n{passage()}" for at in range(12))
            (target / f"index.{tag}.md").write_text(f"{body}\n", "utf-8")
    return used
