"""A fault in words."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import NullTranslations

import pycountry
from babel import Locale

from kmh_hub.model.codes import country_codes, language_codes, time_zones
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.rules import RULES
from kmh_hub.reading.rules.rule import N_

_KINDS = {
    dict: N_("keys and values"),
    list: N_("a list"),
    str: N_("text"),
    bool: N_("true or false"),
    type(None): N_("nothing"),
}
_NUMBER = N_("a number")
_MAX_SHOWN = 100
_MAX_LISTED = 30
_CODE_LENGTH = 4
_ALIKE = 0.75
"""How alike words must be to be suggested for each other; 1 is equal."""


@dataclass(frozen=True)
class Words:
    """What a report says of a fault."""

    message: str
    """What is wrong."""
    help: str
    """What to write instead."""


def words_of(fault: Fault, translations: NullTranslations | None = None) -> Words:
    """Return a fault in words.

    Args:
        fault: the fault.
        translations: the language's messages; English, if not given.

    """
    _ = (translations or NullTranslations()).gettext
    rule = RULES[fault.rule]
    values = {key: _shown(value) for key, value in fault.values.items()}
    values["kind"] = _(_KINDS.get(type(fault.values.get("value")), _NUMBER))
    near = _nearest(fault)
    values["suggestion"] = _("; did you mean “{word}”?").format(word=near) if near else ""
    return Words(_(rule.message).format_map(values), _(rule.help).format_map(values))


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        more = ["…"] if len(value) > _MAX_LISTED else []
        return ", ".join([*(str(item) for item in value[:_MAX_LISTED]), *more]) or "–"
    text = " ".join(str(value).split())
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"


def _nearest(fault: Fault) -> str | None:
    if fault.rule not in _CANDIDATES:
        return None
    word = fault.values["key" if fault.rule in _ABOUT_KEYS else "value"]
    candidates = _CANDIDATES[fault.rule](fault.values)
    folded = str(word).casefold()
    if folded in candidates:
        return candidates[folded]
    # Among codes and abbreviations, near is not alike.
    if len(folded) <= _CODE_LENGTH:
        return None
    long = [candidate for candidate in candidates if len(candidate) > _CODE_LENGTH]
    near = difflib.get_close_matches(folded, long, n=1, cutoff=_ALIKE)
    return candidates[near[0]] if near else None


_ABOUT_KEYS = {"unknown-key", "not-a-site-language"}


def _listed(key: str) -> Callable[[Mapping[str, object]], dict[str, str]]:
    def candidates(values: Mapping[str, object]) -> dict[str, str]:
        words = values[key]
        return {word.casefold(): word for word in words}  # type: ignore[attr-defined]

    return candidates


def _shared_names(values: Mapping[str, object]) -> dict[str, str]:
    names = values["names"]
    assert isinstance(names, dict)  # noqa: S101 - the check gives it
    return {**names, **_listed("known")(values)}


_NAMES_IN = ("en", "fr", "ar")
"""The languages in which editors may write a name where a code is asked for."""
_AREAS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def _countries(_: Mapping[str, object]) -> dict[str, str]:
    codes = country_codes()
    names = {country.alpha_3.casefold(): country.alpha_2 for country in pycountry.countries}
    for tag in _NAMES_IN:
        territories = Locale.parse(tag).territories
        names |= {territories[code].casefold(): code for code in codes if code in territories}
    return names | {"uk": "GB"} | {code.casefold(): code for code in codes}


def _languages(_: Mapping[str, object]) -> dict[str, str]:
    names: dict[str, str] = {}
    for language in pycountry.languages:
        if tag := getattr(language, "alpha_2", None):
            names |= {language.name.casefold(): tag, language.alpha_3: tag}
    for known_in in _NAMES_IN:
        known = Locale.parse(known_in).languages
        names |= {name.casefold(): tag for tag, name in known.items() if tag in language_codes()}
    return names | {code: code for code in language_codes()}


def _zones(_: Mapping[str, object]) -> dict[str, str]:
    """Return the zones of places; those of offsets have their signs the other way round."""
    zones = sorted(zone for zone in time_zones() if zone.partition("/")[0] in _AREAS)
    cities = {zone.rpartition("/")[2].replace("_", " ").casefold(): zone for zone in zones}
    return cities | {zone.casefold(): zone for zone in zones}


_CANDIDATES: dict[str, Callable[[Mapping[str, object]], dict[str, str]]] = {
    "unknown-key": _listed("known"),
    "unknown-value": _listed("expected"),
    "unknown-language": _languages,
    "not-a-site-language": _listed("languages"),
    "unknown-country": _countries,
    "unknown-time-zone": _zones,
    "missing-file": _listed("known"),
    "unknown-organisation": _shared_names,
    "unknown-theme": _shared_names,
    "unknown-person": _shared_names,
    "unknown-term": _listed("known"),
    "unknown-source": _listed("known"),
    "broken-link": _listed("known"),
    "broken-anchor": _listed("known"),
    "unknown-waiver": _listed("known"),
    "section-not-in-source": _listed("known"),
}
