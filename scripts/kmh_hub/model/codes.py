"""Codes that others keep: languages (BCP 47), countries (ISO 3166-1) and time zones (IANA)."""

import re
from functools import cache, lru_cache
from typing import Annotated
from zoneinfo import available_timezones

import pycountry
from pydantic import AfterValidator, Field

from kmh_hub.compiled import compiled, keep_compiled
from kmh_hub.model.rejection import rejection

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


_LANGUAGES = "languages"


@cache
def language_codes() -> frozenset[str]:
    """Return the primary language subtags of BCP 47: ISO 639-1 where it has one, else ISO 639-3."""
    # pycountry makes an object of each of 8,000 languages.
    if kept := compiled(_LANGUAGES):
        return frozenset(kept.decode().split())
    codes = {getattr(language, "alpha_2", language.alpha_3) for language in pycountry.languages}
    keep_compiled(_LANGUAGES, " ".join(sorted(codes)).encode())
    return frozenset(codes)


@cache
def country_codes() -> frozenset[str]:
    """Return the ISO 3166-1 alpha-2 codes."""
    return frozenset(country.alpha_2 for country in pycountry.countries)


@cache
def time_zones() -> frozenset[str]:
    """Return the names of the IANA time zone database."""
    return frozenset(available_timezones()) - {"Factory", "localtime", "posixrules"}


# Every text has its tag: the few there are need no second look. A refusal is not remembered.
@lru_cache(maxsize=1024)
def _language(value: str) -> str:
    known = value.split("-", maxsplit=1)[0] in language_codes()
    if not _TAG.fullmatch(value) or not known:
        raise rejection("unknown-language", value=value)
    return value


def _country(value: str) -> str:
    if value not in country_codes():
        raise rejection("unknown-country", value=value)
    return value


def _time_zone(value: str) -> str:
    if value not in time_zones():
        raise rejection("unknown-time-zone", value=value)
    return value


LanguageTag = Annotated[str, AfterValidator(_language), Field(examples=["fr"])]
"""A language as BCP 47 writes it: `fr`, `ar`, `pt-BR`, `zh-Hant`."""

CountryCode = Annotated[str, AfterValidator(_country), Field(examples=["ET"])]
"""A country as ISO 3166-1 alpha-2 writes it: `ET`."""

TimeZone = Annotated[str, AfterValidator(_time_zone), Field(examples=["Africa/Addis_Ababa"])]
"""A time zone by its IANA name: `Africa/Addis_Ababa`, `CET`."""
