"""All that editors write, read and checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from kmh_hub.cache import Cache
from kmh_hub.collector import collector_paused
from kmh_hub.model.archive import Archive
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.limits import USUAL, Limits
from kmh_hub.model.redirects import Redirects, first_slugs
from kmh_hub.model.series import Entry, Series, chronological
from kmh_hub.reading.entry import entry_from_json
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.finding import Found
from kmh_hub.reading.look import Look
from kmh_hub.reading.memory import Memory
from kmh_hub.reading.rules import Severity
from kmh_hub.reading.survey import Survey
from kmh_hub.reading.unit import Kind


@dataclass(frozen=True)
class Content:
    """What editors wrote: the seminars that are valid, and every fault of everything."""

    series: Series
    faults: tuple[Fault, ...]
    """By file and line."""
    glossary: Glossary | None = None
    """The terms of the field; None where they have faults."""
    vocabulary_digest: str = ""
    """The hash of series.yml, in hex; empty where there is none."""
    glossary_digest: str = ""
    """The hash of glossary.yml, in hex; empty where there is none."""
    pictures: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The pictures below docs/ that texts show, by the texts' names (`seminars/x/index`)."""
    redirects: Redirects = field(default_factory=Redirects)
    """Where addresses that were published lead now."""
    archive: Archive = field(default_factory=Archive)
    """Which links to other sites are dead, and what is kept of them."""

    @property
    def errors(self) -> list[Fault]:
        """The faults that stop a build."""
        return [fault for fault in self.faults if fault.severity is Severity.ERROR]


def read_content(
    docs: Path,
    languages: Sequence[str],
    today: date | None = None,
    cache: Cache | None = None,
    limits: Limits = USUAL,
    memory: Memory | None = None,
    look: Look | None = None,
) -> Content:
    """Read and check everything that editors write.

    Args:
        docs: the folder of the content, with `seminars/series.yml` and one folder a seminar.
        languages: the tags of the site's languages, the default first.
        today: the day from which the age of announcements is counted; today, if not given.
        cache: where what was read is kept; nowhere, if not given.
        limits: how large files may be.
        memory: what was read last in the same languages, of which stays what did not change.
        look: what was seen of it at a first look, if there was one.

    """
    survey = Survey(docs, languages, today, cache, limits, memory, look)

    with collector_paused():
        vocabulary, glossary = survey.vocabulary(), survey.glossary()
        redirects, archive = survey.redirects(), survey.archive()
        first = first_slugs(redirects)

        def entry(found: Found, value: bytes) -> Entry:
            path, again = found.unit.path, survey.reader_of(found.unit)
            named = first.get(path.name, "")
            return entry_from_json(value, path, found.digest, languages, again, named)

        known = {
            place: each
            for place, each in (memory.entries if memory else {}).items()
            if each.first_slug == first.get(each.slug, "")
        }
        places = {(each.unit.path.name, each.digest): each for each in survey.valid_seminars}
        entries = [known[place] for place in places if place in known]
        new = [found for place, found in places.items() if place not in known]
        entries = sorted((*entries, *survey.values(new, entry)), key=chronological)
    if memory:
        memory.entries = {(each.slug, each.digest): each for each in entries}
    digests = [
        found.digest if (found := survey.shared(kind)) else ""
        for kind in (Kind.SERIES, Kind.GLOSSARY)
    ]
    series = Series(vocabulary, tuple(entries))
    return Content(
        series,
        survey.faults,
        glossary,
        digests[0],
        digests[1],
        survey.pictures,
        redirects,
        archive,
    )
