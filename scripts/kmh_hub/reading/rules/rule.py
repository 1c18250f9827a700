"""What a rule is."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a fault stops a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Rule:
    """What a report says when a rule is broken.

    The texts are for editors who know their subject and not programming. `{name}` stands for a
    value of the fault; `{suggestion}` for the nearest known word, with its own punctuation, or for
    nothing; `{kind}` for what was written instead of what is expected.
    """

    message: str
    """What is wrong."""
    help: str
    """What to write instead."""
    severity: Severity = Severity.ERROR
    waivable: bool = False
    """Whether an editor may let it stand, with a reason."""


def N_(message: str) -> str:  # noqa: N802 - gettext's usual name
    """Mark a text for translation where it is not translated yet."""
    return message
