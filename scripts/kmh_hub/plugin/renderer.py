"""Generated pages to whole HTML, by MkDocs' own steps, after its build of the other pages."""

import copy
from dataclasses import dataclass
from functools import cached_property

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from kmh_hub.exports.export import Export
from kmh_hub.localisation.language import Language
from kmh_hub.pages.page import Page
from kmh_hub.plugin import i18n
from kmh_hub.plugin.pictures import Rendition


class GeneratedFile(File):
    """A page that has no file below docs/ of its own, or that is more than its file.

    Args:
        shown: the page.
        config: MkDocs' configuration in the page's language.
        source: what MkDocs is to read as its Markdown.

    """

    def __init__(self, shown: Page, config: MkDocsConfig, source: str = "") -> None:
        super().__init__(
            shown.uri,
            None,
            config.site_dir,
            config.use_directory_urls,
            dest_uri=f"{shown.language.prefix}{shown.path}index.html",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        self.shown = shown
        self.beside: list[Export | Rendition] = []
        """What is published with the page: its book, the pictures that it shows."""
        self.generated_by = "kmh-hub"
        self.content_string = source


@dataclass(frozen=True)
class Renderer:
    """What MkDocs' build of a language leaves for pages that are made after it.

    A page outside MkDocs' own loop costs a tenth of one within it, and can be made in any process.
    """

    language: Language
    config: MkDocsConfig
    files: Files
    """What links in prose may lead to."""
    nav: Navigation
    environment: jinja2.Environment

    @cached_property
    def _navigated(self) -> dict[str, GeneratedFile]:
        """The generated pages that are in the navigation, by their sources."""
        files = (page.file for page in self.nav.pages)
        return {file.src_uri: file for file in files if isinstance(file, GeneratedFile)}

    @property
    def navigation(self) -> list[tuple[str, str]]:
        """The titles and addresses in the navigation, of which a page's own text may be one."""
        return [(str(item.title), getattr(item, "url", "") or "") for item in self.nav]

    @classmethod
    def of(
        cls,
        language: Language,
        config: MkDocsConfig,
        files: Files,
        nav: Navigation,
        environment: jinja2.Environment,
    ) -> "Renderer":
        """Keep the configuration as it is now: the build of the next language changes it."""
        config = copy.copy(config)
        config.data = dict(config.data)
        config.mdx_configs = dict(config.mdx_configs)
        return cls(language, config, files, nav, environment)

    def html(self, shown: Page, source: str = "") -> tuple[GeneratedFile, MkDocsPage, str]:
        """Return the file of a page, MkDocs' page, which knows its links, and the HTML.

        The events are those of MkDocs' own pages, so that other plugins see these pages, too.

        Args:
            shown: the page.
            source: the editors' Markdown, where it has some.

        """
        config, files, plugins = self.config, self.files, self.config.plugins
        # The page that the navigation has is the one that it marks as where the reader is.
        file = self._navigated.get(shown.uri) or GeneratedFile(shown, config)
        file.shown, file.content_string = shown, source
        page = file.page or MkDocsPage(None, file, config)
        with i18n.built_as(i18n.find(config), self.language.tag):
            page = plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            page.markdown = plugins.on_page_markdown(
                page.markdown or "", page=page, config=config, files=files
            )
            if source:
                page.render(config, files)
            else:
                page.content, page.toc = "", TableOfContents([])
            page.content = plugins.on_page_content(
                page.content or "", page=page, config=config, files=files
            )
            page.active = True
            try:
                context = get_context(self.nav, [], config, page)
                template = self.environment.get_template(page.meta.get("template", "main.html"))
                context = plugins.on_page_context(context, page=page, config=config, nav=self.nav)
                output = template.render(context)
                output = plugins.on_post_page(output, page=page, config=config)
            finally:
                page.active = False
        return file, page, output
