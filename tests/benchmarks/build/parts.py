"""Where the time of a build goes, by part of the program: run in the folder of a hub.

Every five milliseconds, the innermost frame that stands in a known part is counted: what a
library does counts for the part that called it, Pagefind's own process for the search.
"""

import json
import os
import signal
import sys
from collections import Counter
from types import FrameType

from kmh_hub.cli import main

EVERY = 0.005
PARTS = {
    "kmh_hub/reading/": "reading",
    "kmh_hub/pages/chart": "charts",
    "kmh_hub/pages/explanations": "terms explained",
    "kmh_hub/localisation/phrases": "terms explained",
    "kmh_hub/plugin/pictures": "pictures in pages",
    "kmh_hub/pages/": "pages",
    "overrides/pages/": "pages",
    "kmh_hub/exports/picture/": "share pictures",
    "kmh_hub/exports/epub/": "EPUB",
    "kmh_hub/exports/citation/": "citations",
    "kmh_hub/exports/calendar/": "calendars",
    "kmh_hub/exports/linked_data/": "linked data",
    "kmh_hub/exports/": "other exports",
    "kmh_hub/plugin/documents": "PDFs",
    "kmh_hub/plugin/search": "search",
    "kmh_hub/build/": "writing files",
    "kmh_hub/plugin/ingredients": "hashes of units",
    "kmh_hub/search/": "search",
    "site-packages/markdown/": "Markdown",
    "overrides/": "theme",
    "kmh_hub/plugin/theme": "theme",
    "mkdocs/utils/__init__": "writing files",
    "mkdocs/structure/files": "writing files",
    "kmh_hub/plugin/anchors": "anchors",
    "mkdocs_static_i18n/": "MkDocs",
    "site-packages/mkdocs/": "MkDocs",
}
"""Parts by a piece of their files' paths, the first that fits counts."""


def part_of(frame: FrameType | None) -> str:
    """Return the part of the program that a moment belongs to."""
    while frame:
        path = frame.f_code.co_filename
        for piece, part in PARTS.items():
            if piece in path:
                return part
        frame = frame.f_back
    return "starting"


def build() -> dict[str, float]:
    """Build, and return the share of each part, the largest first."""
    counts: Counter[str] = Counter()
    # In one process, which is the one that is looked at.
    os.cpu_count = lambda: 1
    # A signal, not a thread, which would get its turn where Python waits for files.
    signal.signal(signal.SIGALRM, lambda _, frame: counts.update([part_of(frame)]))
    signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)
    main(["build"], standalone_mode=False)
    signal.setitimer(signal.ITIMER_REAL, 0)
    total = counts.total()
    return {part: round(count / total, 4) for part, count in counts.most_common()}


if __name__ == "__main__":
    stdout, sys.stdout = sys.stdout, sys.stderr
    shares = build()
    json.dump(shares, stdout)
