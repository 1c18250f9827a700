"""The glossary: glossary.yml read and checked."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kmh_hub.model.glossary import Glossary
from kmh_hub.reading import characters, checks
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.validation import validate
from kmh_hub.reading.waivers import waive
from kmh_hub.reading.yaml_document import Document, Keys, parse, value_at

_IN_EVERY_LANGUAGE = ("term", "definition")


def read_glossary(
    path: Path, languages: Sequence[str]
) -> tuple[Document, Glossary | None, list[Fault]]:
    """Read and check the glossary.

    Args:
        path: the file.
        languages: the tags of the site's languages.

    Returns:
        The file, the glossary (None where it has faults), and the faults.

    """
    document, faults = parse(path)
    glossary = None
    if document.value is not None:
        glossary, invalid = validate(Glossary, document, languages)
        faults += invalid
        told = {fault.place for fault in faults}
        further = _check(document, languages)
        faults += [fault for fault in further if fault.place not in told]
        faults += checks.check_examples(document)
        faults += characters.check_characters(path, document.lines)
    is_whole = document.value is not None
    faults = waive(path, document.lines, faults, document.lines_of, is_whole=is_whole)
    return document, None if faults else glossary, faults


def _check(document: Document, languages: Sequence[str]) -> Iterator[Fault]:
    """Check what a single value cannot know, in a document that is valid or not."""
    terms = value_at(document.value, ("terms",))
    sources = value_at(document.value, ("sources",))
    terms = terms if isinstance(terms, dict) else {}
    known_sources = tuple(sources) if isinstance(sources, dict) else ()
    for key in terms:
        path = ("terms", key)
        others = tuple(other for other in terms if other != key)
        yield from _check_languages(document, path, languages)
        yield from _check_keys(document, (*path, "see"), "unknown-term", others)
        yield from _check_keys(document, (*path, "sources"), "unknown-source", known_sources)
    yield from _check_forms(document, terms)


def _check_languages(document: Document, path: Keys, languages: Sequence[str]) -> Iterator[Fault]:
    for name in _IN_EVERY_LANGUAGE:
        texts = value_at(document.value, (*path, name))
        missing = [tag for tag in languages if tag not in texts] if isinstance(texts, dict) else []
        if missing:
            place = document.place((*path, name), key=True)
            values = {"key": name, "missing": missing}
            yield Fault("missing-language", document.path, place, values, (*path, name))


def _check_keys(
    document: Document, path: Keys, rule: str, known: tuple[str, ...]
) -> Iterator[Fault]:
    keys = value_at(document.value, path)
    for index, key in enumerate(keys if isinstance(keys, list) else ()):
        here = (*path, index)
        if isinstance(key, str) and key not in known:
            values = {"value": key, "known": known}
            yield Fault(rule, document.path, document.place(here), values, here)
        elif key in keys[:index]:
            yield Fault("duplicate-value", document.path, document.place(here), {"value": key})


def _check_forms(document: Document, terms: dict[str, Any]) -> Iterator[Fault]:
    """Check that each word stands for one term of a language, and is listed once."""
    first: dict[tuple[str, str], str] = {}
    for key in terms:
        for path, language, words in _words(document, ("terms", key)):
            known = (language, words.casefold())
            if known in first:
                is_own = first[known] == key
                rule = "duplicate-value" if is_own else "form-of-two-terms"
                values = {"value": words, "other": first[known]}
                yield Fault(rule, document.path, document.place(path), values, path)
            first.setdefault(known, key)


def _words(document: Document, path: Keys) -> Iterator[tuple[Keys, str, str]]:
    """Return the path, language and text of each word that stands for a term."""
    for name in ("term", "forms", "abbreviations"):
        texts = value_at(document.value, (*path, name))
        for language, given in texts.items() if isinstance(texts, dict) else ():
            here = (*path, name, language)
            if isinstance(given, str):
                yield here, language, given
            for index, words in enumerate(given if isinstance(given, list) else ()):
                if isinstance(words, str):
                    yield (*here, index), language, words
