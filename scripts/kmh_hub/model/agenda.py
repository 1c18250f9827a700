"""When a seminar takes place and what happens then: days, sessions, people."""

from collections.abc import Iterator
from datetime import time
from typing import Self

from pydantic import Field, model_validator

from kmh_hub.model.base import Model
from kmh_hub.model.dates import Date, Duration, TimeOfDay
from kmh_hub.model.rejection import rejection
from kmh_hub.model.text import Text


class Appearance(Model):
    """A person in a session, as a speaker or moderator."""

    person: str = Field(examples=["example-person"])
    """The key of the person in series.yml."""
    role: Text | None = None
    """The function at the time, by language."""
    affiliation: str | None = Field(default=None, examples=["example-agency"])
    """The organisation at the time, where it is another than in series.yml: its key there."""


class Span(Model):
    """Something that starts and ends within a day."""

    start: TimeOfDay | None = None
    """When it starts: `HH:MM` in the seminar's time zone."""
    end: TimeOfDay | None = None
    """When it ends: `HH:MM` in the seminar's time zone."""

    @model_validator(mode="after")
    def _ends_after_start(self) -> Self:
        if self.start and self.end and self.end <= self.start:
            raise rejection(
                "end-before-start",
                at=("end",),
                start=f"{self.start:%H:%M}",
                end=f"{self.end:%H:%M}",
            )
        return self


class Session(Span):
    """One session of a day."""

    title: Text | None = None
    """Its title, where known."""
    abstract: Text | None = None
    """What it is about: plain text."""
    duration: Duration | None = None
    """How long it is, where only that is known: `h:mm:ss`."""
    speakers: tuple[Appearance, ...] = ()
    """Who speaks, in order."""
    moderators: tuple[Appearance, ...] = ()
    """Who moderates, in order."""

    @model_validator(mode="after")
    def _names_each_once(self) -> Self:
        for role in ("speakers", "moderators"):
            keys = [each.person for each in getattr(self, role)]
            for index, key in enumerate(keys):
                if key in keys[:index]:
                    raise rejection("duplicate-value", at=(role, index, "person"), value=key)
        return self


class Day(Span):
    """One day of a seminar, or all of it where only month or year are known."""

    date: Date
    """`YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where no more is known."""
    sessions: tuple[Session, ...] = ()
    """The sessions in order."""

    @model_validator(mode="after")
    def _times_need_a_day(self) -> Self:
        if self.date.full is None and (self.start or self.end):
            raise rejection("time-without-day", at=("start" if self.start else "end",))
        return self

    @property
    def times(self) -> Iterator[tuple[tuple[str | int, ...], time]]:
        """The times of day, each with the keys and index that lead to it."""
        spans: list[tuple[tuple[str | int, ...], Span]] = [((), self)]
        spans += [(("sessions", index), session) for index, session in enumerate(self.sessions)]
        for path, span in spans:
            for key in ("start", "end"):
                if at := getattr(span, key):
                    yield (*path, key), at

    @property
    def first_time(self) -> tuple[str | int, ...] | None:
        """The keys and index that lead to the first time of day; None where there is none."""
        return next((path for path, _ in self.times), None)
