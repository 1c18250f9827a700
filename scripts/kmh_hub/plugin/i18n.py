"""What the hub needs to know of mkdocs-static-i18n: the only part that knows its insides."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs_static_i18n.plugin import I18n


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


def is_last_build(plugin: I18n) -> bool:
    """Whether all languages are built; it builds the others within the first one's end."""
    return not plugin.building


def locale_of(file: File) -> str:
    """Return the tag of the language in which a page is written."""
    return str(file.locale)  # type: ignore[attr-defined]


def alternates(file: File) -> dict[str, File]:
    """Return a page in each language that has it, by tag."""
    return getattr(file, "alternates", {})
