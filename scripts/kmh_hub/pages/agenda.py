"""The timetable: days and sessions with their times in the seminar's zone and in UTC."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kmh_hub.localisation.formats import moment
from kmh_hub.model.agenda import Day, Session, Span
from kmh_hub.model.seminar import Seminar
from kmh_hub.pages.documents import ShownDocument
from kmh_hub.pages.recordings import ShownRecording


@dataclass(frozen=True)
class Hours:
    """When something starts and ends; None where that is not known."""

    start: datetime | None
    end: datetime | None

    @property
    def utc(self) -> "Hours":
        """The same hours in UTC."""
        start, end = (at and at.astimezone(UTC) for at in (self.start, self.end))
        return Hours(start, end)

    @property
    def known(self) -> datetime:
        """The start, or the end where only that is known."""
        at = self.start or self.end
        assert at is not None  # noqa: S101 - hours_of makes no other
        return at


@dataclass(frozen=True)
class NumberedSession:
    """A session with its number over the whole seminar."""

    number: int
    session: Session
    hours: Hours | None
    documents: tuple[ShownDocument, ...] = ()
    """What can be had of it, that in the page's language first."""
    moments: tuple[tuple[ShownRecording, timedelta], ...] = ()
    """Where recordings show it."""


@dataclass(frozen=True)
class TimetableDay:
    """A day with its sessions."""

    day: Day
    hours: Hours | None
    sessions: tuple[NumberedSession, ...]


def hours_of(seminar: Seminar, day: Day, span: Span) -> Hours | None:
    """Return the hours of a day or session; None where no time is known."""
    if not seminar.timezone or not (span.start or span.end):
        return None
    zone = seminar.timezone
    start, end = (moment(day.date, at, zone) if at else None for at in (span.start, span.end))
    return Hours(start, end)


def timetable(
    seminar: Seminar, documents: Sequence[ShownDocument], recordings: Sequence[ShownRecording]
) -> Iterator[TimetableDay]:
    """Return the days of a seminar in order.

    Args:
        seminar: the seminar.
        documents: its documents, in the order in which a session is to show them.
        recordings: its recordings, likewise.

    """
    number = 0
    for day in seminar.days:
        sessions = []
        for session in day.sessions:
            number += 1
            sessions.append(
                NumberedSession(
                    number,
                    session,
                    hours_of(seminar, day, session),
                    tuple(each for each in documents if each.material.session == number),
                    tuple(_moments(number, recordings)),
                )
            )
        yield TimetableDay(day, hours_of(seminar, day, day), tuple(sessions))


def _moments(
    session: int, recordings: Sequence[ShownRecording]
) -> Iterator[tuple[ShownRecording, timedelta]]:
    for shown in recordings:
        at = shown.recording.moment_of(session)
        if shown.recording.is_published and at is not None:
            yield shown, at
