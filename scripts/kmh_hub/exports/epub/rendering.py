"""The parts of a book to XHTML: autoescaped Jinja templates, one environment a language."""

import re
from functools import lru_cache, partial
from gettext import NullTranslations
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kmh_hub.exports.epub.links import moment_id, text_file, transcript_file, url
from kmh_hub.exports.epub.names import document_title, item_language, recording_name
from kmh_hub.exports.epub.part import Name
from kmh_hub.localisation.direction import direction_of, isolated
from kmh_hub.localisation.language import Language
from kmh_hub.model.recording import clock
from kmh_hub.pages.compiled import Compiled
from kmh_hub.pages.page import Kind
from kmh_hub.pages.phase import Phase
from kmh_hub.pages.templates import capital, host, type_name

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold; PDFs and captions may."""


def render(language: Language, name: str, **context: Any) -> bytes:
    """Return an XML document of a book in UTF-8.

    Args:
        language: the book's.
        name: of the template.
        context: what it shows.

    """
    text = _environment(language).get_template(name).render(context)
    return f"{NOT_XML.sub('', text).strip()}\n".encode()


_COMPILED = Compiled()


# As jinja2.ext.i18n has them, which looks each up anew, by four calls through the context.


def _message(translations: NullTranslations, message: str, **values: object) -> Markup:
    marked = _marked(translations, message)
    return marked % values if values else marked


@lru_cache(maxsize=1024)
def _marked(translations: NullTranslations, message: str) -> Markup:
    return Markup(translations.gettext(message))  # noqa: S704 - translators write XHTML


def _plural(translations: NullTranslations, one: str, many: str, count: int) -> Markup:
    return Markup(translations.ngettext(one, many, count)) % {"num": count}  # noqa: S704


@lru_cache(maxsize=16)
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("kmh_hub.exports.epub"),
        bytecode_cache=_COMPILED,
        auto_reload=False,  # templates of a package stay as they are
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "_": partial(_message, language.translations),
        "ngettext": partial(_plural, language.translations),
        "Kind": Kind,
        "Name": Name,
        "Phase": Phase,
        "direction_of": direction_of,
        "document_title": partial(document_title, language=language),
        "formats": language.formats,
        "isolated": isolated,
        "item_language": partial(item_language, language=language),
        "language": language,
        "moment_id": moment_id,
        "recording_name": partial(recording_name, language=language),
        "t": language.text,
        "text_file": text_file,
        "transcript_file": transcript_file,
    }
    environment.filters |= {
        "bidi": Markup("<bdi>{}</bdi>").format,
        "capital": capital,
        "clock": clock,
        "host": host,
        "type_name": type_name,
        "url": url,
    }
    return environment
