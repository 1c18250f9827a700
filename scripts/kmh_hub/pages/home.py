"""The home page: what the hub is, its latest seminar, the series, its themes."""

from collections.abc import Iterator
from datetime import date

from kmh_hub.localisation.language import Language, LocalText
from kmh_hub.model.entity import Entity, EntityKind
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.availability import availability
from kmh_hub.pages.page import HOME, Page
from kmh_hub.pages.phase import Phase, bounds_of, phase_of
from kmh_hub.pages.timeline import timeline

_SHOWN = 6
"""So many seminars fit into the timeline, and after a theme; the indexes have all."""


def home_page(series: Series, language: Language, today: date) -> Page:
    """Return the home page, which frames the editors' own text."""
    return Page(
        language=language,
        path="",
        source=HOME,
        title="",
        description="",
        seminar="",
        template="home.html",
        make_context=lambda: _context(series, language, today),
        # At the site's own address nobody has chosen a language yet.
        scripts=("seminar",) if language.prefix else ("seminar", "language"),
        has_prose=True,
    )


def _context(series: Series, language: Language, today: date) -> dict[str, object]:
    chosen = _chosen(series, today)
    shown = series.entries[-_SHOWN:]
    return {
        "chosen": chosen,
        "phase": phase_of(chosen.outline, today) if chosen else None,
        "bounds": bounds_of(chosen.seminar) if chosen else None,
        "availability": availability(chosen.seminar, language) if chosen else (),
        "entries": shown,
        "line": timeline(shown, language.direction),
        "topics": tuple(_topics(series, language)),
    }


def _chosen(series: Series, today: date) -> Entry | None:
    """Return the next seminar to come, else the last one that took place, else the newest."""
    phases = [(phase_of(entry.outline, today), entry) for entry in series.entries]
    coming = [entry for phase, entry in phases if phase is Phase.COMING]
    past = [entry for phase, entry in phases if phase is Phase.PAST]
    newest = series.entries[-1] if series.entries else None
    return coming[0] if coming else past[-1] if past else newest


def _topics(
    series: Series, language: Language
) -> Iterator[tuple[str, LocalText, tuple[Entry, ...], int]]:
    """Return the themes in the order of series.yml.

    Returns:
        key, name, the newest seminars, the newest first, and how many there are.

    """
    for key, theme in series.vocabulary.themes.items():
        if found := series.naming.get(Entity(EntityKind.THEME, key)):
            yield key, language.text(theme.name), found[: -_SHOWN - 1 : -1], len(found)
