"""The plugin: events of MkDocs in, the hub's pages out."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from kmh_hub.build.edition import Edition
from kmh_hub.build.slice import Slice
from kmh_hub.exports.picture.typeface import NoShapingError
from kmh_hub.localisation.language import Language
from kmh_hub.pages.compiled import Compiled
from kmh_hub.pages.page import Kind, Page
from kmh_hub.plugin import files as hub_files
from kmh_hub.plugin import i18n, live_reload
from kmh_hub.plugin.addresses import OnlyAddresses
from kmh_hub.plugin.building import Building, OwnFiles
from kmh_hub.plugin.configuration import HubConfig, site_of
from kmh_hub.plugin.content import PROSE, explained, prose_of
from kmh_hub.plugin.last_valid import LastValid
from kmh_hub.plugin.pictures import Rendition
from kmh_hub.plugin.progress import Progress
from kmh_hub.plugin.renderer import GeneratedFile, Renderer
from kmh_hub.plugin.site import Site
from kmh_hub.plugin.theme import theme_context
from kmh_hub.plugin.units import Link, links_to_anchors
from kmh_hub.reading.fault import InvalidContentError
from kmh_hub.reports.people import for_people

_ONE_A_LANGUAGE = ("404.html", "offline.html", "manifest.webmanifest")
"""Templates that are no pages, but that each language has in its folder."""


class HubPlugin(BasePlugin[HubConfig]):  # type: ignore[no-untyped-call]
    """Adds the generated pages, the shared files and the search to a site of MkDocs.

    mkdocs-static-i18n builds one language after the other, each by a whole build of its own, at
    priority -100. What MkDocs is not to build is taken out before it, what it may link to is given
    after it; generated pages are made when the last language is built.
    """

    def __init__(self) -> None:
        self.site: Site
        self.prepared: Site | None = None
        """The site as a command read it already."""
        self.edition: Edition | None = None
        """What the site goes into; else the folder that MkDocs builds in."""
        self.others: Sequence[Edition] = ()
        """What units can be taken over from."""
        self.part: Slice | None = None
        """The only units that are wanted, where others are made elsewhere."""
        self.navigation: Navigation
        self.renderers: dict[str, Renderer] = {}
        """What the builds so far leave of each language, by tag."""
        self.pictures: list[Rendition] = []
        """The pictures that pages written by hand show."""
        self.own_pages: dict[str, list[Language]] = {}
        """The languages that have a page written by hand, by its address below theirs."""
        self.own_links: list[Link] = []
        self.own: OwnFiles
        self.compiled = Compiled()
        self.progress = Progress()
        self.is_alone = False
        """Whether everything is to be made in this process."""
        self.is_preview = False
        self.last_valid = LastValid()
        """In a preview, what is shown of files that have faults."""

    # Reading

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview; the plugin then lives as long as its server."""
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read everything before MkDocs empties the site's folder."""
        if i18n.is_last_build(i18n.find(config)):
            self.read(config)
            self.renderers, self.pictures = {}, []
            self.own_pages, self.own_links = {}, []
        if not any(isinstance(each, OnlyAddresses) for each in config.markdown_extensions):
            config.markdown_extensions.append(OnlyAddresses())
        _ = self._language(config).translations.gettext
        config.mdx_configs["footnotes"] = {
            # Translators: what a screen reader says of the arrow after a footnote's text.
            "BACKLINK_TITLE": _("Back to reference {} in the text"),
        }
        return config

    def read(self, config: MkDocsConfig) -> None:
        """Read what editors wrote."""
        site = self.prepared or site_of(config, is_preview=self.is_preview)
        try:
            series = site.series
        except InvalidContentError as error:
            described = "\n\n".join(for_people(error.faults, Path.cwd()))
            raise PluginError(f"{error}\n\n{described}\n") from error
        if self.is_preview:
            self.site = self.last_valid.shown(site)
        else:
            self.site = site.with_content(series, site.glossary)

    # Files

    @event_priority(50)
    def _keep_own_files(self, files: Files, config: MkDocsConfig) -> Files:
        hub_files.keep_others(files)
        hub_files.keep_hub_assets(files)
        return files

    @event_priority(-150)
    def _link_generated(self, files: Files, config: MkDocsConfig) -> Files:
        """Let links lead to the pages that are made after MkDocs' own."""
        linked = hub_files.Linked(lambda: self.site, self._language(config), config, files)
        return i18n.LinkableFiles(i18n.find(config), files, linked)

    on_files = CombinedEvent(_keep_own_files, _link_generated)

    @event_priority(-150)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the pages that are made later."""
        self.navigation, self.files = nav, files
        return nav

    # Pages

    def on_page_markdown(
        self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give a generated page its title and description."""
        if isinstance(page.file, GeneratedFile):
            shown = page.file.shown
            page.meta.update({"generated": True, "scripts": shown.scripts})
            if shown.title:
                page.meta.update(
                    {
                        "title": shown.title,
                        "description": shown.description,
                        "seminar": shown.seminar,
                    }
                )
        return markdown

    def on_page_content(
        self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Clean prose, put a generated page around it, explain its terms."""
        file, language, address = page.file, self._language(config), hub_files.clean(page.url)
        fallback = self._fallback(page, config)
        prose = prose_of(html, file, fallback, i18n.linked(files).source_of)
        if not isinstance(file, GeneratedFile):
            self.pictures += prose.pictures
            return explained(prose.html, self.site, language, address)
        file.beside = [*prose.pictures]
        book = b""
        if file.shown.kind is Kind.OVERVIEW:
            made = self.site.book(file.shown, prose.plain, (fallback or language).tag)
            file.beside.append(made)
            book = made.content
        page.toc.items += [AnchorLink(title, id_, 2) for id_, title in file.shown.sections]
        html = self.site.render(file.shown, prose.html, book)
        return explained(html, self.site, language, address, PROSE)

    # Theme

    def on_env(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Give the theme's templates the language's messages."""
        env.add_extension("jinja2.ext.i18n")
        env.bytecode_cache = self.compiled
        translations = self._language(config).translations
        env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
        self.environment = env
        return env

    def on_page_context(
        self, context: TemplateContext, page: MkDocsPage, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Tell the templates the page's languages."""
        if isinstance(page.file, GeneratedFile):
            shown = page.file.shown
            tags = shown.former.tags if shown.former else self.site.languages.tags
            urls = {tag: self.site.languages[tag].prefix + shown.path for tag in tags}
            return self._with_hub(context, config, urls, self._fallback(page, config), shown)
        urls = {tag: hub_files.clean(file.url) for tag, file in i18n.alternates(page.file).items()}
        return self._with_hub(context, config, urls, self._fallback(page, config))

    def on_template_context(
        self, context: TemplateContext, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Tell templates that are no pages (404.html, sitemap.xml) the site's languages."""
        urls = {language.tag: language.prefix for language in self.site.languages.all}
        if template_name in _ONE_A_LANGUAGE:
            # They are shown at other addresses than their own, too.
            context["base_url"] = urlsplit(config.site_url or "/").path
        return self._with_hub(context, config, urls)

    def on_post_template(self, output: str, template_name: str, config: MkDocsConfig) -> str:
        """Write what each language has into its folder; MkDocs knows the root's only."""
        if template_name == "sitemap.xml":
            return ""  # the hub's own has the generated pages, too
        prefix = self._language(config).prefix
        if template_name not in _ONE_A_LANGUAGE or not prefix:
            return output
        write_file(output.encode(), str(Path(config.site_dir, prefix, template_name)))
        return ""

    # The end

    @event_priority(-50)
    def _keep_build(self, config: MkDocsConfig) -> None:
        """Keep what a language's build leaves, before the next one begins."""
        language, files = self._language(config), self.files
        for file in files.documentation_pages():
            assert file.page is not None  # noqa: S101 - MkDocs built it
            path = hub_files.clean(file.page.url).removeprefix(language.prefix)
            self.own_pages.setdefault(path, []).append(language)
            self.own_links += links_to_anchors(file.page)
        self.renderers[language.tag] = Renderer.of(
            language, config, files, self.navigation, self.environment
        )

    @event_priority(-200)
    def _build(self, config: MkDocsConfig) -> None:
        """Make what MkDocs did not, once all languages are built."""
        if not i18n.is_last_build(i18n.find(config)):
            return
        self.own = OwnFiles(Path(config.site_dir), self.own_pages, self.own_links, self.pictures)
        try:
            with TemporaryDirectory() as folder:
                edition = self.edition or Edition(Path(config.site_dir), Path(folder, "manifest"))
                building = Building(
                    edition, self.site, self.renderers, self.own, config, alone=self.is_alone
                )
                building.bring_all(self.others, self.progress, self.part)
        except NoShapingError as error:
            raise PluginError(str(error)) from error
        finally:
            self.progress.end()

    on_post_build = CombinedEvent(_keep_build, _build)

    on_serve = live_reload.on_serve

    def on_build_error(self, error: Exception) -> None:
        """Leave no bar behind."""
        self.progress.end()

    def _language(self, config: MkDocsConfig) -> Language:
        return self.site.languages[i18n.current(i18n.find(config))]

    def _fallback(self, page: MkDocsPage, config: MkDocsConfig) -> Language | None:
        """Return the language of a page's prose, where it is not the page's."""
        language = self._language(config)
        if not isinstance(page.file, GeneratedFile):
            tag = i18n.locale_of(page.file)
        elif page.file.shown.has_prose:
            tag = self.site.prose_language(page.file.shown)
        else:
            return None
        return self.site.languages[tag] if tag != language.tag else None

    def _with_hub(
        self,
        context: TemplateContext,
        config: MkDocsConfig,
        urls: dict[str, str],
        fallback: Language | None = None,
        page: Page | None = None,
    ) -> TemplateContext:
        tag = self._language(config).tag
        hub = theme_context(self.site, tag, urls, config.site_url or "", fallback, page)
        context["hub"] = hub  # type: ignore[typeddict-unknown-key]
        return context
