"""All generated pages of a language: the indexes, and every seminar's pages."""

from collections.abc import Iterator
from datetime import date

from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.series import Series
from kmh_hub.pages.availability import availability
from kmh_hub.pages.entity import entity_pages
from kmh_hub.pages.home import home_page
from kmh_hub.pages.page import SEMINARS, Page
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
    _ = language.translations.gettext
    newest_first = tuple(reversed(series.entries))
    yield home_page(series, language, today)
    yield Page(
        language=language,
        path=f"{SEMINARS}/",
        source=f"{SEMINARS}/index",
        title=_("All seminars"),
        description=_("All seminars of the series, with date, theme and what can be had of each."),
        seminar="",
        template="series.html",
        scripts=("seminar",),
        context={
            "vocabulary": series.vocabulary,
            "line": timeline(series.entries, language.direction),
            "listed": [
                (
                    entry,
                    entry.seminar,
                    phase_of(entry.seminar, today),
                    bounds_of(entry.seminar),
                    availability(entry.seminar, language),
                )
                for entry in newest_first
            ],
        },
    )
    yield from entity_pages(series, language)
    for entry in series.entries:
        yield from seminar_pages(series, entry, language, languages, today)
