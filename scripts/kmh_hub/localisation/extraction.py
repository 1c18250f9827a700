"""Which messages the templates and the code use, for the catalogues and their tests."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from pydantic import BaseModel

from kmh_hub.model.archive import Archive
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.redirects import Redirects
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.vocabulary import Vocabulary

_METHODS = [("scripts/kmh_hub/**.py", "python"), ("overrides/**.html", "jinja2")]
_METHODS += [("scripts/kmh_hub/exports/epub/templates/**", "jinja2")]
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_KEYWORDS |= {"plural_forms": (2, 3), "N_": None}

_MODELS: dict[type[BaseModel], str] = {
    Seminar: "seminar",
    Vocabulary: "vocabulary",
    Glossary: "glossary",
    Redirects: "redirects",
    Archive: "archive",
}
"""What editors write, and where it is described."""


def extract(root: Path) -> Catalog:
    """Return all messages in use, in the order of files and lines.

    Args:
        root: the project's folder.

    """
    catalogue = Catalog(project="KMH seminar hub", copyright_holder="")
    found = extract_from_dir(
        str(root),
        _METHODS,
        {"overrides/**.html": {"trimmed": "true", "silent": "false"}},
        keywords=_KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
        directory_filter=lambda path: Path(path).name not in {".venv", "site", "node_modules"},
    )
    for filename, _line, message, comments, context in found:
        catalogue.add(message, None, [(filename, 0)], auto_comments=comments, context=context)
    # `hub new` explains every key of seminar.yml in comments, the form those of all files.
    for model, place in _MODELS.items():
        for description in _descriptions(model.model_json_schema()):
            catalogue.add(description, None, [(f"scripts/kmh_hub/model/{place}.py", 0)])
    return catalogue


def _descriptions(schema: object) -> Iterator[str]:
    """Return the descriptions of the keys of a JSON Schema."""
    if isinstance(schema, dict):
        for part in schema.get("properties", {}).values():
            if isinstance(part, dict) and "description" in part:
                yield part["description"]
        for part in schema.values():
            yield from _descriptions(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _descriptions(part)


def read(path: Path, locale: str) -> Catalog:
    """Return a catalogue as it is on disk."""
    with path.open("rb") as source:
        return read_po(source, locale=locale)
