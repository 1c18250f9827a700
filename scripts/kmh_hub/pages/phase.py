"""Whether a seminar is still to come, as far as its days are known."""

from datetime import date
from enum import StrEnum

from kmh_hub.model.outline import Outline
from kmh_hub.model.seminar import EventStatus, Seminar
from kmh_hub.pages.agenda import hours_of


class Phase(StrEnum):
    """Where a seminar stands."""

    COMING = "coming"
    PAST = "past"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


def phase_of(outline: Outline, today: date) -> Phase:
    """Return where a seminar stands on a day; its last day is still to come until it is over."""
    if outline.status is EventStatus.CANCELLED:
        return Phase.CANCELLED
    if outline.status is EventStatus.POSTPONED:
        return Phase.POSTPONED
    return Phase.PAST if outline.last < today else Phase.COMING


def bounds_of(seminar: Seminar) -> tuple[str, str]:
    """Return when a seminar starts and ends, in ISO 8601 and no more precise than is known."""
    first, last = seminar.days[0], seminar.days[-1]
    starts, ends = hours_of(seminar, first, first), hours_of(seminar, last, last)
    start = starts.start.isoformat() if starts and starts.start else str(first.date)
    end = ends.end.isoformat() if ends and ends.end else str(last.date)
    return start, end
