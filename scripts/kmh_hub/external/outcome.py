"""What asking for an address gave."""

from dataclasses import dataclass
from enum import StrEnum

from kmh_hub.reading.rules.rule import N_


class State(StrEnum):
    """Whether an address is answered, and how."""

    FOUND = "found"
    MOVED = "moved"
    MISSING = "missing"
    GONE = "gone"
    REFUSED = "refused"
    BUSY = "busy"
    FAILING = "failing"
    CIRCLE = "circle"
    SLOW = "slow"
    INSECURE = "insecure"
    UNREACHABLE = "unreachable"


MESSAGES = {
    State.FOUND: N_("is there"),
    State.MOVED: N_("has moved for good to {detail}"),
    State.MISSING: N_("is not there ({detail})"),
    State.GONE: N_("was withdrawn for good ({detail})"),
    State.REFUSED: N_("is not shown to programs, or not to everybody ({detail})"),
    State.BUSY: N_("asks to come back later ({detail})"),
    State.FAILING: N_("has a fault on its own side ({detail})"),
    State.CIRCLE: N_("leads on too often, or back to itself"),
    State.SLOW: N_("gives no answer in time"),
    State.INSECURE: N_("does not prove who it is (TLS: {detail})"),
    State.UNREACHABLE: N_("cannot be reached ({detail})"),
}
"""What a report says of an address in each state."""

DEAD = frozenset({State.MISSING, State.GONE})
"""What an editor has to act on; the rest may be otherwise tomorrow, or for readers."""


@dataclass(frozen=True)
class Outcome:
    """What asking for an address gave."""

    state: State
    detail: str = ""
    """The status, the new address, or what was wrong, as programs say it."""
    later: float = 0
    """After how many seconds the host wants to be asked again; 0 where it does not say."""


def of_status(status: int) -> State:
    """Return what a final HTTP status says.

    https://www.rfc-editor.org/rfc/rfc9110#name-status-codes
    """
    named = {404: State.MISSING, 410: State.GONE, 429: State.BUSY, 503: State.BUSY}
    if status in named:
        return named[status]
    if status >= 500:  # noqa: PLR2004 - HTTP's classes
        return State.FAILING
    return State.REFUSED if status >= 400 else State.FOUND  # noqa: PLR2004
