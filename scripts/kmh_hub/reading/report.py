"""Faults as a good compiler prints them."""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pycountry

from kmh_hub.model.codes import country_codes, language_codes, time_zones
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.rules import RULES

_KINDS = {dict: "keys and values", list: "a list", str: "text", bool: "true or false"}
_MAX_SHOWN = 100
_CODE_LENGTH = 3


def report(faults: Iterable[Fault], base: Path) -> Iterator[str]:
    """Return each fault as a few lines of text.

    Args:
        faults: what to report.
        base: the folder from which paths are shown.

    """
    lines: dict[Path, list[str]] = {}
    for fault in faults:
        if fault.path not in lines:
            lines[fault.path] = _lines(fault.path)
        yield _describe(fault, base, lines[fault.path])


def texts(fault: Fault) -> tuple[str, str]:
    """Return a fault's message and help."""
    rule = RULES[fault.rule]
    values = {key: _shown(value) for key, value in fault.values.items()}
    values["kind"] = _kind(fault.values.get("value"))
    values["suggestion"] = _suggestion(fault)
    return rule.message.format_map(values), rule.help.format_map(values)


def _describe(fault: Fault, base: Path, lines: list[str]) -> str:
    message, advice = texts(fault)
    place = fault.place
    path = fault.path.relative_to(base) if fault.path.is_relative_to(base) else fault.path
    source = lines[place.line - 1].rstrip() if place.line <= len(lines) else ""
    number = str(place.line)
    gutter = " " * len(number)
    caret = "^" * max(1, min(place.length, len(source) - place.column + 1))
    shown = [
        f"error[{fault.rule}]: {message}",
        f"{gutter}--> {path}:{place.line}:{place.column}",
    ]
    if source:
        margin = re.sub(r"\S", " ", source[: place.column - 1])
        shown += [f"{gutter} |", f"{number} | {source}", f"{gutter} | {margin}{caret}"]
    shown.append(f"{gutter} = help: {advice}")
    return "\n".join(shown)


def _lines(path: Path) -> list[str]:
    if not path.is_file():
        return []
    return path.read_bytes().decode("utf-8-sig", errors="replace").splitlines()


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    text = " ".join(str(value).split())
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"


def _kind(value: object) -> str:
    return "nothing" if value is None else _KINDS.get(type(value), "a number")


def _suggestion(fault: Fault) -> str:
    """Return “; did you mean …?” or nothing."""
    if fault.rule not in _CANDIDATES:
        return ""
    word = fault.values["key" if fault.rule in _ABOUT_KEYS else "value"]
    candidates = _CANDIDATES[fault.rule](fault.values)
    folded = str(word).casefold()
    # Among codes of two or three letters, near is not alike.
    long = [candidate for candidate in candidates if len(candidate) > _CODE_LENGTH]
    near = [folded] if folded in candidates else difflib.get_close_matches(folded, long, n=1)
    return f"; did you mean “{candidates[near[0]]}”?" if near else ""


_ABOUT_KEYS = {"unknown-key", "not-a-site-language"}


def _listed(key: str) -> Callable[[Mapping[str, object]], dict[str, str]]:
    def candidates(values: Mapping[str, object]) -> dict[str, str]:
        words = values[key]
        if isinstance(words, str):  # pydantic's “'online', 'in-person' or 'hybrid'”
            words = re.findall(r"'([^']*)'", words)
        return {word.casefold(): word for word in words}  # type: ignore[attr-defined]

    return candidates


def _countries(_: Mapping[str, object]) -> dict[str, str]:
    names = {country.name.casefold(): country.alpha_2 for country in pycountry.countries}
    return names | {code.casefold(): code for code in country_codes()}


def _languages(_: Mapping[str, object]) -> dict[str, str]:
    names: dict[str, str] = {}
    for language in pycountry.languages:
        if tag := getattr(language, "alpha_2", None):
            names |= {language.name.casefold(): tag, language.alpha_3: tag}
    return names | {code: code for code in language_codes()}


def _zones(_: Mapping[str, object]) -> dict[str, str]:
    zones = time_zones()
    cities = {zone.rpartition("/")[2].casefold(): zone for zone in sorted(zones)}
    return cities | {zone.casefold(): zone for zone in zones}


_CANDIDATES: dict[str, Callable[[Mapping[str, object]], dict[str, str]]] = {
    "unknown-key": _listed("known"),
    "unknown-value": _listed("expected"),
    "unknown-language": _languages,
    "not-a-site-language": _listed("languages"),
    "unknown-country": _countries,
    "unknown-time-zone": _zones,
    "missing-file": _listed("known"),
    "unknown-organisation": _listed("known"),
    "unknown-theme": _listed("known"),
}
