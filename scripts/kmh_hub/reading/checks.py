"""What no single seminar.yml can know: files, shared names, other seminars."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kmh_hub.model.dates import PartialDate
from kmh_hub.model.entity import Organisation, Person, Theme
from kmh_hub.model.text import Text
from kmh_hub.model.translation import State, Translation
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.finding import Number, Reference
from kmh_hub.reading.own_files import is_file_key
from kmh_hub.reading.pages import MarkdownPage
from kmh_hub.reading.translations import RECORD_FILE, read_record
from kmh_hub.reading.yaml_document import Document, Keys, value_at

SLUG = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?(-[a-z0-9]+)+")
"""What a seminar's folder can be called."""
_ABBREVIATED = re.compile(r"(.+) \(([^()]+)\)")
_MISNAMED = re.compile(r"(?i)(index|seminar)\b.*\.(md|markdown|txt|ya?ml)$|(index)_.*\.md$")
_TYPOGRAPHIC = "“”„‘’«»"
_PATIENCE = timedelta(days=366)
"""So long after a seminar, what it leaves behind may be only announced."""
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


def check_folder(folder: Path, languages: Sequence[str]) -> Iterator[Fault]:
    """Check a seminar's folder: its name, its pages."""
    if not SLUG.fullmatch(folder.name):
        expected = "2022-11-victims-of-trafficking"
        yield Fault(
            "invalid-slug",
            folder / "seminar.yml",
            values={"value": folder.name, "expected": expected},
        )
    if not (folder / "seminar.yml").is_file():
        yield Fault("missing-seminar-yml", folder / "seminar.yml")
    pages = [f"index.{language}.md" for language in languages]
    if not any((folder / page).is_file() for page in pages):
        yield Fault("missing-prose", folder / "seminar.yml", values={"expected": pages})


def check_seminar(document: Document) -> Iterator[Fault]:
    """Check one seminar.yml, valid or not, against its folder and its agenda."""
    yield from _check_date(document)
    yield from _check_files(document)
    yield from _check_sessions(document)


def number_of(document: Document) -> Number | None:
    """Return the number that a seminar.yml gives, if any."""
    value = value_at(document.value, ("number",))
    if isinstance(value, int) and not isinstance(value, bool):
        return Number(value, document.place(("number",)))
    return None


def _check_date(document: Document) -> Iterator[Fault]:
    slug = document.path.parent.name
    path = ("days", 0, "date")
    date = str(value_at(document.value, path))
    known = date[: len("YYYY-MM")]
    if SLUG.fullmatch(slug) and _DATE.fullmatch(date) and not slug.startswith(f"{known}-"):
        words = re.sub(r"^\d{4}-(\d{1,2}-)?", "", slug)
        yield _fault("slug-not-of-date", document, path, date=date, expected=f"{known}-{words}")


def _check_files(document: Document) -> Iterator[Fault]:
    folder = document.path.parent
    found = {path.name: path for path in sorted(folder.iterdir())}
    for path, name in _find(document, is_file_key):
        if not isinstance(name, str):
            continue
        if name not in found:
            known = [other for other in found if not other.endswith((".md", ".yml"))]
            yield _fault("missing-file", document, path, value=name, known=known)
        elif found[name].is_symlink() or not found[name].is_file():
            yield _fault("file-is-link", document, path, value=name)


def _check_sessions(document: Document) -> Iterator[Fault]:
    days = value_at(document.value, ("days",))
    each = [value_at(day, ("sessions",)) for day in days] if isinstance(days, list) else []
    count = sum(len(sessions) for sessions in each if isinstance(sessions, list))
    for path, value in _find(document, _is_session_key):
        if isinstance(value, int) and not 1 <= value <= count:
            yield _fault("unknown-session", document, path, value=value, count=count)


def _is_session_key(path: Keys) -> bool:
    return path[0] in {"materials", "recordings"} and bool({"session", "sessions"} & {*path[2:]})


def check_vocabulary(document: Document, vocabulary: Vocabulary) -> Iterator[Fault]:
    """Check that what series.yml refers to is there, and that no name is given to two keys.

    Args:
        document: the series.yml as read.
        vocabulary: what it says.

    """
    yield from check_references(document.path, references_of(document), vocabulary)
    first: dict[tuple[object, str], object] = {}
    for path, value in _find(document, lambda path: path[2:3] == ("name",)):
        kind, key = path[:2]
        other = first.setdefault((kind, str(value).casefold()), key)
        if other != key:
            yield _fault("duplicate-name", document, path, value=value, other=other)


def references_of(document: Document) -> Iterator[Reference]:
    """Return where a document refers to what series.yml describes."""
    for path, value in document.leaves:
        if rule := _reference(path):
            yield Reference(rule, value, document.place(path), path)


def check_references(
    path: Path, references: Iterable[Reference], vocabulary: Vocabulary
) -> Iterator[Fault]:
    """Check that what a file refers to is described.

    Args:
        path: the file.
        references: the keys that it names.
        vocabulary: what is described.

    """
    entities = entities_of(vocabulary)
    for each in references:
        known = entities[each.rule]
        if each.value not in known:
            names = {
                name.casefold(): key for key, one in known.items() for name in _names(one.name)
            }
            values = {"value": each.value, "known": tuple(known), "names": names}
            yield Fault(each.rule, path, each.place, values, each.keys)


def entities_of(
    vocabulary: Vocabulary,
) -> Mapping[str, Mapping[str, Theme | Organisation | Person]]:
    """Return what is described by key, by the rule that an unknown key breaks."""
    return {
        "unknown-theme": vocabulary.themes,
        "unknown-organisation": vocabulary.organisations,
        "unknown-person": vocabulary.people,
    }


def _reference(path: Keys) -> str | None:
    """Return the rule that a key of series.yml breaks if it is unknown; None where none stands."""
    match path:
        case ("themes", int()):
            return "unknown-theme"
        case ("organisers" | "partners" | "funders", int()) | ("people", str(), "affiliation"):
            return "unknown-organisation"
        case ("days", int(), "sessions", int(), "speakers" | "moderators", int(), key):
            return {"person": "unknown-person", "affiliation": "unknown-organisation"}.get(str(key))
        case _:
            return None


def _names(text: Text) -> Iterator[str]:
    """Return a name in every language, with and without the abbreviation that may end it."""
    for name in text.root.values():
        yield name
        if match := _ABBREVIATED.fullmatch(name):
            yield from match.groups()


def _find(document: Document, wanted: Callable[[Keys], bool]) -> Iterator[tuple[Keys, Any]]:
    """Find the plain values at the wanted paths of a document."""
    return (leaf for leaf in document.leaves if wanted(leaf[0]))


def _fault(rule: str, document: Document, path: Keys, **values: object) -> Fault:
    place = document.place(path) if path else Place()
    return Fault(rule, document.path, place, values, path)


def stale_on(document: Document) -> date | None:
    """Return the day from which on nothing may be only announced; None if nothing is."""
    days = value_at(document.value, ("days",))
    last = str(value_at(days[-1], ("date",))) if isinstance(days, list) and days else ""
    try:
        ended = PartialDate.parse(last).earliest
    except ValueError:
        return None
    return ended + _PATIENCE if any(_announced(document)) else None


def check_age(document: Document, today: date) -> Iterator[Fault]:
    """Check that nothing is still only announced more than a year after the seminar."""
    stale = stale_on(document)
    for path in _announced(document) if stale and today >= stale else ():
        yield _fault("stale-announcement", document, path)


def _announced(document: Document) -> Iterator[Keys]:
    for path, value in document.leaves:
        if path[-1] == "status" and value == "announced":
            yield path


def check_unused_files(
    folder: Path, document: Document | None, page: MarkdownPage, languages: Sequence[str]
) -> Iterator[Fault]:
    """Check that every file of a seminar's folder is used by its metadata or its prose."""
    if document and document.value is None:
        return  # what it names is not known
    pages = {f"index.{language}.md" for language in languages}
    used = {"seminar.yml", RECORD_FILE, *pages}
    if document:
        used |= {str(name) for _, name in _find(document, is_file_key)}
    for prose in page.prose.values():
        used |= {link.target.partition("#")[0].partition("?")[0] for link in prose.links}
    for path in sorted(folder.iterdir()):
        if path.name in used or path.name.startswith("."):
            continue
        at = folder / "seminar.yml"
        if match := _MISNAMED.match(path.name):
            names = ["seminar.yml"] if match[1].lower() == "seminar" else sorted(used & pages)
            yield Fault("misnamed-file", at, values={"value": path.name, "expected": names})
        elif document:
            yield Fault("unused-file", at, values={"value": path.name})


def check_added(document: Document, today: date) -> Iterator[Fault]:
    """Check that it is said since when the hub has a seminar that is no draft."""
    value = document.value
    if value is not None and "added" not in value and value_at(value, ("draft",)) is not True:
        yield Fault("missing-added", document.path, values={"value": str(today)})


def check_examples(document: Document) -> Iterator[Fault]:
    """Check that no example of a new file is left, and no quotes that YAML does not know."""
    for path, value in _find(document, lambda _: True):
        if not isinstance(value, str):
            continue
        if value == "…" or value.startswith("https://example.org"):
            yield _fault("example-left", document, path, value=value)
        elif len(value) > 1 and value[0] in _TYPOGRAPHIC and value[-1] in _TYPOGRAPHIC:
            yield _fault("typographic-quotes", document, path, value=value)


def check_recorded(
    document: Document, page: MarkdownPage, translations: Sequence[Translation]
) -> Iterator[Fault]:
    """Check that every translation knows which version of its source it was made from.

    A file is told once a language, at the first text that is not recorded.
    """
    record = document.path.with_name(RECORD_FILE)
    if record.is_file() and read_record(record.parent) is None:
        values = {"value": RECORD_FILE, "folder": "/".join(record.parts[-4:-1])}
        yield Fault("broken-record", record, values=values)
        return
    told: set[tuple[str, str]] = set()
    for each in translations:
        file, _, item = each.item.partition("#")
        if each.state is not State.UNRECORDED or (file, each.language) in told:
            continue
        told.add((file, each.language))
        if file == "index.md":
            prose = page.prose[each.language]
            section = next(section for section in prose.sections if section.id == item)
            place = Place(section.first_line, 1, len(section.lines[0]))
            values = {"value": "/".join(prose.path.parts[-4:])}
            yield Fault("translation-not-recorded", prose.path, place, values)
        else:
            keys = tuple(int(key) if key.isdigit() else key for key in item.split("/"))
            values = {"value": "/".join(document.path.parts[-4:-1])}
            yield _fault("translation-not-recorded", document, (*keys, each.language), **values)
