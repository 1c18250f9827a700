"""The media types of files that hosts may not know, or whose letters they may not name."""

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


def is_text(type_: str) -> bool:
    """Return whether files of a type are worth compressing."""
    return any(each in type_ for each in _TEXTS)
