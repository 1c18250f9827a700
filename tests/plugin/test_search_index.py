"""The search index that is joined from pages' pieces, and what is said when it cannot be made."""

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from kmh_hub.build.crew import made
from kmh_hub.build.edition import Edition
from kmh_hub.build.unit import Made, Unit
from kmh_hub.build.update import updated
from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Languages
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.series import Series
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.plugin.search_index import SearchIndex, made_for_search, program_unit
from kmh_hub.plugin.search_records import PageReader
from kmh_hub.plugin.site import Site

from ..conftest import ROOT, TAGS, TODAY

PAGE = "<html><main data-pagefind-body><h1>Titre inventé</h1><p>Texte inventé, {}</p></main></html>"
BASE = "what every page is made from, invented"


def site(folder: Path, languages: Languages) -> Site:
    """Return a site without seminars."""
    names = {tag: (tag, "") for tag in TAGS}
    empty = Site(folder, ROOT / "overrides", languages, {}, names, TODAY, Addresses(""))
    return empty.with_content(Series(Vocabulary(), ()), Glossary())


def indexed(folder: Path, languages: Languages, pages: Mapping[str, str]) -> tuple[Edition, int]:
    """Index pages, by their addresses, in an edition; returns it and how many joins were made."""
    built = site(folder / "docs", languages)
    reader = PageReader(built.series, built.docs, languages)
    index = SearchIndex(built, BASE)

    def found(url: str, html: str) -> Made:
        return made_for_search(reader.records(url, html))

    edition = Edition.opened(folder / "site", folder / "manifest")
    joins = 0
    with updated(edition) as update:
        pieces = [
            Unit(f"page/{url}", html, partial(found, url, html)) for url, html in pages.items()
        ]
        for units in (lambda _: [program_unit(BASE), *pieces], index.joins, index.units):
            all_ = list(units(update))
            todo = [unit for unit in all_ if not update.has(unit.name, unit.key)]
            joins += len(todo) if units == index.joins else 0
            for done in made(todo, edition):
                update.keep(done.name, done.key, done.files, done.pieces)
            update.commit()
        update.clear()
    return edition, joins


def pages_of(edition: Edition, tag: str) -> int:
    """Return how many pages an index says that it has."""
    folder = edition.folder / "pagefind" / tag
    entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    (language,) = entry["languages"].values()
    assert len(list(folder.glob("fragment/*"))) == language["page_count"]
    return int(language["page_count"])


def test_a_page_outside_of_seminars_is_found_in_its_language(
    tmp_path: Path, languages: Languages
) -> None:
    edition, _ = indexed(tmp_path, languages, {"": PAGE})
    assert {tag: pages_of(edition, tag) for tag in TAGS} == {"fr": 1, "en": 0, "ar": 0}
    settings = json.loads((edition.folder / "pagefind/fr/settings.json").read_text("utf-8"))
    assert list(settings["labels"]["kind"]) == ["", "page"]
    assert settings["labels"]["also"] == {"": "Aussi en", "en": "anglais", "ar": "arabe"}


def test_a_site_without_anything_to_find_has_an_index_without_pages(
    tmp_path: Path, languages: Languages
) -> None:
    edition, _ = indexed(tmp_path, languages, {"": PAGE.replace(" data-pagefind-body", "")})
    for tag in TAGS:
        assert pages_of(edition, tag) == 0
        assert (edition.folder / "pagefind" / tag / "pagefind.js").is_file()


def test_an_edit_joins_the_pieces_beside_its_own_anew_and_gives_the_same_index(
    tmp_path: Path, languages: Languages
) -> None:
    pages = {f"page-{number:03}/": PAGE.format(f"nombre {number}") for number in range(100)}
    indexed(tmp_path / "edited", languages, pages)
    pages |= {"page-050/": PAGE.format("corrigé")}
    edited, joins = indexed(tmp_path / "edited", languages, pages)
    assert joins == 1
    new, joins = indexed(tmp_path / "new", languages, pages)
    assert joins > 2
    assert pages_of(new, "fr") == 100

    def files(edition: Edition) -> dict[str, bytes]:
        folder = edition.folder
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    assert files(edited) == files(new)


def test_a_failure_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho 'no space left, invented' >&2\nexit 1\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(broken))
    with pytest.raises(PluginError, match="index could not be made: no space left, invented"):
        program_unit(BASE).make()
