"""A preview begins with what the last one left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock

import pytest
from mkdocs.livereload import LiveReloadServer
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.build.edition import Edition
from kmh_hub.cli.preview import Preview
from kmh_hub.cli.publication import Publication

from . import edits
from .builds import build, environment, names_of_made
from .edits import SPARSE, Hub, written


def made(hub: Hub, folder: Path) -> set[str]:
    """Start a preview; return the units that it makes."""
    with environment(hub.environment), names_of_made() as names:
        Preview(str(hub.folder / "mkdocs.yml"), "127.0.0.1:8001", folder).build()
    return set(names)


def test_a_preview_begins_with_what_the_last_one_left(tmp_path: Path) -> None:
    hub = written(tmp_path)
    with Publication(hub.folder / "site").preview() as folder:
        assert f"en/seminars/{SPARSE}" in made(hub, folder)
        assert not made(hub, folder)
        edits.summary(hub)
        again = made(hub, folder)
        assert again
        assert f"seminars/{SPARSE}" not in again


@contextmanager
def previewed(hub: Hub) -> Iterator[Preview]:
    """Give the preview of a hub that was just begun."""
    with environment(hub.environment), Publication(hub.folder / "site").preview() as place:
        preview = Preview(str(hub.folder / "mkdocs.yml"), "127.0.0.1:8001", place)
        preview.build()
        yield preview


def seminar_of(hub: Hub) -> Path:
    return hub.folder / "docs/seminars" / SPARSE


def retitle(hub: Hub) -> None:
    metadata = seminar_of(hub) / "seminar.yml"
    text = metadata.read_text("utf-8")
    metadata.write_text(text.replace("Invented sparse", "Invented retitled"), "utf-8")


def test_an_edited_seminar_is_shown_first_and_all_else_when_it_is_asked_for(
    tmp_path: Path,
) -> None:
    hub = written(tmp_path)
    with previewed(hub) as preview:
        server = LiveReloadServer(preview.build, "127.0.0.1", 8001, str(preview.root), "/invented/")
        app = preview.app(server)

        def shown(path: str) -> str:
            environ = {"PATH_INFO": f"/invented/{path}"}
            return b"".join(app(environ, lambda *_: None)).decode()

        retitle(hub)
        Image.new("RGB", (1200, 800), "teal").save(seminar_of(hub) / "invented.png")
        prose = seminar_of(hub) / "index.en.md"
        prose.write_text(f"{prose.read_text('utf-8')}\n![Teal](invented.png)\n", "utf-8")
        with names_of_made() as names:
            preview.build()
            page = shown(f"en/seminars/{SPARSE}/")
            assert "Invented retitled seminar" in page
            (picture,) = LexborHTMLParser(page).css("img[alt=Teal]")
            for address in (picture.attributes["srcset"] or "").split(", "):
                assert (preview.root / "en/seminars" / SPARSE / address.split()[0]).is_file()
            assert {name for name in names if SPARSE not in name} == set()
        assert "Invented retitled seminar" in shown("en/seminars/")
        assert "Invented sparse seminar" not in shown("en/")
        server.server_close()


def test_an_edit_that_could_not_be_shown_is_shown_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = written(tmp_path)
    with previewed(hub) as preview:
        retitle(hub)
        with monkeypatch.context() as full:
            full.setattr(Edition, "written", Mock(side_effect=OSError("no room")))
            with pytest.raises(OSError, match="no room"):
                preview.build()
        edits.prose(hub)
        preview.build()
        page = preview.root / "en/seminars" / SPARSE / "index.html"
        assert "Invented retitled seminar" in page.read_text("utf-8")


def test_two_previews_at_once_have_folders_of_their_own(tmp_path: Path) -> None:
    publication = Publication(tmp_path / "site")
    with publication.preview() as first:
        with publication.preview() as second:
            assert first != second
        assert not second.exists()
    with publication.preview() as third:
        assert third == first


def test_a_build_after_one_in_the_same_process_has_no_drafts(tmp_path: Path) -> None:
    hub = written(tmp_path)
    path = hub.folder / f"docs/seminars/{SPARSE}/seminar.yml"
    path.write_text("draft: true\n" + path.read_text("utf-8"), "utf-8")
    with Publication(hub.folder / "site").preview() as folder:
        assert f"en/seminars/{SPARSE}" in made(hub, folder)
    build(hub)
    assert (hub.folder / "site/index.html").is_file()
    assert not list((hub.folder / "site").rglob(SPARSE))
