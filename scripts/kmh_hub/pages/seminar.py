"""The four pages of a seminar in one language."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kmh_hub.localisation.language import Language, Languages
from kmh_hub.model.material import MaterialKind
from kmh_hub.model.series import Entry, Series
from kmh_hub.pages.agenda import timetable
from kmh_hub.pages.availability import availability
from kmh_hub.pages.documents import ShownDocument, by_session, shown_documents
from kmh_hub.pages.figures import shown_figures
from kmh_hub.pages.geography.map import CountryMap
from kmh_hub.pages.page import SEMINARS, Kind, Page, path_of
from kmh_hub.pages.phase import bounds_of, phase_of
from kmh_hub.pages.recordings import ShownRecording, shown_recordings
from kmh_hub.pages.related import related_seminars


def seminar_pages(
    series: Series, entry: Entry, language: Language, languages: Languages, today: date
) -> Iterator[Page]:
    """Return the overview, agenda, presentation and recordings of a seminar."""
    shown = _Shown(series, entry, language, languages, today)
    seminar = entry.seminar
    _ = language.translations.gettext
    title = str(language.text(seminar.title))
    has_map = CountryMap(seminar.countries, language).is_drawn
    sections = [("figures", _("Figures"))] if seminar.figures else []
    sections += [("countries", _("Partner countries"))] if has_map else []

    def page(
        kind: Kind,
        own_title: str,
        description: str,
        make_context: Callable[[], Mapping[str, object]],
        script: str = "",
    ) -> Page:
        is_overview = kind is Kind.OVERVIEW
        return Page(
            language=language,
            path=path_of(entry.slug, kind),
            source=f"{SEMINARS}/{entry.slug}/{kind}",
            title=own_title,
            description=description,
            seminar="" if is_overview else title,
            template=f"{'seminar' if is_overview else kind}.html",
            make_context=lambda: {**shown.context, **make_context(), "kind": kind},
            kind=kind,
            scripts=("seminar", script) if script else ("seminar",),
            has_prose=is_overview,
            sections=tuple(sections) if is_overview else (),
        )

    summary = str(language.text(seminar.summary)) if seminar.summary else title
    yield page(Kind.OVERVIEW, title, summary, shown.overview)
    yield page(
        Kind.AGENDA,
        _("Agenda"),
        _("Days, sessions, times and speakers of the seminar “%s”.") % title,
        lambda: {"documents": shown.agendas},
        "documents",
    )
    yield page(
        Kind.PRESENTATION,
        _("Presentation and documents"),
        _("Slides and documents of the seminar “%s”.") % title,
        lambda: {"groups": tuple(by_session(shown.documents))},
        "documents",
    )
    yield page(
        Kind.RECORDINGS,
        _("Recordings"),
        _("Recordings of the seminar “%s”, by language.") % title,
        lambda: {"recordings": shown.recordings},
        "recordings",
    )


@dataclass(frozen=True)
class _Shown:
    """What the pages of a seminar show, made once for the four of them."""

    series: Series
    entry: Entry
    language: Language
    languages: Languages
    today: date

    @cached_property
    def context(self) -> dict[str, object]:
        """What all four pages show."""
        seminar = self.entry.seminar
        before, after = self.series.neighbours(self.entry)
        return {
            "entry": self.entry,
            "seminar": seminar,
            "vocabulary": self.series.vocabulary,
            "source": self.languages[self.entry.source],
            "availability": availability(seminar, self.language),
            "prefixes": {each.tag: each.prefix for each in self.languages.all},
            "before": before,
            "after": after,
            "phase": phase_of(self.entry.outline, self.today),
            "bounds": bounds_of(seminar),
            "timetable": tuple(timetable(seminar, self.documents, self.recordings)),
        }

    def overview(self) -> dict[str, object]:
        """Return what only the overview shows."""
        seminar = self.entry.seminar
        return {
            "related": related_seminars(self.series, self.entry, self.language),
            "figures": tuple(shown_figures(seminar, self.language)),
            "map": CountryMap(seminar.countries, self.language),
        }

    @cached_property
    def agendas(self) -> list[ShownDocument]:
        return [each for each in self._all if each.material.kind is MaterialKind.AGENDA]

    @cached_property
    def documents(self) -> list[ShownDocument]:
        return [each for each in self._all if each.material.kind is not MaterialKind.AGENDA]

    @cached_property
    def recordings(self) -> tuple[ShownRecording, ...]:
        return tuple(shown_recordings(self.entry, self.language))

    @cached_property
    def _all(self) -> list[ShownDocument]:
        return shown_documents(self.entry, self.language.tag)
