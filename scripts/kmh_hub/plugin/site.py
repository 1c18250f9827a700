"""All that the configuration of a site leads to: its languages, its series, its templates."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from kmh_hub.localisation.language import Language, Languages, languages_of
from kmh_hub.model.series import Series
from kmh_hub.pages.page import SEMINARS, Page
from kmh_hub.pages.series import pages_of
from kmh_hub.pages.templates import Templates
from kmh_hub.plugin import i18n
from kmh_hub.reading.seminars import read_series


@dataclass(frozen=True)
class Site:
    """What is to be built."""

    docs: Path
    overrides: Path
    languages: Languages
    names: dict[str, str]
    """The languages' own names by tag."""

    @cached_property
    def series(self) -> Series:
        """All seminars.

        Raises:
            InvalidContentError: with every fault of every file.

        """
        return read_series(self.docs / SEMINARS, self.languages.tags)

    @cached_property
    def templates(self) -> Templates:
        """The templates of generated pages."""
        return Templates(self.overrides / "pages")

    def pages(self, language: Language) -> dict[str, Page]:
        """Return the generated pages of a language by their source's address."""
        return {page.uri: page for page in pages_of(self.series, language)}

    def prose(self, page: Page) -> Path:
        """Return the editors' text of a page, in its language or the first fallback that it has."""
        folder = self.docs / Path(page.source).parent
        candidates = [folder / f"index.{tag}.md" for tag in page.language.preferred]
        return next(path for path in candidates if path.is_file())


def site_of(config: MkDocsConfig) -> Site:
    """Return the site that a MkDocs configuration describes.

    Raises:
        PluginError: where a language lacks a catalogue or CLDR's data.

    """
    names = i18n.names(i18n.find(config))
    if not config.theme.custom_dir:
        raise PluginError("mkdocs.yml must name the theme's custom_dir, where the templates are")
    overrides = Path(config.theme.custom_dir)
    locales = config.plugins["kmh-hub"].config.locales
    try:
        languages = languages_of(tuple(names), locales, str(overrides / "locales"))
    except ValueError as error:
        raise PluginError(str(error)) from error
    return Site(Path(config.docs_dir), overrides, languages, names)
