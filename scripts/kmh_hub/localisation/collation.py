"""The order in which a language lists names: CLDR's collation, by ICU."""

from collections.abc import Callable
from functools import cache

import icu
from babel import Locale

SortKey = Callable[[str], bytes]
"""A name's place among others: names sort as these bytes do."""


@cache
def sort_key_of(locale: Locale) -> SortKey:
    """Return the sort key of a locale.

    Accents and capital letters count only between names that are otherwise equal; a locale's own
    script comes first, so that Arabic lists Arabic names before Latin ones.
    """
    collator = icu.Collator.createInstance(icu.Locale(str(locale)))
    return lambda text: bytes(collator.getSortKey(text))
