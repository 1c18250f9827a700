"""Which way a language is written."""

from functools import cache

from babel import Locale, UnknownLocaleError


@cache
def direction_of(tag: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag, by CLDR; `auto` where CLDR does not know it."""
    try:
        return Locale.parse(tag, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "auto"
