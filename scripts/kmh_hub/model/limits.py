"""How large the files of the content may be."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The largest size of each kind of file, in megabytes; mkdocs.yml says another one."""

    texts: float = 0.5
    """Markdown, captions, transcripts, tables as CSV."""
    pictures: float = 10
    documents: float = 50
    recordings: float = 500

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Return the limits that a configuration gives, and the usual ones for the rest.

        Raises:
            ValueError: where it gives something else; the message says what to write.

        """
        known = [each.name for each in fields(cls)]
        for name, value in given.items():
            if name not in known:
                raise ValueError(f"limits: there is no “{name}”; there are: {', '.join(known)}")
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value > 0:
                raise ValueError(f"limits: {name}: write megabytes, such as 50, not {value!r}")
        return cls(**given)

    def bytes_of(self, kind: str) -> int:
        """Return the largest size of a kind of file in bytes."""
        return int(getattr(self, kind) * _MEGABYTE)


USUAL = Limits()
"""Where the configuration says nothing."""
