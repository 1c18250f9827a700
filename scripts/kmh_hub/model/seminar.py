"""A seminar: all that its seminar.yml can say."""

from collections import Counter
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import Field, model_validator

from kmh_hub.model.address import HttpsUrl
from kmh_hub.model.agenda import Day, Session
from kmh_hub.model.base import Line, Model
from kmh_hub.model.codes import CountryCode, LanguageTag, TimeZone
from kmh_hub.model.dates import Date, FullDate
from kmh_hub.model.figure import Figure, check_ids
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


class EventStatus(StrEnum):
    """Whether it takes place as planned."""

    SCHEDULED = "scheduled"
    """It takes or took place on its days."""
    POSTPONED = "postponed"
    """It will take place later; its days are those first planned, until the new ones are known."""
    CANCELLED = "cancelled"
    """It does not take place; its days are those that were planned."""


class Registration(Model):
    """How to take part in a coming seminar."""

    url: HttpsUrl | None = Field(default=None, examples=["https://example.org/register"])
    """Where to register or join: its https address."""
    until: Date | None = None
    """The last day to register."""
    instructions: Text | None = None
    """What to do to take part, by language: plain text."""

    @model_validator(mode="after")
    def _says_how(self) -> Self:
        if not (self.url or self.instructions):
            raise rejection("registration-without-way")
        return self


class Change(Model):
    """Something about the seminar that readers were told otherwise before."""

    date: FullDate
    """The day on which the hub says so: `YYYY-MM-DD`."""
    text: Text
    """What has changed, by language: plain text."""


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
    added: FullDate | None = Field(default=None, examples=["2026-11-24"])
    """The day on which the hub first shows it: `YYYY-MM-DD`. Only a draft can be without."""
    changes: tuple[Change, ...] = ()
    """What changed since: new dates, recordings that came, corrections; the oldest first."""
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
    status: EventStatus = EventStatus.SCHEDULED
    """scheduled, postponed or cancelled."""
    registration: Registration | None = None
    """How to take part while it is still to come."""
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
    figures: tuple[Figure, ...] = ()
    """What it says in numbers, shown as charts with their tables and sources."""
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
        earlier = self.added
        for index, change in enumerate(self.changes):
            if earlier and change.date.earliest < earlier.earliest:
                at = ("changes", index, "date")
                values = {"date": str(change.date), "before": str(earlier)}
                raise rejection("changes-out-of-order", at=at, **values)
            earlier = change.date
        for index, day in enumerate(self.days):
            if day.first_time and not self.timezone:
                raise rejection("time-without-zone", at=("days", index, *day.first_time))
        self._check_clocks()
        check_ids(self.figures)
        for key in ("interpretation", "themes", "organisers", "partners", "funders", "countries"):
            for value, count in Counter(values := getattr(self, key)).items():
                if count > 1:
                    second = values.index(value, values.index(value) + 1)
                    raise rejection("duplicate-value", at=(key, second), value=value)
        return self

    def _check_clocks(self) -> None:
        """Refuse the times of day that clocks leave out when they go forward."""
        if not self.timezone:
            return
        zone = ZoneInfo(self.timezone)
        for index, day in enumerate(self.days):
            for path, at in day.times:
                if day.date.full is None:
                    continue
                moment = datetime.combine(day.date.full, at, zone)
                if moment.astimezone(UTC).astimezone(zone).time() != at:
                    values = {"value": f"{at:%H:%M}", "zone": self.timezone}
                    raise rejection("nonexistent-time", at=("days", index, *path), **values)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions in order; a session's number is its index plus one."""
        return tuple(session for day in self.days for session in day.sessions)

    @property
    def updated(self) -> date | None:
        """The day of the last change, else that on which it was added."""
        last = self.changes[-1].date if self.changes else self.added
        return last.full if last else None

    @property
    def withheld_file_names(self) -> frozenset[str]:
        """The files that it names, but that are not to be published: those of what is withdrawn."""
        names: set[str | None] = set()
        for item in (*self.materials, *self.recordings):
            names.add(item.file)
            if isinstance(item, Recording):
                names.update(rendition.file for rendition in item.renditions)
                names.update(captions.file for captions in item.captions)
                names.add(item.transcript)
        return frozenset(name for name in names if name) - set(self.file_names)

    @property
    def file_names(self) -> tuple[str, ...]:
        """The files in the seminar's folder that are to be published."""
        names: list[str | None] = []
        for item in (*self.materials, *self.recordings):
            if item.is_published:
                names.append(item.file)
                if isinstance(item, Recording):
                    names.extend(rendition.file for rendition in item.renditions)
                    names.extend(captions.file for captions in item.captions)
                    names.append(item.transcript)
        return tuple(dict.fromkeys(name for name in names if name))
