"""All generated pages of a language: the indexes, and every seminar's pages."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.availability import availability
from kmh_hub.pages.entity import entity_pages
from kmh_hub.pages.home import home_page
from kmh_hub.pages.page import SEMINARS, Page
from kmh_hub.pages.pagination import Slice, newest_first
from kmh_hub.pages.phase import bounds_of, phase_of
from kmh_hub.pages.seminar import seminar_pages
from kmh_hub.pages.timeline import timeline


def pages_of(
    series: Series, language: Language, languages: Languages, today: date
) -> Iterator[Page]:
    """Return every page that is made from metadata, in one language.

    Args:
        series: the seminars to show.
        language: the language of the pages.
        languages: all languages of the site.
        today: the day that tells coming seminars from past ones.

    """
    yield from series_pages(series, language, today)
    for entry in series.entries:
        yield from seminar_pages(series, entry, language, languages, today)


def series_pages(series: Series, language: Language, today: date) -> Iterator[Page]:
    """Return the pages that are made from all seminars: the home page and the indexes."""
    yield home_page(series, language, today)
    yield from _index(series, language, today)
    yield from entity_pages(series, language)


def _index(series: Series, language: Language, today: date) -> Iterator[Page]:
    """Return the pages of all seminars."""
    _ = language.translations.gettext
    title = _("All seminars")
    description = _("All seminars of the series, with date, theme and what can be had of each.")
    entries = series.entries[::-1]
    for cut in newest_first(len(entries), f"{SEMINARS}/", language):
        own = cut.title(title, language)
        shown = entries[cut.start : cut.stop]
        yield Page(
            language=language,
            path=cut.path,
            source=f"{SEMINARS}/index" if cut.is_first else cut.path.rstrip("/"),
            title=own,
            description=description if cut.is_first else f"{own}. {description}",
            seminar="",
            template="series.html",
            scripts=("seminar",),
            make_context=partial(_context, shown, cut, series.vocabulary, language, today),
            entries=shown,
            cut=cut,
        )


def _context(
    shown: tuple[Entry, ...],
    cut: Slice,
    vocabulary: Vocabulary,
    language: Language,
    today: date,
) -> dict[str, object]:
    return {
        "vocabulary": vocabulary,
        "cut": cut,
        "line": timeline(shown[::-1], language.direction),
        "listed": [
            (
                entry,
                entry.seminar,
                phase_of(entry.outline, today),
                bounds_of(entry.seminar),
                availability(entry.seminar, language),
            )
            for entry in shown
        ],
    }
