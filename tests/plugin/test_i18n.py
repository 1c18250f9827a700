"""What the hub leans on inside mkdocs-static-i18n and MkDocs is still as `plugin/i18n.py` needs it.

Each test names one thing; where one fails after an update, that file is the one to adapt.
"""

from inspect import signature
from pathlib import Path

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.plugin import I18n
from mkdocs_static_i18n.suffix import I18nFiles, create_i18n_file

from kmh_hub.cli.site import load
from kmh_hub.plugin import i18n


class Nothing:
    """Links to nothing."""

    asked: str = ""

    def find(self, path: str) -> File | None:
        self.asked = path
        return None

    def source_of(self, _uri: str) -> Path | None:
        return None


def test_languages_and_their_names(hub: Path) -> None:
    plugin = i18n.find(load("mkdocs.yml"))
    assert isinstance(plugin, I18n)
    assert i18n.names(plugin) == {"fr": "Français", "en": "English", "ar": "العربية"}
    assert i18n.current(plugin) == "fr"
    assert not plugin.building
    assert i18n.is_last_build(plugin)


def test_a_language_is_built_again_after_its_own_build(hub: Path) -> None:
    plugin = i18n.find(load("mkdocs.yml"))
    with i18n.built_as(plugin, "ar"):
        assert plugin.current_language == "ar"
    assert plugin.current_language != "ar"


def test_files_are_looked_up_by_language_then_among_the_linked(hub: Path) -> None:
    config = load("mkdocs.yml")
    plugin = i18n.find(config)
    own = File("about.en.md", config.docs_dir, config.site_dir, True)
    nothing = Nothing()
    files = i18n.LinkableFiles(plugin, Files([own]), nothing)
    assert isinstance(files, I18nFiles)
    with i18n.built_as(plugin, "en"):
        assert files.get_file_from_path("about.md") is own
        assert files.get_file_from_path("nowhere.md") is None
    assert nothing.asked == "nowhere.md"
    assert i18n.linked(files) is nothing


def test_a_file_knows_its_language_and_its_alternates(hub: Path) -> None:
    config = load("mkdocs.yml")
    file = File("about.en.md", config.docs_dir, config.site_dir, True)
    placed = create_i18n_file(file, "en", "fr", ["fr", "en", "ar"], config)
    assert i18n.locale_of(placed) == "en"
    assert i18n.alternates(placed) == {"en": placed}
    assert placed.dest_uri == "en/about/index.html"


def test_its_events_run_between_the_hubs(hub: Path) -> None:
    """The hub takes files out before it places them, and links pages after it."""
    for event in ("on_files", "on_post_build"):
        assert getattr(I18n, event).mkdocs_priority == -100


def test_mkdocs_renders_a_page_outside_of_its_loop() -> None:
    assert [*signature(get_context).parameters] == ["nav", "files", "config", "page", "base_url"]
    assert [*signature(Page.render).parameters] == ["self", "config", "files"]
    assert "links_to_anchors" in Page.__annotations__
    assert InclusionLevel.NOT_IN_NAV.is_not_in_nav()
