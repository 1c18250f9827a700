"""What the hub needs to know of mkdocs-static-i18n: the only part that knows its insides."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs_static_i18n.plugin import I18n
from mkdocs_static_i18n.suffix import I18nFiles


class Linked(Protocol):
    """Files that the hub publishes itself."""

    def find(self, path: str) -> File | None:
        """Return a file by its path below docs/; None where there is none."""

    def source_of(self, uri: str) -> Path | None:
        """Return the editors' file that is published at a place below the site's folder."""


class LinkableFiles(I18nFiles):  # type: ignore[misc]
    """The files that MkDocs builds, and those that it only links to.

    Args:
        plugin: the plugin.
        files: what MkDocs builds or copies.
        linked: gives the files that are published otherwise.

    """

    def __init__(self, plugin: I18n, files: Files, linked: Linked) -> None:
        super().__init__(plugin, list(files))
        self.linked = linked

    def get_file_from_path(self, path: str) -> File | None:
        """Return the file that a path below docs/ means in the language that is built."""
        found: File | None = super().get_file_from_path(path)
        return found or self.linked.find(path)


def linked(files: Files) -> Linked:
    """Return what the hub publishes itself."""
    assert isinstance(files, LinkableFiles)  # noqa: S101 - the plugin made it so
    return files.linked


def find(config: MkDocsConfig) -> I18n:
    """Return the plugin.

    Raises:
        PluginError: where mkdocs.yml does not use it.

    """
    plugin = config.plugins.get("i18n")
    if not isinstance(plugin, I18n):
        raise PluginError("mkdocs.yml must list the plugin “i18n” (mkdocs-static-i18n)")
    return plugin


def names(plugin: I18n) -> dict[str, str]:
    """Return the languages' own names by tag, the default first, the rest in mkdocs.yml's order."""
    languages = sorted(plugin.config.languages, key=lambda language: not language.default)
    return {language.locale: language.name for language in languages if language.build}


def site_names(plugin: I18n, config: MkDocsConfig) -> dict[str, tuple[str, str]]:
    """Return what the site is called and what it is, by the languages' tags."""
    languages = {language.locale: language for language in plugin.config.languages}
    return {
        tag: (
            languages[tag].site_name or config.site_name,
            languages[tag].site_description or config.site_description or "",
        )
        for tag in names(plugin)
    }


def current(plugin: I18n) -> str:
    """Return the tag of the language that is being built."""
    return str(plugin.current_language or plugin.default_language)


@contextmanager
def built_as(plugin: I18n, tag: str) -> Iterator[None]:
    """Build in a language again, after its own build."""
    before, plugin.current_language = plugin.current_language, tag
    try:
        yield
    finally:
        plugin.current_language = before


def is_last_build(plugin: I18n) -> bool:
    """Whether all languages are built; it builds the others within the first one's end."""
    return not plugin.building


def locale_of(file: File) -> str:
    """Return the tag of the language in which a page is written."""
    return str(file.locale)  # type: ignore[attr-defined]


def alternates(file: File) -> dict[str, File]:
    """Return a page in each language that has it, by tag."""
    return getattr(file, "alternates", {})
