"""The names that seminars share: what series.yml says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from pydantic import Field, model_validator

from kmh_hub.model.agenda import Appearance
from kmh_hub.model.base import Model
from kmh_hub.model.entity import Organisation, Person, Theme
from kmh_hub.model.identifier import EntityKey
from kmh_hub.model.rejection import rejection
from kmh_hub.model.text import Text


@dataclass(frozen=True)
class Participant:
    """Who takes part in a session, as the shared names and the session know it together."""

    key: str
    """The person's key in series.yml."""
    name: Text
    role: Text | None
    affiliation: str | None
    """The key of an organisation in series.yml."""
    organisation: Text | None
    """That organisation's name."""


class Vocabulary(Model):
    """What series.yml says: what several seminars share, by key. A key is part of an address."""

    organisations: dict[EntityKey, Organisation] = Field(default_factory=dict)
    """Organisations by key."""
    themes: dict[EntityKey, Theme] = Field(default_factory=dict)
    """Themes by key."""
    people: dict[EntityKey, Person] = Field(default_factory=dict)
    """Speakers and moderators by key."""

    @model_validator(mode="after")
    def _identifies_each_once(self) -> Self:
        seen: dict[str, str] = {}
        for kind in ("organisations", "themes", "people"):
            for key, entity in getattr(self, kind).items():
                for name in ("orcid", "ror", "wikidata"):
                    value = getattr(entity, name, None)
                    if value in seen:
                        raise rejection(
                            "duplicate-identifier", at=(kind, key, name), other=seen[value]
                        )
                    if value:
                        seen[value] = key
        return self

    def participants(self, appearances: Iterable[Appearance]) -> tuple[Participant, ...]:
        """Return who the speakers or moderators of a session are, in order."""
        return tuple(
            self._participant(each, person)
            for each in appearances
            if (person := self.people.get(each.person))
        )

    def _participant(self, appearance: Appearance, person: Person) -> Participant:
        affiliation = appearance.affiliation or person.affiliation
        organisation = self.organisations.get(affiliation) if affiliation else None
        return Participant(
            appearance.person,
            person.name,
            appearance.role,
            affiliation if organisation else None,
            organisation.name if organisation else None,
        )
