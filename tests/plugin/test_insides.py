"""What the hub leans on inside MkDocs and mkdocs-material, beyond what they document.

Each test names one thing and where it is used; where one fails after an update, that is the place
to adapt. mkdocs-static-i18n's insides are in `test_i18n.py`, Pagefind's in
`tests/search/test_pagefind_format.py`.
"""

import inspect
from pathlib import Path

import jinja2
import material
from mkdocs.commands.build import build
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import EVENTS
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

from kmh_hub.cli.site import load
from kmh_hub.plugin import files
from kmh_hub.plugin.adapter import HubPlugin
from kmh_hub.plugin.live_reload import _SCRIPT

TEMPLATES = Path(material.__path__[0]) / "templates"


def test_mkdocs_file_is_made_for_a_page_without_a_source() -> None:
    """`renderer.py`: GeneratedFile gives a place, and that it stands in no navigation."""
    asked = inspect.signature(File.__init__).parameters
    assert {"dest_uri", "inclusion", "use_directory_urls"} <= set(asked)
    for name in ("generated_by", "content_string", "src_uri", "dest_uri", "page", "url"):
        assert hasattr(File, name) or name in inspect.getsource(File), name


def test_mkdocs_page_is_taken_through_the_steps_of_its_build() -> None:
    """`renderer.py`: the events of a page, in MkDocs' own order."""
    order = ["pre_page", "page_markdown", "page_content", "page_context", "post_page"]
    source = inspect.getsource(inspect.getmodule(build) or build)
    assert [source.index(f"on_{event}(") for event in order] == sorted(
        source.index(f"on_{event}(") for event in order
    )
    assert {"read_source", "render", "active"} <= {*dir(Page), *Page.__annotations__}


def test_mkdocs_has_every_event_that_the_hub_waits_for() -> None:
    """`adapter.py`."""
    waited_for = {name.removeprefix("on_") for name in vars(HubPlugin) if name.startswith("on_")}
    assert waited_for
    assert waited_for <= set(EVENTS)


def test_mkdocs_finds_templates_by_folders_that_can_be_changed(hub: Path) -> None:
    """`files.py`, spared: links stand for the folders of themes while MkDocs looks through them."""
    config = load("mkdocs.yml")
    before = [*config.theme.dirs]
    with files.spared(config):
        assert config.theme.dirs != before
        loader = config.theme.get_env().loader
        assert isinstance(loader, jinja2.FileSystemLoader)
        assert loader.searchpath == config.theme.dirs
    assert isinstance(config.theme, Theme)


def test_mkdocs_server_puts_its_script_into_pages_as_the_policy_expects() -> None:
    """`live_reload.py`: the script stands without attributes, and the application can be set."""
    assert callable(LiveReloadServer.set_app)
    page = b"<html><body></body></html>"
    with_script = LiveReloadServer._inject_js_into_html(_Server(), page, 1)  # type: ignore[arg-type]
    (script,) = _SCRIPT.findall(with_script.decode())
    assert "livereload(" in script


class _Server:
    """What the step that is tested needs of a server."""

    mount_path = "/"


def test_material_has_what_the_hub_leaves_out() -> None:
    """`files.py`, keep_hub_assets: scripts and styles of templates that the hub does not use."""
    for unused in files._UNUSED:
        assert (TEMPLATES / unused).exists(), unused
    assert (TEMPLATES / ".icons").is_dir(), "told by it, `spared` passes over Material's icons"


def test_material_is_told_to_be_silent_by_this_variable() -> None:
    """`Makefile`: a strict build takes no warning, the one of MkDocs 2 included."""
    assert "NO_MKDOCS_2_WARNING" in (TEMPLATES / "__init__.py").read_text("utf-8")


def test_material_has_the_templates_that_the_hub_puts_its_own_in_place_of() -> None:
    """`overrides/`: MkDocs asks for `main.html`, which extends `base.html`."""
    for name in ("main.html", "base.html", "404.html"):
        assert (TEMPLATES / name).is_file(), name
