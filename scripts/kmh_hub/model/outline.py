"""What a seminar is to the others: when it is, and what it names.

Every build asks it of all seminars; the rest of a seminar it asks of few.
"""

from datetime import date, time

from kmh_hub.model.base import Model
from kmh_hub.model.mention import Named, named_in
from kmh_hub.model.seminar import EventStatus, Seminar


class Outline(Model):
    """What a seminar is to the others."""

    draft: bool
    """Whether it is still being written."""
    number: int | None
    """Its place in the series, if it has one."""
    status: EventStatus
    """Whether it takes place as planned."""
    first: date
    """The first day that it can begin on."""
    start: time | None
    """When it begins, in its time zone; None where that is not known."""
    last: date
    """The last day that it can end on."""
    named: tuple[Named, ...]
    """The entities that it names, in order."""
    withheld: tuple[str, ...]
    """The files that it names, but that are not to be published."""

    @classmethod
    def of(cls, seminar: Seminar) -> "Outline":
        """Return the outline of a seminar."""
        return cls(
            draft=seminar.draft,
            number=seminar.number,
            status=seminar.status,
            first=seminar.days[0].date.earliest,
            start=seminar.days[0].start,
            last=seminar.days[-1].date.latest,
            named=tuple(named_in(seminar)),
            withheld=tuple(sorted(seminar.withheld_file_names)),
        )
