"""An invented hub with one text in each of its text fields, made into pages and files for others.

It is read as any hub, and made by the functions that a build calls, without MkDocs around them: so
every text can be tried in every field.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import yaml

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.site import series_paths
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.pages.page import Kind
from kmh_hub.plugin.search_index import made_for_search
from kmh_hub.plugin.search_records import PageReader
from kmh_hub.plugin.site import Site
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS, TODAY
from .hub import FULL

Place = tuple[str | int, ...]
"""A file and the keys within it."""
GLOSSARY = "glossary.yml"
RAW = "raw"
_FREE = {"platform", "provider"}
"""Keys of plain text that belongs to no language."""
_NAMES = {"people", "organisations", "themes"}
PROSE = "<p>Invented text, texte inventé, نص مخترع.</p><h2>Example word</h2>"


class _Quoting(yaml.CSafeDumper):
    """Writes texts between quotation marks, so that none is read as a number."""


_Quoting.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


def filled(value: Any, next_text: Callable[[Place], str], tag: str, place: Place) -> Any:
    """Return a document with other words, in one language, in the place of its own."""
    if isinstance(value, dict):
        if set(value) & {*TAGS, "und"} and set(value) <= {*TAGS, "und"}:
            is_list = isinstance(next(iter(value.values())), list)
            # Terms are to be in all languages.
            tags = TAGS if place[0] == GLOSSARY else (tag,)
            texts = ((each, next_text((*place, each))) for each in tags)
            return {each: [text] if is_list else text for each, text in texts}
        return {key: filled(item, next_text, tag, (*place, key)) for key, item in value.items()}
    if isinstance(value, list):
        return [filled(item, next_text, tag, (*place, at)) for at, item in enumerate(value)]
    is_name = place[-1] == "name" and place[1] in _NAMES
    return next_text(place) if is_name or place[-1] in _FREE else value


class Fields:
    """A hub whose texts are given anew again and again.

    Args:
        docs: the folder of its content.

    """

    def __init__(self, docs: Path) -> None:
        self.docs = docs
        self._full = docs / "seminars" / FULL.name
        shutil.copytree(FULL, self._full, ignore=shutil.ignore_patterns("translations.json"))
        for name in ("seminars/series.yml", GLOSSARY):
            shutil.copy(FIXTURES / "docs" / name, docs / name)
        self._documents = {
            path: yaml.safe_load((docs / path).read_text("utf-8"))
            for path in (
                "seminars/series.yml", GLOSSARY, f"seminars/{FULL.name}/seminar.yml",
            )
        }  # fmt: skip
        self._captions = {path: path.read_text("utf-8") for path in self._full.glob("*.vtt")}

    def write(self, tag: str, next_text: Callable[[Place], str]) -> None:
        """Write a text in a language into each field, each by its place."""
        for name, document in self._documents.items():
            said = filled(document, next_text, tag, (name,))
            text = yaml.dump(said, Dumper=_Quoting, allow_unicode=True, sort_keys=False)
            (self.docs / name).write_text(text, "utf-8")
        for path, captions in self._captions.items():
            lines = captions.split("\n")
            for at, line in enumerate(lines):
                if line and "-->" in lines[at - 1]:
                    text, markup = (
                        " ".join(next_text(place).split())
                        for place in ((path.name, at), (path.name, at, RAW))
                    )
                    lines[at] = f"{escape(text, quote=False)}\n{markup}"
            path.write_text("\n".join(lines), "utf-8")
        (self._full / "transcript.fr.txt").write_text(next_text(("transcript",)), "utf-8")

    def site(self, languages: Languages) -> Site:
        """Return what is to be built of it."""
        names = {tag: (f"Invented series {tag}", "Invented") for tag in TAGS}
        addresses = Addresses("https://hub.example/")
        site = Site(
            self.docs, ROOT / "overrides", languages, {tag: tag for tag in TAGS}, names, TODAY,
            addresses, is_preview=True,
        )  # fmt: skip
        site.__dict__["content"] = read_content(self.docs, TAGS, date(2031, 6, 1))
        return site


def pages(site: Site, language: Language) -> Iterator[tuple[str, str, str]]:
    """Return every generated page of a language: its address, its HTML with terms and without."""
    shown = [*site.series_pages(language)]
    for entry in site.series.entries:
        shown += site.seminar_pages(entry, language)
    for page in shown:
        html = site.render(page, PROSE if page.has_prose else "", b"x" * 9000)
        yield page.path, site.terms.explained(html, language, language.prefix + page.path), html


def files(site: Site, language: Language) -> Iterator[tuple[str, bytes]]:
    """Return every file for other programs of a language, by its address."""
    pieces: dict[str, list[bytes]] = {}
    for entry in site.series.entries:
        for made in (site.made_of(entry), site.made_in(entry, language)):
            yield from ((each.path, each.content) for each in made.files)
            for path, piece in made.pieces.items():
                pieces.setdefault(path, []).append(piece)
        for page in site.seminar_pages(entry, language):
            yield (
                f"{page.path}linked-data.json",
                re.sub(
                    r"^\s*<script[^>]*>|</script>\s*$", "", site.head(page).linked_data
                ).encode(),
            )
            if page.kind is Kind.OVERVIEW:
                book = site.book(page, PROSE, language.tag)
                yield book.path, book.content
    for path in series_paths(site.languages):
        if path in pieces:
            yield path, site.export(path, pieces[path]).content


def searched(site: Site, language: Language, found: dict[str, str]) -> None:
    """Put pages into the search index, as a build does."""
    reader = PageReader(site.series, site.docs, site.languages)
    for path, html in found.items():
        main = f"<main data-pagefind-body>{html}</main>"
        made_for_search(reader.records(language.prefix + path, main))
