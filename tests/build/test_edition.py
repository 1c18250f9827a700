"""An edition knows just the units whose files are as they were made."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kmh_hub.build.edition import Edition
from kmh_hub.build.files import hash_of
from kmh_hub.build.unit import Made
from kmh_hub.build.update import updated

FILES = {"a": {"a/index.html": b"A", "a/x.css": b"X"}, "b": {"b/index.html": b"B"}}


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    edition = Edition(tmp_path / "site", tmp_path / "manifest")
    edition.folder.mkdir()
    with updated(edition) as update:
        for name, files in FILES.items():
            stamps = edition.written(Made(files), {})
            update.keep(name, "key", stamps, {"piece": f'"of {name}"'.encode()})
        update.clear()
    return edition


def opened(edition: Edition) -> Edition:
    return Edition.opened(edition.folder, edition.manifest)


def test_knows_what_it_made(edition: Edition) -> None:
    again = opened(edition)
    assert again.has("a", "key")
    assert not again.has("a", "another")
    assert not again.strangers
    assert [*again.pieces_at([("piece", "a")])] == [b'"of a"']
    assert list(again.pieces_at([("piece", "b"), ("piece", "none")])) == [b'"of b"']
    with updated(again) as update:
        assert all(update.has(name, "key") for name in FILES)
        assert list(update.values("piece")) == ["of a", "of b"]
        assert update.hashes("piece") == [("a", hash_of(b'"of a"')), ("b", hash_of(b'"of b"'))]


def test_pieces_of_units_that_are_no_longer_are_not_given(edition: Edition) -> None:
    again = opened(edition)
    with updated(again) as update:
        assert update.has("b", "key")
        assert list(update.values("piece")) == ["of b"]
        assert [name for name, _ in update.hashes("piece")] == ["b"]


def overwritten(folder: Path) -> None:
    (folder / "a/x.css").write_bytes(b"Y")


def lengthened(folder: Path) -> None:
    (folder / "a/x.css").write_bytes(b"XX")


def deleted(folder: Path) -> None:
    (folder / "a/x.css").unlink()


@pytest.mark.parametrize("hand", [overwritten, lengthened, deleted])
def test_a_unit_with_a_file_that_is_not_as_made_is_unknown(
    edition: Edition, hand: Callable[[Path], None]
) -> None:
    hand(edition.folder)
    again = opened(edition)
    assert not again.has("a", "key")
    assert again.has("b", "key")


def test_a_copy_elsewhere_with_other_times_is_known_by_its_hashes(
    edition: Edition, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(edition.folder, other, copy_function=shutil.copyfile)
    for path in other.rglob("*.*"):
        os.utime(path, (1, 1))
    assert Edition.opened(other, edition.manifest).keys.keys() == FILES.keys()


def test_strangers_go_and_so_do_units_that_are_no_longer(edition: Edition) -> None:
    (edition.folder / "stray").mkdir()
    (edition.folder / "stray/file").touch()
    again = opened(edition)
    with updated(again) as update:
        assert update.has("b", "key")
        update.clear()
    assert [path.name for path in again.folder.iterdir()] == ["b"]
    assert opened(again).keys.keys() == {"b"}


def test_a_manifest_that_cannot_be_read_knows_nothing(edition: Edition) -> None:
    edition.manifest.write_bytes(b"no database" * 100)
    again = opened(edition)
    assert not again.keys
    assert again.strangers == {"a/index.html", "a/x.css", "b/index.html"}


def test_an_update_that_fails_is_not_in_the_manifest(edition: Edition) -> None:
    again = opened(edition)
    with pytest.raises(RuntimeError), updated(again) as update:
        stamps = again.written(Made({"b/index.html": b"C"}), {})
        update.keep("b", "new", stamps, {})
        raise RuntimeError
    after = opened(edition)
    assert after.keys.keys() == {"a"}


def test_takes_over_from_another_edition_by_links(edition: Edition, tmp_path: Path) -> None:
    other = Edition(tmp_path / "other", tmp_path / "other.manifest")
    other.folder.mkdir()
    with updated(other) as update:
        assert update.take("a", edition)
        update.clear()
    assert (other.folder / "a/x.css").samefile(edition.folder / "a/x.css")
    with updated(other) as update:
        assert update.has("a", "key")
        assert list(update.values("piece")) == ["of a"]
        # What is written later is written to this edition alone.
        stamps = other.written(Made({"a/x.css": b"new"}), other.files_of("a"))
        update.keep("a", "new", stamps, {})
        update.clear()
    assert (edition.folder / "a/x.css").read_bytes() == b"X"
    assert sorted(path.name for path in (other.folder / "a").iterdir()) == ["x.css"]


def test_does_not_take_over_what_was_changed_since(edition: Edition, tmp_path: Path) -> None:
    (edition.folder / "a/x.css").write_bytes(b"Y")
    other = Edition(tmp_path / "other", tmp_path / "other.manifest")
    other.folder.mkdir()
    with updated(other) as update:
        assert not update.take("a", edition)
