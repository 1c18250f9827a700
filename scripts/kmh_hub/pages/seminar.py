"""The four pages of a seminar in one language."""

from collections.abc import Iterator

from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.material import MaterialKind
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.agenda import timetable
from kmh_hub.pages.availability import availability, own_language_first
from kmh_hub.pages.page import SEMINARS, Kind, Page, path_of


def seminar_pages(
    series: Series, entry: Entry, language: Language, languages: Languages
) -> Iterator[Page]:
    """Return the overview, agenda, presentation and recordings of a seminar."""
    seminar = entry.seminar
    _ = language.translations.gettext
    title = str(language.text(seminar.title))
    before, after = series.neighbours(entry)
    context = {
        "entry": entry,
        "seminar": seminar,
        "vocabulary": series.vocabulary,
        "source": languages[entry.source],
        "availability": availability(seminar, language),
        "before": before,
        "after": after,
        "timetable": tuple(timetable(seminar)),
    }
    summary = str(language.text(seminar.summary)) if seminar.summary else title
    yield _page(entry, language, Kind.OVERVIEW, title, summary, context)
    yield _page(
        entry,
        language,
        Kind.AGENDA,
        _("Agenda"),
        _("Days, sessions, times and speakers of the seminar “%s”.") % title,
        {
            **context,
            "materials": [item for item in seminar.materials if item.kind is MaterialKind.AGENDA],
        },
    )
    documents = [item for item in seminar.materials if item.kind is not MaterialKind.AGENDA]
    yield _page(
        entry,
        language,
        Kind.PRESENTATION,
        _("Presentation and documents"),
        _("Slides and documents of the seminar “%s”.") % title,
        {**context, "materials": own_language_first(documents, language)},
    )
    yield _page(
        entry,
        language,
        Kind.RECORDINGS,
        _("Recordings"),
        _("Recordings of the seminar “%s”, by language.") % title,
        {**context, "recordings": own_language_first(seminar.recordings, language)},
    )


def _page(
    entry: Entry,
    language: Language,
    kind: Kind,
    title: str,
    description: str,
    context: dict[str, object],
) -> Page:
    return Page(
        language=language,
        path=path_of(entry.slug, kind),
        source=f"{SEMINARS}/{entry.slug}/{kind}",
        title=title,
        description=description,
        seminar="" if kind is Kind.OVERVIEW else str(language.text(entry.seminar.title)),
        template=f"{'seminar' if kind is Kind.OVERVIEW else kind}.html",
        context={**context, "kind": kind},
    )
