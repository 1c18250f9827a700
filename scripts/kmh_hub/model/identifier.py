"""Identifiers that others keep of people, organisations and themes: ORCID, ROR, Wikidata."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from kmh_hub.model.rejection import rejection

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ORCID = re.compile(r"([0-9]{4}-){3}[0-9]{3}[0-9X]")
_ROR = re.compile(r"0[0-9a-hjkmnp-tv-z]{6}[0-9]{2}")
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def _key(value: str) -> str:
    if not _KEY.fullmatch(value):
        raise rejection("invalid-entity-key", value=value)
    return value


def _orcid(value: str) -> str:
    if not _ORCID.fullmatch(value) or _orcid_check(value) != value[-1]:
        raise rejection("invalid-orcid", value=value)
    return value


def _orcid_check(value: str) -> str:
    """Return the check character of an ORCID: ISO 7064, MOD 11-2."""
    total = 0
    for digit in value[:-1].replace("-", ""):
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11]


def _ror(value: str) -> str:
    if not _ROR.fullmatch(value) or _ror_check(value) != value[-2:]:
        raise rejection("invalid-ror", value=value)
    return value


def _ror_check(value: str) -> str:
    """Return the two check digits of a ROR: ISO 7064, MOD 97-10, over Crockford's base 32."""
    number = 0
    for sign in value[:-2]:
        number = number * len(_CROCKFORD) + _CROCKFORD.index(sign)
    return f"{98 - number * 100 % 97:02}"


def _wikidata(value: str) -> str:
    if not _WIKIDATA.fullmatch(value):
        raise rejection("invalid-wikidata", value=value)
    return value


EntityKey = Annotated[str, AfterValidator(_key), Field(examples=["example-agency"])]
"""What refers to an entity, in metadata and in addresses: lower-case Latin words joined by `-`."""

Orcid = Annotated[str, AfterValidator(_orcid)]
"""A person's ORCID iD: sixteen digits in groups of four, the last one may be X."""

Ror = Annotated[str, AfterValidator(_ror)]
"""An organisation's identifier in the Research Organization Registry: nine characters."""

WikidataId = Annotated[str, AfterValidator(_wikidata)]
"""The number of an item of Wikidata: `Q42`."""
