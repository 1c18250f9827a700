"""Which way a language is written, and what in it is written the other way."""

import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from markupsafe import Markup, escape

_WORD = "[A-Za-z\u00c0-\u024f][\\w\u00c0-\u024f]*(?:[.’'&/+-]+[\\w\u00c0-\u024f]+)*"
_BETWEEN = "[ \u00a0](?:[&+/–-][ \u00a0])?"
_ADDRESS = r"https?://[^\s«»“”]*[\w/]"
_LATIN_RUN = re.compile(f"{_ADDRESS}|{_WORD}(?:{_BETWEEN}{_WORD})*", re.ASCII)


@cache
def direction_of(tag: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 tag, by CLDR; `auto` where CLDR does not know it."""
    try:
        return Locale.parse(tag, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "auto"


@lru_cache(maxsize=4096, typed=True)
def isolated(text: str, direction: str) -> Markup:
    """Return plain text as HTML.

    Within right-to-left text, each run of Latin words and each address stands in `<bdi>`.
    """
    if direction != "rtl":
        return escape(text)
    parts: list[Markup] = []
    end = 0
    for run in _LATIN_RUN.finditer(text):
        parts += [escape(text[end : run.start()]), Markup("<bdi>{}</bdi>").format(run[0])]
        end = run.end()
    return Markup("").join([*parts, escape(text[end:])])
