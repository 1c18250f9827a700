"""The languages of the site, as mkdocs.yml lists them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from gettext import NullTranslations

from babel import Locale
from markupsafe import Markup

from kmh_hub.localisation.catalogue import read_catalogue
from kmh_hub.localisation.collation import sort_key_of
from kmh_hub.localisation.direction import direction_of, isolated
from kmh_hub.localisation.formats import Formats
from kmh_hub.model.text import UNDETERMINED, Text


@dataclass(frozen=True)
class LocalText:
    """Plain text in the language in which it was found.

    In a template it is escaped and, where it is not in the page's language, marked with its own
    `lang` and `dir`.
    """

    value: str
    language: str
    is_local: bool
    """Whether it is in the page's language."""

    def __str__(self) -> str:
        return self.value

    def __html__(self) -> Markup:
        if self.is_local:
            return isolated(self.value, self.direction)
        if self.language == UNDETERMINED:
            return Markup("<bdi>{}</bdi>").format(self.value)
        return Markup('<span lang="{}" dir="{}">{}</span>').format(
            self.language, self.direction, isolated(self.value, self.direction)
        )

    @property
    def direction(self) -> str:
        """The direction of its script: `ltr` or `rtl`."""
        return direction_of(self.language)


@dataclass(frozen=True)
class Language:
    """One language of the site: how it says, writes and counts."""

    tag: str
    """BCP 47."""
    prefix: str
    """What its addresses begin with: empty for the default language, else such as `ar/`."""
    locale: Locale
    """CLDR's locale for dates and numbers."""
    translations: NullTranslations
    """The catalogue of interface messages."""
    preferred: tuple[str, ...]
    """Where a text lacks this language, the languages to take instead, this one first."""

    @property
    def direction(self) -> str:
        """The direction of its script: `ltr` or `rtl`."""
        return direction_of(self.tag)

    @cached_property
    def formats(self) -> Formats:
        """Dates, times, sizes and names as the language writes them."""
        return Formats(self.locale, self.translations)

    def sort_key(self, text: object) -> bytes:
        """Return by what names are put in the language's order."""
        return sort_key_of(self.locale)(str(text))

    def text(self, text: Text) -> LocalText:
        """Return a text in this language, or in the first fallback that it has."""
        language, value = text.best(self.preferred)
        return LocalText(value, language, language == self.tag)


@dataclass(frozen=True)
class Languages:
    """All languages of the site, the default first."""

    all: tuple[Language, ...]

    @property
    def default(self) -> Language:
        """The language at the site's root."""
        return self.all[0]

    def __getitem__(self, tag: str) -> Language:
        return next(language for language in self.all if language.tag == tag)

    def of_address(self, address: str) -> Language:
        """Return the language of an address below the site's."""
        return next(each for each in reversed(self.all) if address.startswith(each.prefix))

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages' tags, the default first."""
        return tuple(language.tag for language in self.all)


def languages_of(tags: Sequence[str], locales: Mapping[str, str], catalogues: str) -> Languages:
    """Return the site's languages.

    Args:
        tags: BCP 47 tags; the first is the default, and their order is the order of fallback.
        locales: CLDR locales by tag, where another than the tag's own is wanted (`en`: `en_GB`).
        catalogues: the folder of gettext catalogues.

    Raises:
        ValueError: where CLDR has no such locale or a language has no catalogue.

    """
    return Languages(
        tuple(
            Language(
                tag=tag,
                prefix="" if tag == tags[0] else f"{tag}/",
                locale=Locale.parse(locales.get(tag, tag).replace("-", "_")),
                translations=read_catalogue(catalogues, tag),
                preferred=(tag, *(other for other in tags if other != tag)),
            )
            for tag in tags
        )
    )
