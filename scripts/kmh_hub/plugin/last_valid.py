"""What a preview shows while files have faults: the content as it last was valid."""

from dataclasses import dataclass, field

from kmh_hub.model.glossary import Glossary
from kmh_hub.model.series import Entry, Series, chronological
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import SEMINARS
from kmh_hub.plugin.site import Site


@dataclass
class LastValid:
    """The content as it last was valid, part by part."""

    entries: dict[str, Entry] = field(default_factory=dict)
    """The seminars by slug."""
    names: Vocabulary = field(default_factory=Vocabulary)
    """The shared names."""
    glossary: Glossary | None = None

    def shown(self, site: Site) -> Site:
        """Return a site with what is valid of its content, and else with what last was."""
        series = site.series
        self.names = series.vocabulary if series.vocabulary != Vocabulary() else self.names
        self.glossary = site.content.glossary or self.glossary
        there = {path.name for path in (site.docs / SEMINARS).iterdir()}
        valid = {entry.slug: entry for entry in series.entries}
        kept = [entry for slug, entry in self.entries.items() if slug in there - set(valid)]
        self.entries |= valid
        entries = sorted((*series.entries, *kept), key=chronological)
        series = Series(self.names, tuple(entries))
        return site.with_content(series, self.glossary or site.glossary)
