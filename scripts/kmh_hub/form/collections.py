"""What the form edits: the content's files, as collections of Sveltia CMS.

https://sveltiacms.app/en/docs/collections
"""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from pydantic import BaseModel

from kmh_hub.form.fields import SHARED, Fields, is_mapping
from kmh_hub.localisation.language import Language
from kmh_hub.model.archive import Archive
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.redirects import Redirects
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.text import UNDETERMINED
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.unit import (
    ARCHIVE_FILE,
    GLOSSARY_FILE,
    REDIRECTS_FILE,
    SEMINAR_FILE,
    SERIES_FILE,
)

SEMINARS = "seminars"
FILES: Mapping[str, tuple[type[BaseModel], str]] = {
    "series": (Vocabulary, f"{SEMINARS}/{SERIES_FILE}"),
    "glossary": (Glossary, GLOSSARY_FILE),
    "redirects": (Redirects, REDIRECTS_FILE),
    "archived": (Archive, ARCHIVE_FILE),
}
"""The files that seminars share, below the content's folder."""
PAGES = ("index", "about", "data", "guide")
"""The pages that are written by hand, in each language."""


def collections(
    docs: str, language: Language, names: Mapping[str, str], pages: Sequence[str]
) -> list[dict[str, Any]]:
    """Return the collections, in the words of a language.

    Args:
        docs: the folder of the content, in the repository.
        language: the language.
        names: the languages of texts: their own names by tag.
        pages: the pages that are written by hand, without language and suffix.

    """
    _, fields = language.translations.gettext, Fields(language, names)
    folder = PurePosixPath(docs)
    by_language = {
        "structure": "multiple_files",
        "locales": [*names],
        "default_locale": next(iter(names)),
        "initial_locales": "all",
    }
    body = {
        "name": "body",
        "label": _("Text"),
        # The hub's Markdown has ids, footnotes and notices, which editors of formatted text lose.
        "widget": "text",
        "i18n": True,
        "required": False,
        "hint": _("Markdown. Headings have the same ids in all languages, in braces."),
    }
    in_languages = {"format": "raw", "i18n": by_language}
    # Folders are made by `hub new`, since a seminar is several files.
    kept: dict[str, Any] = {"create": False, "delete": False, "duplicate": False, "publish": False}
    # Their names begin with the year: the newest first.
    kept["sortable_fields"] = {
        "fields": ["slug"],
        "default": {"field": "slug", "direction": "descending"},
    }
    return [
        {
            "name": "seminars",
            "label": _("Seminars: facts"),
            "icon": "event",
            "folder": f"{folder / SEMINARS}",
            "path": f"{{{{slug}}}}/{SEMINAR_FILE.removesuffix('.yml')}",
            "extension": "yml",
            "format": "hub-seminar",
            "identifier_field": f"title.{language.tag}",
            "summary": f"{{{{slug}}}}: {{{{title.{language.tag}}}}}",
            "media_folder": "",
            "public_folder": "",
            "fields": fields.of(Seminar),
            **kept,
        },
        {
            "name": "texts",
            "label": _("Seminars: texts"),
            "icon": "article",
            "folder": f"{folder / SEMINARS}",
            "path": "{{slug}}/index",
            "extension": "md",
            "identifier_field": "body",
            "summary": "{{slug}}",
            "fields": [body],
            **in_languages,
            **kept,
        },
        {
            "name": SHARED,
            "label": _("What seminars share"),
            "icon": "hub",
            "publish": False,
            "files": [
                {
                    "name": name,
                    "label": path,
                    "file": f"{folder / path}",
                    "format": f"hub-{name}",
                    "fields": fields.of(model),
                }
                for name, (model, path) in FILES.items()
            ],
        },
        {
            "name": "pages",
            "label": _("Other pages"),
            "icon": "web",
            "publish": False,
            **in_languages,
            "files": [
                {
                    "name": page,
                    "label": f"{page}.md",
                    "file": f"{folder / page}.{{{{locale}}}}.md",
                    "fields": [body],
                    "i18n": True,
                }
                for page in pages
            ],
        },
    ]


def shapes(tags: Sequence[str], plain: str) -> dict[str, dict[str, Any]]:
    """Return what the form's formats have to know of files (`scripts/form/kept.js`), by name.

    Args:
        tags: the languages of texts.
        plain: what YAML needs no quotation marks for, as a pattern.

    """
    common = {"texts": [*tags, UNDETERMINED], "plain": plain}
    found = {"hub-seminar": {"mappings": [], "names": [], **common}}
    for name, (model, _) in FILES.items():
        mappings = [key for key, info in model.model_fields.items() if is_mapping(info.annotation)]
        named = ["people"] if model is Vocabulary else []
        found[f"hub-{name}"] = {"mappings": mappings, "names": named, **common}
    return found
