"""Media types by the names of files."""

from mimetypes import MimeTypes

_TYPES = MimeTypes()  # without the machine's own files, which differ from host to host
_OFFICE = "application/vnd.openxmlformats-officedocument"
for _type, _suffix in (
    ("audio/mp4", ".m4a"),
    ("audio/ogg", ".ogg"),
    ("audio/ogg", ".opus"),
    ("audio/webm", ".weba"),
    ("text/javascript", ".js"),
    ("text/vtt", ".vtt"),
    (f"{_OFFICE}.presentationml.presentation", ".pptx"),
    (f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
    (f"{_OFFICE}.wordprocessingml.document", ".docx"),
    ("application/vnd.oasis.opendocument.presentation", ".odp"),
    ("application/vnd.oasis.opendocument.spreadsheet", ".ods"),
    ("application/vnd.oasis.opendocument.text", ".odt"),
    ("image/avif", ".avif"),
    ("image/webp", ".webp"),
    ("video/mp4", ".m4v"),
    ("video/webm", ".webm"),
):
    _TYPES.add_type(_type, _suffix)


def media_type_of(address: str) -> str | None:
    """Return the IANA media type that the name of a file or address tells; None if it tells none.

    Opus has no container of its own: an `.opus` file is Ogg (RFC 7845).
    """
    return _TYPES.guess_type(address.partition("?")[0].partition("#")[0])[0]
