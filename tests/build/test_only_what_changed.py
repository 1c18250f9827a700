"""A build after an edit makes just the units that name what was edited."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kmh_hub.pages import chart, vega
from kmh_hub.plugin import ingredients, own_pieces, references
from kmh_hub.search import pagefind_format

from ..conftest import TAGS
from . import edits
from .builds import build, but_joins, cold, differing, files_of, names_of_made
from .edits import CANCELLED, COMING, FULL, ONLINE, POSTPONED, SPARSE, Hub, written

SLUGS = ONLINE, SPARSE, FULL, COMING, POSTPONED, CANCELLED
WHOLE = {"exports/data/seminars.json", *(f"search/{tag}" for tag in TAGS)}
"""The units that are made from all others."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A hub that was built; each test leaves it built."""
    hub = written(tmp_path_factory.mktemp("hub"))
    build(hub)
    build(hub)  # else the spare folder is empty yet
    return hub


@pytest.fixture
def names() -> Iterator[set[str]]:
    """The units that are made meanwhile."""
    with names_of_made() as names:
        yield names


def pages_of(*slugs: str) -> set[str]:
    return {f"{tag}/seminars/{slug}" for tag in TAGS for slug in slugs}


def own(slug: str) -> set[str]:
    """Return the units that are a seminar's own, but that of its files."""
    pages = pages_of(slug)
    return pages | {f"{name}/files" for name in pages} | {f"tables/seminars/{slug}"}


def seminars(names: set[str]) -> set[str]:
    """Return the seminars whose pages are among units, by slug."""
    return {slug for slug in SLUGS if pages_of(slug) & names}


def test_after_no_edit_nothing_is_made(hub: Hub, names: set[str]) -> None:
    before = files_of(hub.folder / "site")
    build(hub)
    assert not names
    assert files_of(hub.folder / "site") == before


def test_the_second_build_makes_nothing_either(hub: Hub, names: set[str], tmp_path: Path) -> None:
    fresh = Hub(Path(shutil.copytree(hub.folder, tmp_path / "hub")))
    spare = fresh.folder / ".site.hub/spare"
    shutil.rmtree(spare)
    spare.with_suffix(".sqlite").unlink()
    build(fresh)
    assert not names
    site = files_of(fresh.folder / "site")
    assert files_of(spare) == site == files_of(hub.folder / "site")
    assert all((spare / path).samefile(fresh.folder / "site" / path) for path in site)


def test_a_session_is_read_by_its_seminar_and_those_that_name_it(hub: Hub, names: set[str]) -> None:
    edits.abstract_of_sparse(hub)
    build(hub)
    # The seminars before and after it link to it; it shares nothing with any other.
    assert seminars(names) == {ONLINE, SPARSE, FULL}
    lists = {f"{tag}/{page}" for tag in TAGS for page in ("", "seminars/")}
    years = {f"{tag}/seminars/years/2030/" for tag in TAGS}
    assert names >= WHOLE
    assert "exports/data/figures.csv" not in names
    assert but_joins(names - WHOLE) == own(SPARSE) | pages_of(ONLINE, FULL) | lists | years


@pytest.mark.parametrize("edit", [edits.prose, edits.captions, edits.abstract])
def test_prose_captions_and_abstracts_are_read_by_their_seminar_alone(
    hub: Hub, names: set[str], edit: Callable[[Hub], None]
) -> None:
    edit(hub)
    build(hub)
    pages = {name for name in names if name.startswith(tuple(f"{tag}/" for tag in TAGS))}
    assert pages_of(FULL) <= pages
    glossary = {f"{tag}/glossary/" for tag in TAGS}  # tells which seminars use a term
    assert pages <= own(FULL) | glossary


def as_program(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another program build, where that is asked for."""
    if program == "another":
        for module in (ingredients, own_pieces, references):
            monkeypatch.setattr(module, "program_digest", lambda: program)


@pytest.mark.parametrize("program", ["this", "another"])
def test_of_an_index_what_changed_is_packed(
    hub: Hub, tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = Hub(Path(shutil.copytree(hub.folder, tmp_path / "hub")))
    told, pack = tmp_path / "packed", pagefind_format.packed

    def packed(content: bytes, *level: int) -> bytes:
        with told.open("ab") as file:  # by another process
            file.write(b".")
        return pack(content, *level)

    monkeypatch.setattr(pagefind_format, "packed", packed)
    as_program(program, monkeypatch)
    edits.prose(edited)
    build(edited)
    files = [*(edited.folder / "site/pagefind").glob("*/index/*")]
    assert told.stat().st_size > 0
    assert (told.stat().st_size < len(files)) == (program == "this")
    assert differing(files_of(edited.folder / "site"), cold(edited)) == []


@pytest.mark.parametrize("program", ["this", "another"])
def test_a_chart_is_drawn_again_by_another_program_only(
    hub: Hub, tmp_path: Path, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = Hub(Path(shutil.copytree(hub.folder, tmp_path / "hub")))
    monkeypatch.setattr(os, "cpu_count", lambda: 1)  # all is made in this process
    asked: list[str] = []
    drawn = vega.drawn
    monkeypatch.setattr(vega, "drawn", lambda each: asked.append(each) or drawn(each))
    monkeypatch.setattr(chart, "_drawings", {})  # as in a new process
    as_program(program, monkeypatch)
    edits.prose(edited)
    build(edited)
    assert bool(asked) == (program == "another")
    assert differing(files_of(edited.folder / "site"), cold(edited)) == []


def test_a_page_by_hand_is_in_no_other_page(hub: Hub, names: set[str]) -> None:
    edits.page_by_hand(hub)
    build(hub)
    assert but_joins(names) == {"mkdocs", "search/page/about/", "search/fr"}
    assert {name for name in names if name.startswith("search/ar/")} == set()


def test_the_host_of_a_player_is_in_what_hosts_are_told(hub: Hub, names: set[str]) -> None:
    with hub.said_of(ONLINE) as seminar:
        shown = next(each for each in seminar["recordings"] if each.get("provider") == "PeerTube")
        shown["url"] = "https://other-tube.example/w/InventedVideo"
    build(hub)
    assert own(ONLINE) | {"hosting"} <= names
    policy = (hub.folder / "site/_headers").read_text("utf-8")
    assert "https://other-tube.example" in policy
    assert "https://tube.example" not in policy


def test_a_person_is_on_the_pages_of_seminars_that_name_them(hub: Hub, names: set[str]) -> None:
    with hub.said("seminars/series.yml") as series:
        series["people"]["badr-invented"]["name"] = {"en": "Badr the Invented"}
    build(hub)
    assert own(FULL) - {f"tables/seminars/{FULL}"} <= names
    assert "en/seminars/people/badr-invented/" in names
    # Seminars that do not name him, but link to one that does, say nothing of him by themselves.
    assert not {name for name in names if name.endswith("/files") and FULL not in name}
    assert not {name for name in names if "themes/planning" in name or "years/2029" in name}


def test_terms_are_explained_on_every_page(hub: Hub, names: set[str]) -> None:
    edits.term(hub)
    build(hub)
    assert pages_of(*SLUGS) <= names


def test_files_that_did_not_change_are_neither_written_nor_copied(hub: Hub) -> None:
    site = hub.folder / "site"
    contents = files_of(site)
    edits.summary(hub)
    # Both folders are brought up to date, one after the other.
    build(hub)
    build(hub)
    now = files_of(site)
    same = [path for path, hash_ in now.items() if contents.get(path) == hash_]
    assert f"en/seminars/{COMING}/index.html" in now.keys() - {*same}
    assert f"en/seminars/{SPARSE}/index.html" in same
    places = {path: (site / path).stat().st_ino for path in same}
    build(hub)
    build(hub)
    assert {path: (site / path).stat().st_ino for path in places} == places
