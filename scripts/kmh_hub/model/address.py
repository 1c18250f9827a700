"""Where a thing is: an https address, or a file in the seminar's own folder."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, HttpUrl, TypeAdapter, ValidationError

from kmh_hub.model.markup import address_is_safe
from kmh_hub.model.rejection import rejection

_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)
_FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+")
_RESERVED = re.compile(
    r"(?i).*\.(md|ya?ml|html?|ics|epub)|(citation|translations)\.\w+|index\..*|share\..*"
)
"""What the hub reads or makes itself in a seminar's folder."""
_UNSAFE = re.compile(r"[\s\x00-\x1f\x7f<>\"'`\\{}|^]")


def https_url(value: str) -> str:
    """Return an absolute https address as it was written, or refuse it."""
    if not value.lower().startswith("https://"):
        raise rejection("url-not-https", value=value)
    try:
        url = _URL.validate_python(value)
    except ValidationError:
        raise rejection("invalid-url", value=value) from None
    if _UNSAFE.search(value) or url.username or url.password or not address_is_safe(value):
        raise rejection("invalid-url", value=value)
    return value


def _file_name(value: str) -> str:
    if not _FILE_NAME.fullmatch(value):
        raise rejection("invalid-file-name", value=value)
    if _RESERVED.fullmatch(value):
        raise rejection("reserved-file-name", value=value)
    return value


HttpsUrl = Annotated[str, AfterValidator(https_url), Field(examples=["https://example.org/page"])]
"""An absolute https address, kept as it was written."""

FileName = Annotated[str, AfterValidator(_file_name), Field(examples=["slides-fr.pdf"])]
"""The name of a file in the seminar's own folder: Latin letters, digits, `-`, `_` and `.`."""
