"""The four pages of a seminar in one language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.material import MaterialKind
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.agenda import timetable
from kmh_hub.pages.availability import availability
from kmh_hub.pages.documents import by_session, shown_documents
from kmh_hub.pages.figures import shown_figures
from kmh_hub.pages.geography.map import CountryMap
from kmh_hub.pages.page import SEMINARS, Kind, Page, path_of
from kmh_hub.pages.phase import bounds_of, phase_of
from kmh_hub.pages.recordings import shown_recordings
from kmh_hub.pages.related import related_seminars


def seminar_pages(
    series: Series, entry: Entry, language: Language, languages: Languages, today: date
) -> Iterator[Page]:
    """Return the overview, agenda, presentation and recordings of a seminar."""
    seminar = entry.seminar
    _ = language.translations.gettext
    title = str(language.text(seminar.title))
    before, after = series.neighbours(entry)
    shown = shown_documents(entry, language.tag)
    agendas = [each for each in shown if each.material.kind is MaterialKind.AGENDA]
    documents = [each for each in shown if each.material.kind is not MaterialKind.AGENDA]
    recordings = tuple(shown_recordings(entry, language))
    context = {
        "entry": entry,
        "seminar": seminar,
        "vocabulary": series.vocabulary,
        "source": languages[entry.source],
        "availability": availability(seminar, language),
        "prefixes": {each.tag: each.prefix for each in languages.all},
        "before": before,
        "after": after,
        "related": related_seminars(series, entry, language),
        "phase": phase_of(seminar, today),
        "bounds": bounds_of(seminar),
        "timetable": tuple(timetable(seminar, documents, recordings)),
    }
    summary = str(language.text(seminar.summary)) if seminar.summary else title
    figures = tuple(shown_figures(seminar, language))
    map_ = CountryMap(seminar.countries, language)
    sections = [("figures", _("Figures"))] if figures else []
    sections += [("countries", _("Partner countries"))] if map_.shapes else []
    overview = _page(
        entry,
        language,
        Kind.OVERVIEW,
        title,
        summary,
        {**context, "figures": figures, "map": map_},
    )
    yield replace(overview, sections=tuple(sections))
    yield _page(
        entry,
        language,
        Kind.AGENDA,
        _("Agenda"),
        _("Days, sessions, times and speakers of the seminar “%s”.") % title,
        {
            **context,
            "documents": agendas,
        },
        scripts=("documents",),
    )
    yield _page(
        entry,
        language,
        Kind.PRESENTATION,
        _("Presentation and documents"),
        _("Slides and documents of the seminar “%s”.") % title,
        {**context, "groups": tuple(by_session(documents))},
        scripts=("documents",),
    )
    yield _page(
        entry,
        language,
        Kind.RECORDINGS,
        _("Recordings"),
        _("Recordings of the seminar “%s”, by language.") % title,
        {**context, "recordings": recordings},
        scripts=("recordings",),
    )


def _page(
    entry: Entry,
    language: Language,
    kind: Kind,
    title: str,
    description: str,
    context: dict[str, object],
    *,
    scripts: tuple[str, ...] = (),
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
        scripts=("seminar", *scripts),
        has_prose=kind is Kind.OVERVIEW,
    )
