"""Pages to HTML: autoescaped Jinja templates, one environment a language."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kmh_hub.localisation.direction import direction_of, isolated
from kmh_hub.localisation.language import Language
from kmh_hub.model.entity import EntityKind
from kmh_hub.model.recording import clock
from kmh_hub.pages.compiled import Compiled
from kmh_hub.pages.entity import kind_texts
from kmh_hub.pages.page import Kind, Page, entity_path, path_of
from kmh_hub.pages.phase import Phase
from kmh_hub.pages.words import words_of

_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPE_NAMES = {
    "application/vnd.ms-powerpoint": "PPT",
    "application/vnd.oasis.opendocument.presentation": "ODP",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/msword": "DOC",
    f"{_OFFICE}.presentationml.presentation": "PPTX",
    f"{_OFFICE}.wordprocessingml.document": "DOCX",
    f"{_OFFICE}.spreadsheetml.sheet": "XLSX",
    "audio/mpeg": "MP3",
    "audio/ogg": "Opus",
    "audio/mp4": "M4A",
    "text/plain": "TXT",
    "video/webm": "WebM",
}
"""Where the subtype is not what readers call it."""
_PLACES = re.compile("[\0\1\2]")
_BLANK_LINES = re.compile(r"\n\s*\n+")


class _Context(Context):
    """Calls functions as they are; Jinja's own looks at each whether it asks for the context."""

    def call(self, function: Callable[..., object], *args: object, **named: object) -> object:
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return function(*args, **named)


class Templates:
    """The templates of generated pages.

    Args:
        folder: `overrides/pages`.

    """

    def __init__(self, folder: Path) -> None:
        self._loader = FileSystemLoader(folder)
        self._compiled = Compiled()
        self.environment = cache(self._make_environment)
        """The templates with the words and formats of a language."""

    def render(
        self,
        page: Page,
        prose: str = "",
        *,
        citations: Mapping[str, object] = MappingProxyType({}),
        book_size: int = 0,
    ) -> str:
        """Return the HTML of a page's content.

        Args:
            page: the page.
            prose: the editors' text, as HTML that is trusted, for a page that has some.
            citations: how to cite what the page is about, by id.
            book_size: the size in bytes of the book beside the page; 0 where there is none.

        The result has no blank line, so that it is one block of HTML in Markdown.

        """
        template = self.environment(page.language).get_template(page.template)
        # The home page shows what stands before the first section apart from the rest.
        intro, heading, rest = prose.partition("<h2")
        parts = {"\0": prose, "\1": intro, "\2": heading + rest}
        html = template.render(
            page.context,
            page=page,
            prose=Markup("\0"),
            intro=Markup("\1"),
            rest=Markup("\2"),
            citations=citations,
            book_size=book_size,
        )
        html = _BLANK_LINES.sub("\n", html).strip()
        return _PLACES.sub(lambda place: parts[place[0]], html)

    def _make_environment(self, language: Language) -> Environment:
        environment = Environment(
            loader=self._loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # A build has templates of its own; none changes meanwhile.
            auto_reload=False,
            bytecode_cache=self._compiled,
        )
        environment.context_class = _Context
        environment.globals |= words_of(language.translations)
        environment.globals |= {
            "Kind": Kind,
            "Phase": Phase,
            "EntityKind": EntityKind,
            "formats": language.formats,
            "direction_of": direction_of,
            "isolated": isolated,
            "language": language,
            "listed": partial(listed, language),
            "country_links": country_links,
            "path_of": path_of,
            "entity_path": entity_path,
            "entity_kind_name": lambda kind: kind_texts(kind, language)[0],
            "t": language.text,
        }
        environment.filters |= {
            "bidi": Markup("<bdi>{}</bdi>").format,
            "capital": capital,
            "clock": clock,
            "type_name": type_name,
            "host": host,
        }
        return environment


def type_name(media_type: str) -> str:
    """Return a media type as readers know it: `PDF` for `application/pdf`."""
    known = media_type.partition(";")[0].strip()
    return _TYPE_NAMES.get(known) or known.partition("/")[2].removeprefix("x-").upper()


def listed(language: Language, items: Iterable[object]) -> Markup:
    """Return texts or pieces of HTML as one list: “a, b and c”."""
    return Markup(language.formats.list(str(escape(item)) for item in items))  # noqa: S704


def country_links(page: Page, codes: Iterable[str]) -> Markup:
    """Return links to the pages of countries, as one list."""
    link = Markup('<a href="{}">{}</a>')
    language = page.language
    return listed(
        language,
        (
            link.format(
                page.link(entity_path(EntityKind.COUNTRY, code)), language.formats.country(code)
            )
            for code in codes
        ),
    )


def capital(text: str) -> str:
    """Return a text as it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]


def host(url: str) -> str:
    """Return the host of an address."""
    return urlsplit(url).hostname or ""
