"""What one reading of the content leaves for the next, while a preview runs."""

from dataclasses import dataclass, field
from typing import Any

from kmh_hub.model.series import Entry
from kmh_hub.reading.finding import Finding


@dataclass
class Memory:
    """What was read last, by what it was read from; each reading replaces it."""

    findings: dict[str, Finding] = field(default_factory=dict)
    """By their keys."""
    shared: dict[str, Any] = field(default_factory=dict)
    """What series.yml and such files say, by the keys of their findings."""
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    """The seminars by slug and digest."""
