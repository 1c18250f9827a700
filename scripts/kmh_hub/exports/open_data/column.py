"""The columns of the table of seminars."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from functools import lru_cache

from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.material import Item, Material, MaterialKind, Status
from kmh_hub.model.seminar import Audience, EventStatus, Format, Seminar
from kmh_hub.model.series import Entry
from kmh_hub.model.text import UNDETERMINED, Text

Value = str | int | None | Sequence[str]
"""What a cell holds; nothing where that is not known."""
Datatype = str | dict[str, str]
"""The type of a value, as CSVW names it."""

_DATE: Datatype = {"base": "string", "format": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"}
_DAY: Datatype = {"base": "date", "format": "yyyy-MM-dd"}
_TIME: Datatype = {"base": "time", "format": "HH:mm"}
_COUNTRY: Datatype = {"base": "string", "format": "[A-Z]{2}"}


@dataclass(frozen=True)
class Column:
    """A column: one fact of every seminar."""

    name: str
    """Its heading: `title_fr`."""
    value: Callable[[Entry, Addresses], Value]
    datatype: Datatype = "string"
    is_list: bool = False
    """Whether a cell holds several values."""
    language: Language | None = None
    """The language, where each has a column of its own."""

    @property
    def subject(self) -> str:
        """What it is about, whatever the language: `title`."""
        return self.name.removesuffix(f"_{self.language.tag}") if self.language else self.name


@lru_cache(maxsize=4)
def columns_of(languages: Languages) -> tuple[Column, ...]:
    """Return the columns of the table in order."""
    return (
        Column("slug", lambda entry, _: entry.slug),
        _fact("number", lambda s: s.number, "positiveInteger"),
        *_texts("title", languages, lambda s: s.title),
        _fact("status", lambda s: s.status, _one_of(EventStatus)),
        _fact("first_date", lambda s: str(s.days[0].date), _DATE),
        _fact("last_date", lambda s: str(s.days[-1].date), _DATE),
        _fact("start_time", lambda s: _clock(s.days[0].start), _TIME),
        _fact("end_time", lambda s: _clock(s.days[-1].end), _TIME),
        _fact("timezone", lambda s: s.timezone),
        _fact("format", lambda s: s.format, _one_of(Format)),
        _fact("platform", lambda s: s.platform),
        *_texts("city", languages, lambda s: s.place.city if s.place else None),
        _fact("country", lambda s: s.place.country if s.place else None, _COUNTRY),
        _fact("audience", lambda s: s.audience, _one_of(Audience)),
        _list("interpretation", lambda s: s.interpretation, "language"),
        _list("themes", lambda s: s.themes),
        _list("organisers", lambda s: s.organisers),
        _list("partners", lambda s: s.partners),
        _list("funders", lambda s: s.funders),
        _list("speakers", _speakers),
        _list("countries", lambda s: s.countries, _COUNTRY),
        _fact("sessions", lambda s: len(s.sessions) or None, "positiveInteger"),
        *_states("agenda", lambda s: _of_kind(s.materials, MaterialKind.AGENDA)),
        *_states("slides", lambda s: _of_kind(s.materials, MaterialKind.SLIDES)),
        *_states("recordings", lambda s: s.recordings),
        *(_address(each) for each in languages.all),
        _list("official_pages", lambda s: [page.url for page in s.official_pages], "anyURI"),
        _fact("added", lambda s: str(s.added) if s.added else None, _DAY),
        _fact("updated", lambda s: str(s.updated) if s.updated else None, _DAY),
    )


def _fact(name: str, of: Callable[[Seminar], Value], datatype: Datatype = "string") -> Column:
    return Column(name, lambda entry, _: of(entry.seminar), datatype)


def _list(
    name: str, of: Callable[[Seminar], Sequence[str]], datatype: Datatype = "string"
) -> Column:
    return Column(name, lambda entry, _: of(entry.seminar), datatype, is_list=True)


def _texts(
    name: str, languages: Languages, of: Callable[[Seminar], Text | None]
) -> Iterator[Column]:
    """Return a column a language; it holds no text of another one."""
    for language in languages.all:

        def value(entry: Entry, _: Addresses, tag: str = language.tag) -> Value:
            text = of(entry.seminar)
            return text.root.get(tag) if text else None

        yield Column(f"{name}_{language.tag}", value, language=language)


def _states(name: str, of: Callable[[Seminar], Iterable[Item]]) -> Iterator[Column]:
    """Return the languages of what is published, and of what is announced."""
    for status in (Status.PUBLISHED, Status.ANNOUNCED):

        def tags(seminar: Seminar, status: Status = status) -> Sequence[str]:
            there = [item.language for item in of(seminar) if item.status is status]
            return tuple(dict.fromkeys(tag or UNDETERMINED for tag in there))

        yield _list(f"{name}_{status}", tags, "language")


def _address(language: Language) -> Column:
    def value(entry: Entry, addresses: Addresses) -> Value:
        return addresses.page(language, entry.slug)

    return Column(f"url_{language.tag}", value, "anyURI", language=language)


def _speakers(seminar: Seminar) -> list[str]:
    keys = (each.person for session in seminar.sessions for each in session.speakers)
    return list(dict.fromkeys(keys))


def _of_kind(materials: Iterable[Material], kind: MaterialKind) -> list[Material]:
    return [item for item in materials if item.kind is kind]


def _clock(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None


def _one_of(values: type[StrEnum]) -> Datatype:
    return {"base": "string", "format": "|".join(values)}
