"""Plural forms outside of templates: for scripts in the browser, which count too."""

from functools import cache

from kmh_hub.localisation.language import Language

_SAMPLES = (*range(201), 1_000_000)


@cache
def plural_forms(language: Language, singular: str, plural: str) -> dict[str, str]:
    """Return a message's forms by plural category (`one`, `few`, …), for Intl.PluralRules."""
    forms: dict[str, str] = {}
    for number in _SAMPLES:
        category = language.locale.plural_form(number)
        forms.setdefault(category, language.translations.ngettext(singular, plural, number))
    return forms
