"""What was published at a target, as it is kept there: `.hub/published.json`.

It makes publications cheap, since unchanged files are not asked for, and safe: what is not in it
was put there by others, and stays.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

RECORD_PATH = ".hub/published.json"
_FORMAT = 1


class RecordError(ValueError):
    """A record that cannot be read."""


@dataclass(frozen=True)
class Published:
    """A file that was published."""

    content: str
    """The hash of its content; empty while it is being sent."""
    headers: str
    """The hash of its headers; empty where the target sends none of ours."""
    unused_since: date | None = None
    """The day since which no page of the site refers to it."""


@dataclass(frozen=True)
class Record:
    """What was published at a target."""

    files: Mapping[str, Published] = field(default_factory=dict)
    """By their places."""

    def to_json(self) -> bytes:
        """Return it as JSON, a line a file."""
        lines = ",\n".join(
            f"{json.dumps(path)}: {json.dumps(_values(each))}"
            for path, each in sorted(self.files.items())
        )
        return f'{{"format": {_FORMAT}, "files": {{\n{lines}\n}}}}\n'.encode()

    @classmethod
    def from_json(cls, data: bytes) -> Self:
        """Return what `to_json` gave.

        Raises:
            RecordError: where it is damaged, or of another version.

        """
        try:
            read = json.loads(data)
            if read["format"] != _FORMAT:
                raise RecordError(f"its format is {read['format']}, not {_FORMAT}")
            return cls({path: _published(*values) for path, values in read["files"].items()})
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise RecordError(str(error)) from error


def _values(file: Published) -> list[str]:
    since = [file.unused_since.isoformat()] if file.unused_since else []
    return [file.content, file.headers, *since]


def _published(content: str, headers: str, since: str | None = None) -> Published:
    return Published(content, headers, date.fromisoformat(since) if since else None)
