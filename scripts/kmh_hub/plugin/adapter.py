"""The plugin: events of MkDocs in, the hub's pages out."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import write_file
from mkdocs.utils.templates import TemplateContext

from kmh_hub.exports.picture.typeface import NoShapingError
from kmh_hub.localisation.language import Language
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.series import Entry, Series, chronological
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import HOME, SEMINARS, Kind, Page
from kmh_hub.plugin import files as hub_files
from kmh_hub.plugin import i18n
from kmh_hub.plugin.anchors import Anchors
from kmh_hub.plugin.documents import records_of
from kmh_hub.plugin.pictures import Rendition, with_pictures
from kmh_hub.plugin.progress import Progress
from kmh_hub.plugin.search_index import write_search_index
from kmh_hub.plugin.site import Site, site_of
from kmh_hub.plugin.theme import theme_context
from kmh_hub.reading.fault import InvalidContentError
from kmh_hub.reports.people import for_people

_ONE_A_LANGUAGE = ("404.html", "offline.html", "manifest.webmanifest")
"""Templates that are no pages, but that each language has in its folder."""
_PROSE = ".md-typeset, .lead, .abstract"
"""Where the templates of generated pages put what editors write in sentences."""


class HubConfig(base.Config):  # type: ignore[no-untyped-call]
    """The plugin's options in mkdocs.yml."""

    locales = config_options.Type(dict, default={})
    """CLDR locales by language, where another than the language's own is wanted."""
    offline = config_options.Type(bool, default=True)
    """Whether readers' browsers keep pages; where it is false, those that do give them up."""


class HubPlugin(BasePlugin[HubConfig]):  # type: ignore[no-untyped-call]
    """Adds the generated pages, the shared files and the search to a site of MkDocs.

    mkdocs-static-i18n builds one language after the other, each by a whole build of its own, at
    priority -100. Pages enter before it, so that it places them, and get their content after it.
    """

    def __init__(self) -> None:
        self.site: Site
        self.pages: dict[str, Page] = {}
        self.books: dict[str, bytes] = {}
        """The books of the languages that are built so far, by their addresses."""
        self.sources: dict[str, Path] = {}
        """The files that pages can show, by their place below the site's folder."""
        self.pictures: dict[str, Rendition] = {}
        """The pictures that pages show so far, by their addresses."""
        self.progress = Progress()
        self.is_preview = False
        self.last: dict[str, Entry] = {}
        """The seminars as they were when they last were valid, by slug."""
        self.names = Vocabulary()
        """The shared names as they were when series.yml last was valid."""
        self.glossary: Glossary | None = None
        """In a preview, the glossary as it was when it last was valid."""

    # Reading

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview; the plugin then lives as long as its server."""
        self.is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read everything before MkDocs empties the site's folder."""
        if i18n.is_last_build(i18n.find(config)):
            site = site_of(config, is_preview=self.is_preview)
            try:
                series = site.series
            except InvalidContentError as error:
                described = "\n\n".join(for_people(error.faults, Path.cwd()))
                raise PluginError(f"{error}\n\n{described}\n") from error
            if self.is_preview:
                series = self._with_last_valid(series, site.docs)
                self.glossary = site.content.glossary or self.glossary
            self.site = site.with_content(series, self.glossary or site.glossary)
            self.books = {}
            self.pictures = {}
        _ = self._language(config).translations.gettext
        config.mdx_configs["footnotes"] = {
            # Translators: what a screen reader says of the arrow after a footnote's text.
            "BACKLINK_TITLE": _("Back to reference {} in the text"),
        }
        return config

    def _with_last_valid(self, series: Series, docs: Path) -> Series:
        """Keep showing seminars and names as they last were while their files have faults."""
        self.names = series.vocabulary if series.vocabulary != Vocabulary() else self.names
        there = {path.name for path in (docs / SEMINARS).iterdir()}
        entries = {entry.slug: entry for entry in series.entries}
        kept = [entry for slug, entry in self.last.items() if slug in there - set(entries)]
        self.last |= entries
        return Series(self.names, tuple(sorted((*series.entries, *kept), key=chronological)))

    # Files

    @event_priority(50)
    def _add_files(self, files: Files, config: MkDocsConfig) -> Files:
        hub_files.keep_shown(files, self.site.series)
        for uri in self.site.uris:
            if uri not in files.src_uris:
                files.append(hub_files.page_file(uri, config))
        for shared in hub_files.shared_files(self.site.series, config):
            if found := files.get_file_from_path(shared.src_uri):
                files.remove(found)
        hub_files.keep_hub_assets(files)
        return files

    @event_priority(-150)
    def _fill_files(self, files: Files, config: MkDocsConfig) -> Files:
        self.pages = self.site.pages(self._language(config))
        for uri, page in self.pages.items():
            file = files.src_uris[uri]
            if not Path(file.abs_src_path or "").is_file():
                file.content_string = (
                    self.site.prose(page).read_text("utf-8-sig") if page.has_prose else ""
                )
                file.generated_by = "kmh-hub"
        for shared in hub_files.shared_files(self.site.series, config):
            files.append(shared)
        self.sources = {
            file.dest_uri: Path(file.abs_src_path)
            for file in files.media_files()
            if file.abs_src_path
        }
        self.progress.start(len(files.documentation_pages()) * len(self.site.languages.all))
        return files

    on_files = CombinedEvent(_add_files, _fill_files)

    # Pages

    def on_page_markdown(
        self, markdown: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Give a generated page its title and description."""
        if generated := self.pages.get(page.file.src_uri):
            page.meta.update({"generated": True, "scripts": generated.scripts})
            if generated.title:
                page.meta.update(
                    {
                        "title": generated.title,
                        "description": generated.description,
                        "seminar": generated.seminar,
                    }
                )
        return markdown

    def on_page_content(
        self, html: str, page: MkDocsPage, config: MkDocsConfig, files: Files
    ) -> str:
        """Mark prose of another language; put a generated page around it; explain terms."""
        fallback = self._fallback(page, config)
        if fallback:
            html = f'<div lang="{fallback.tag}" dir="{fallback.direction}">{html}</div>'
        generated = self.pages.get(page.file.src_uri)
        shown, pictures = with_pictures(html, page.file.dest_uri, self.sources)
        self.pictures |= {each.path: each for each in pictures}
        if not generated:
            return self.site.explained(shown, self._language(config), _clean(page.url))
        book = b""
        if generated.context.get("kind") is Kind.OVERVIEW:
            made = self.site.book(generated, html, (fallback or generated.language).tag)
            self.books[made.path] = book = made.content
        html = self.site.render(generated, shown, book)
        html = self.site.explained(html, generated.language, _clean(page.url), _PROSE)
        page.present_anchor_ids = Anchors.of(html)
        page.toc.items += [AnchorLink(title, id_, 2) for id_, title in generated.sections]
        return html

    # Theme

    def on_env(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Give the theme's templates the language's messages."""
        env.add_extension("jinja2.ext.i18n")
        translations = self._language(config).translations
        env.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
        return env

    def on_page_context(
        self, context: TemplateContext, page: MkDocsPage, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """Tell the templates the page's languages."""
        urls = {tag: _clean(file.url) for tag, file in i18n.alternates(page.file).items()}
        generated = self.pages.get(page.file.src_uri)
        return self._with_hub(context, config, urls, self._fallback(page, config), generated)

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
        prefix = self._language(config).prefix
        if template_name not in _ONE_A_LANGUAGE or not prefix:
            return output
        write_file(output.encode(), str(Path(config.site_dir, prefix, template_name)))
        return ""

    def on_post_page(self, output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Count the page."""
        self.progress.advance()
        return output

    # The end

    @event_priority(-200)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Write what stands beside the pages, and index the site, once all languages are built."""
        if i18n.is_last_build(i18n.find(config)):
            target = Path(config.site_dir)
            try:
                for export in self.site.exports():
                    write_file(export.content, str(target / export.path))
            except NoShapingError as error:
                raise PluginError(str(error)) from error
            for path, content in self.books.items():
                write_file(content, str(target / path))
            for path, picture in self.pictures.items():
                write_file(picture.content, str(target / path))
            self.progress.say("Search index")
            site = self.site
            documents = records_of(site.series.entries, site.docs, site.languages)
            write_search_index(
                target, site.docs, site.series, site.glossary, site.languages, documents
            )
            self.progress.end()

    def on_build_error(self, error: Exception) -> None:
        """Leave no bar behind."""
        self.progress.end()

    def on_serve(
        self, server: LiveReloadServer, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Rebuild when a template, a catalogue or a style is edited, too."""
        server.watch(str(self.site.overrides))
        return server

    def _language(self, config: MkDocsConfig) -> Language:
        return self.site.languages[i18n.current(i18n.find(config))]

    def _fallback(self, page: MkDocsPage, config: MkDocsConfig) -> Language | None:
        """Return the language of a page's prose, where it is not the page's."""
        generated = self.pages.get(page.file.src_uri)
        language = self._language(config)
        if generated and not generated.has_prose:
            return None
        if generated and generated.source != HOME:
            entry = self.site.series.by_slug[generated.slug]
            tag = entry.prose_language(language.preferred)
        else:
            tag = i18n.locale_of(page.file)
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


def _clean(url: str) -> str:
    """Return an address below the site's; MkDocs writes its root as `./`."""
    return "" if url in {".", "./"} else url
