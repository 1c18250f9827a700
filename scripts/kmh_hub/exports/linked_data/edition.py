"""The site in one language, and the identifiers that all languages share."""

from dataclasses import dataclass

from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.entity import Entity
from kmh_hub.model.text import Text
from kmh_hub.pages.page import SEMINARS, Kind, entity_path


@dataclass(frozen=True)
class Edition:
    """In which language linked data is written, and at which addresses."""

    language: Language
    languages: Languages
    addresses: Addresses

    def text(self, text: Text | None) -> str:
        """Return a text in the language or its first fallback; empty where there is none."""
        return str(self.language.text(text)) if text else ""

    def page(self, slug: str, kind: Kind = Kind.OVERVIEW) -> str:
        """Return the address of a seminar's page in the language."""
        return self.addresses.page(self.language, slug, kind)

    def id(self, slug: str, fragment: str, kind: Kind = Kind.OVERVIEW) -> str:
        """Return the IRI of a thing of a seminar: the same in every language."""
        return f"{self.addresses.page(self.languages.default, slug, kind)}#{fragment}"

    def entity_id(self, entity: Entity) -> str:
        """Return the IRI of an entity: the same in every language."""
        path = entity_path(entity.kind, entity.key)
        return f"{self.addresses.site(self.languages.default, path)}#entity"

    @property
    def series_id(self) -> str:
        """The IRI of the numbered series: the same in every language."""
        return f"{self.addresses.site(self.languages.default, f'{SEMINARS}/')}#series"

    def event_id(self, slug: str) -> str:
        """Return the IRI of a seminar as an event."""
        return self.id(slug, "event")
