"""A seminar: all that its seminar.yml can say."""

from collections import Counter
from enum import StrEnum
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from kmh_hub.model.address import HttpsUrl
from kmh_hub.model.agenda import Day, Session
from kmh_hub.model.base import Line, Model
from kmh_hub.model.codes import CountryCode, LanguageTag, TimeZone
from kmh_hub.model.material import Material
from kmh_hub.model.recording import Recording
from kmh_hub.model.rejection import rejection
from kmh_hub.model.text import Text


class Format(StrEnum):
    """How people attend."""

    ONLINE = "online"
    IN_PERSON = "in-person"
    HYBRID = "hybrid"


class Audience(StrEnum):
    """Who may attend."""

    PUBLIC = "public"
    INVITATION = "invitation"


class Place(Model):
    """Where people meet."""

    city: Text
    """The city, by language."""
    country: CountryCode
    """The country: ISO 3166-1 alpha-2."""
    venue: Text | None = None
    """The building or room, by language."""


class OfficialPage(Model):
    """What the organisers themselves published about the seminar."""

    url: HttpsUrl
    """Its https address."""
    language: LanguageTag | None = None
    """The page's language, where known."""
    title: Text | None = None
    """What tells this page from another one of the same language."""


class Seminar(Model):
    """One event, in the numbered series or beside it."""

    draft: bool = False
    """true while it is being written: shown in the preview, never published."""
    source_language: LanguageTag | None = None
    """The language that the others are translated from; the site's default, if not given."""
    number: int | None = Field(default=None, ge=1, examples=[6])
    """Its place in the series; omitted for an event outside it."""
    title: Text
    """Its title, by language."""
    summary: Text | None = None
    """One or two sentences that say what it is about, by language."""
    timezone: TimeZone | None = None
    """The IANA time zone of all times of day in this file."""
    days: tuple[Day, ...] = Field(min_length=1)
    """When it takes place, in order."""
    format: Format | None = None
    """online, in-person or hybrid."""
    platform: Line | None = Field(default=None, examples=["Zoom"])
    """The platform of an online or hybrid seminar."""
    place: Place | None = None
    """Where an in-person or hybrid seminar takes place."""
    audience: Audience | None = None
    """public, or invitation."""
    interpretation: tuple[LanguageTag, ...] = ()
    """The languages of the simultaneous interpretation."""
    themes: tuple[str, ...] = Field(default=(), examples=[["reintegration"]])
    """Keys of themes in series.yml."""
    organisers: tuple[str, ...] = Field(default=(), examples=[["kmh"]])
    """Keys of organisations in series.yml."""
    partners: tuple[str, ...] = Field(default=(), examples=[["iom"]])
    """Keys of organisations in series.yml."""
    funders: tuple[str, ...] = Field(default=(), examples=[["eu"]])
    """Keys of organisations in series.yml."""
    countries: tuple[CountryCode, ...] = ()
    """Partner countries, in the order in which they are to be shown."""
    official_pages: tuple[OfficialPage, ...] = ()
    """What the organisers published about it."""
    materials: tuple[Material, ...] = ()
    """Documents, in the order in which they are to be shown."""
    recordings: tuple[Recording, ...] = ()
    """Recordings, in the order in which they are to be shown."""

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        for index, (before, after) in enumerate(pairwise(self.days), start=1):
            if after.date.earliest <= before.date.earliest:
                at = ("days", index, "date")
                raise rejection(
                    "dates-out-of-order", at=at, date=str(after.date), before=str(before.date)
                )
        for index, day in enumerate(self.days):
            if day.first_time and not self.timezone:
                raise rejection("time-without-zone", at=("days", index, *day.first_time))
        for key in ("interpretation", "themes", "organisers", "partners", "funders", "countries"):
            for value, count in Counter(values := getattr(self, key)).items():
                if count > 1:
                    second = values.index(value, values.index(value) + 1)
                    raise rejection("duplicate-value", at=(key, second), value=value)
        return self

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions in order; a session's number is its index plus one."""
        return tuple(session for day in self.days for session in day.sessions)

    @property
    def file_names(self) -> tuple[str, ...]:
        """The files in the seminar's folder that are to be published."""
        names: list[str | None] = []
        for item in (*self.materials, *self.recordings):
            if item.is_published:
                names.append(item.file)
                if isinstance(item, Recording):
                    names.extend(captions.file for captions in item.captions)
                    names.append(item.transcript)
        return tuple(dict.fromkeys(name for name in names if name))
