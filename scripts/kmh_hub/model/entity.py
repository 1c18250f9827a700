"""The people, organisations and themes that seminars share, each described in one place."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from kmh_hub.model.address import HttpsUrl
from kmh_hub.model.base import Model
from kmh_hub.model.codes import CountryCode
from kmh_hub.model.identifier import Orcid, Ror, WikidataId
from kmh_hub.model.text import Name, Text


class EntityKind(StrEnum):
    """What seminars can be found by; the value is part of addresses."""

    THEME = "themes"
    COUNTRY = "countries"
    ORGANISATION = "organisations"
    PERSON = "people"
    YEAR = "years"

    # That of enumerations is ten times slower, and entities are looked up by the hundred thousand.
    __hash__ = str.__hash__


class Entity(NamedTuple):
    """Something that seminars have in common."""

    kind: EntityKind
    key: str
    """Its key in series.yml; a country's ISO 3166-1 code; a year's four digits."""


@dataclass(frozen=True)
class Identifier:
    """What a registry calls an entity."""

    registry: str
    """The registry's name: `ORCID`."""
    value: str
    address: str
    """Where the registry says what it knows."""


def _identifiers(**values: str | None) -> tuple[Identifier, ...]:
    return tuple(
        Identifier(registry, value, f"{address}{value}")
        for name, (registry, address) in _REGISTRIES.items()
        if (value := values.get(name))
    )


_REGISTRIES = {
    "orcid": ("ORCID", "https://orcid.org/"),
    "ror": ("ROR", "https://ror.org/"),
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/"),
}


class Theme(Model):
    """What seminars are about."""

    name: Text
    """Its name, by language."""
    wikidata: WikidataId | None = None
    """Its number in Wikidata, such as Q42."""

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """What others call it."""
        return _identifiers(wikidata=self.wikidata)


class Organisation(Model):
    """Who organises, supports or funds seminars, or whom speakers belong to."""

    name: Text
    """Its name, by language, with its usual abbreviation."""
    url: HttpsUrl | None = None
    """Its https address."""
    country: CountryCode | None = None
    """Where it has its seat: ISO 3166-1 alpha-2."""
    ror: Ror | None = None
    """Its identifier in the Research Organization Registry: nine characters, without address."""
    wikidata: WikidataId | None = None
    """Its number in Wikidata, such as Q42."""

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """What others call it."""
        return _identifiers(ror=self.ror, wikidata=self.wikidata)


class Person(Model):
    """Who speaks at seminars or moderates them."""

    name: Name = Field(examples=["…"])
    """The name as the person writes it; a mapping by language where scripts differ."""
    affiliation: str | None = Field(default=None, examples=["example-agency"])
    """The organisation that the person belongs to: its key in this file."""
    url: HttpsUrl | None = None
    """The https address of the person's own page."""
    orcid: Orcid | None = None
    """The person's ORCID iD: sixteen digits in groups of four, without address."""
    wikidata: WikidataId | None = None
    """The person's number in Wikidata, such as Q42."""

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """What others call the person."""
        return _identifiers(orcid=self.orcid, wikidata=self.wikidata)
