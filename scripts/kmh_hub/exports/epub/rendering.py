"""The parts of a book to XHTML: autoescaped Jinja templates, one environment a language."""

import re
from functools import lru_cache, partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kmh_hub.exports.epub.links import moment_id, text_file, transcript_file, url
from kmh_hub.exports.epub.names import document_title, item_language, recording_name
from kmh_hub.exports.epub.part import Name
from kmh_hub.localisation.direction import direction_of, isolated
from kmh_hub.localisation.language import Language
from kmh_hub.model.recording import clock
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


@lru_cache(maxsize=16)
def _environment(language: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("kmh_hub.exports.epub"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_translations(language.translations, newstyle=True)  # type: ignore[attr-defined]
    environment.globals |= {
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
