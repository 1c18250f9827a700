"""A site changes places with the one that was built, in one step, or stays as it is."""

import subprocess
from pathlib import Path
from time import sleep

import click
import pytest

from kmh_hub.build.edition import Edition
from kmh_hub.build.files import places_of
from kmh_hub.build.unit import Made
from kmh_hub.build.update import updated
from kmh_hub.cli.publication import Publication


def put(edition: Edition, **files: str) -> None:
    """Make each file a unit of its own."""
    with updated(edition) as update:
        for name, text in files.items():
            stamps = edition.written(Made({f"{name}/index.html": text.encode()}), {})
            update.keep(name, text, stamps, {})
        update.clear()


def shown(folder: Path) -> dict[str, str]:
    return {path.parent.name: path.read_text() for path in sorted(folder.rglob("index.html"))}


def test_each_build_takes_the_place_of_the_last(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "site")
    for number in range(4):
        with publication.next() as edition:
            assert shown(tmp_path / "site") == ({"a": str(number - 1)} if number else {})
            put(edition, a=f"{number}")
        assert shown(tmp_path / "site") == {"a": f"{number}"}
    assert {path.name for path in tmp_path.iterdir()} == {"site", ".site.hub"}


def test_a_folder_that_something_else_filled_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.odt").write_text("invented")
    refused = pytest.raises(click.ClickException, match=r"such as thesis\.odt")
    with refused, Publication(tmp_path / "site").next():
        pytest.fail("it began to build")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("delay", [0, 0.5])
def test_a_file_that_somebody_put_into_the_site_is_left_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, delay: float
) -> None:
    # However late the process that looks gets its turn.
    monkeypatch.setattr(
        "kmh_hub.cli.publication.places_of", lambda folder: sleep(delay) or places_of(folder)
    )
    publication = Publication(tmp_path / "site")
    for number in range(2):
        with publication.next() as edition:
            put(edition, a=f"{number}")
    (tmp_path / "site/deeper").mkdir()
    (tmp_path / "site/deeper/CNAME").write_text("invented")
    refused = pytest.raises(click.ClickException, match="such as deeper/CNAME")
    with refused, publication.next() as edition:
        put(edition, a="2")
    assert shown(tmp_path / "site") == {"a": "1"}
    (tmp_path / "site/deeper/CNAME").unlink()
    with publication.next() as edition:
        put(edition, a="2")
    assert shown(tmp_path / "site") == {"a": "2"}


def test_a_build_that_fails_leaves_the_site(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "site")
    with publication.next() as edition:
        put(edition, a="good", b="good")
    with pytest.raises(RuntimeError), publication.next() as edition:
        put(edition, a="bad")
        raise RuntimeError
    assert shown(tmp_path / "site") == {"a": "good", "b": "good"}
    with publication.next() as edition:
        assert edition.has("a", "bad")
        put(edition, a="good", b="good")
    assert shown(tmp_path / "site") == {"a": "good", "b": "good"}


def test_what_git_tracks_is_not_taken_for_built(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "site")
    with publication.next() as edition:
        put(edition, a="good")
    for command in (["init", "-q"], ["add", "--force", ".site.hub"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    with pytest.raises(click.ClickException, match="git rm"), publication.next():
        pass
