"""The ids by which links name a seminar's recordings and documents, in pages and in prose."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from kmh_hub.model.rejection import rejection
from kmh_hub.model.text import UNDETERMINED

RESERVED_IDS = frozenset({"content", "contents", "hub-faults", "query", "results"})
"""The ids of the hub's own parts on every page, beside which editors' headings stand."""
RESERVED_IDS_OF_SEMINARS = RESERVED_IDS | {"changes", "cite", "countries", "facts", "figures"}
RESERVED_IDS_OF_SEMINARS |= {"participation", "related"}
"""The same on a seminar's page."""
FIGURE_PREFIX = "figure-"
"""What the ids of figures begin with on a seminar's page, where no heading's may."""
TERM_KEY = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")
"""A key of the glossary: lower-case Latin words joined by hyphens."""


def recording_ids(languages: Iterable[str | None]) -> Iterator[str]:
    """Return the ids of recordings by their languages: `recording-fr`, `recording-fr-2`."""
    return _distinct(f"recording-{tag or UNDETERMINED}" for tag in languages)


def document_ids(kinds: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Return the ids of documents by kind and language: `slides-fr`, `slides-fr-2`."""
    return _distinct(f"{kind}-{tag or UNDETERMINED}" for kind, tag in kinds)


def term_key(value: str) -> str:
    """Return a key of the glossary, which is the id of its term on the glossary's page."""
    if not TERM_KEY.fullmatch(value) or value in RESERVED_IDS:
        raise rejection("invalid-term-key", value=value)
    return value


def _distinct(names: Iterable[str]) -> Iterator[str]:
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"
