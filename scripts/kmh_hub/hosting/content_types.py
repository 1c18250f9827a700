"""The media types of files: those that hosts may not know, and those that all know.

Storage knows none, and is told all of them.
"""

from kmh_hub.model.media_type import media_type_of

_TEXT = "; charset=utf-8"

BY_SUFFIX = {
    "bib": f"application/x-bibtex{_TEXT}",
    "csv": f"text/csv{_TEXT}",
    "epub": "application/epub+zip",
    "ics": f"text/calendar{_TEXT}",
    "opus": "audio/ogg",
    "ris": f"application/x-research-info-systems{_TEXT}",
    "vtt": f"text/vtt{_TEXT}",
    "webmanifest": "application/manifest+json",
    "woff2": "font/woff2",
}
"""By the suffixes of files' names; Opus has no container of its own (RFC 7845)."""

ATOM = f"application/atom+xml{_TEXT}"
CSV_METADATA = "application/csvm+json"
"""W3C CSV on the Web, which is JSON-LD."""
JSON_SCHEMA = "application/schema+json"

_TEXTS = ("text/", "application/json", "application/xml", "+json", "+xml", "x-bibtex", "-systems")


_BY_OWN_SUFFIX = {"js": f"text/javascript{_TEXT}", "webp": "image/webp"}
"""What hosts send by themselves, and not every Python knows."""


def is_text(type_: str) -> bool:
    """Return whether files of a type are worth compressing."""
    return any(each in type_ for each in _TEXTS)


def stored_type_of(path: str) -> str:
    """Return the type of a file by its name, for storage, where no rule says it for its path."""
    suffix = path.rpartition(".")[2].lower()
    if told := BY_SUFFIX.get(suffix) or _BY_OWN_SUFFIX.get(suffix):
        return told
    type_ = media_type_of(path) or "application/octet-stream"
    return f"{type_}{_TEXT}" if type_.startswith("text/") else type_
