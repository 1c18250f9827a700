"""What a source says: what has a place in seminar.yml, and what has none."""

from dataclasses import dataclass, field
from typing import Any

from kmh_hub.reading.rules.rule import N_

NO_PLACE = N_("seminar.yml has no place for it")
REFUSED = N_("it cannot stand in seminar.yml: %s")
UNKNOWN_KEY = N_("series.yml has no such key")
CONTRADICTS = N_("it contradicts what the source says before")
NO_PERSON = N_("no key can be made of the name; describe the person in series.yml")
NO_LANGUAGE = N_("its language is not known: say it by --text-language")
NO_ZONE = N_("it has no time zone; it was taken for a time in that of the seminar")
OVER_MIDNIGHT = N_("it ends on another day")
REPEATS = N_("it repeats; only its first day was taken")
NO_DAY = N_("the day is not known")
NOT_WHOLE_SECONDS = N_("seminar.yml has whole seconds only")
NOT_WHOLE_MINUTES = N_("seminar.yml has hours and minutes only")


@dataclass(frozen=True)
class Leftover:
    """Something that the source says and that was not taken over."""

    place: str
    """Where in the source: sheet and cell, line, JSON path, UID."""
    value: str
    reason: str
    """Why: a message's id."""
    detail: str = ""
    """What stands in the reason."""


class UnreadableSourceError(ValueError):
    """A source that is not what it is taken for; the message says what and where."""


@dataclass
class Gathered:
    """What a source says of one seminar."""

    values: dict[str, Any] = field(default_factory=dict)
    """As seminar.yml has it; speakers and moderators are keys of series.yml."""
    people: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Those whom series.yml does not have yet, by key."""
    leftovers: list[Leftover] = field(default_factory=list)

    def leave(self, place: str, value: object, reason: str, detail: str = "") -> None:
        """Keep what cannot be taken over, for the report."""
        self.leftovers.append(Leftover(place, str(value), reason, detail))
