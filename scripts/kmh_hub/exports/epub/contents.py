"""The parts of a book in reading order."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from kmh_hub.exports.epub.links import Links, moment_id, text_file, transcript_file
from kmh_hub.exports.epub.manuscript import Manuscript
from kmh_hub.exports.epub.names import document_name, transcript_name
from kmh_hub.exports.epub.part import Heading, Name, Part
from kmh_hub.exports.epub.prose import prose_of
from kmh_hub.localisation.language import Language
from kmh_hub.model.text import UNDETERMINED
from kmh_hub.pages.agenda import timetable
from kmh_hub.pages.availability import availability
from kmh_hub.pages.documents import ShownDocument, by_session
from kmh_hub.pages.figures import shown_figures
from kmh_hub.pages.recordings import Transcript


def parts_of(manuscript: Manuscript) -> Iterator[Part]:
    """Return the parts of a book; each holds those that belong to it."""
    language, seminar = manuscript.language, manuscript.seminar
    _ = language.translations.gettext
    prose = prose_of(manuscript.prose, manuscript.prose_language)
    links = Links(manuscript, prose.ids)
    days = tuple(timetable(seminar, manuscript.documents, manuscript.recordings))
    title = language.text(seminar.title)
    shown = {"timetable": days, "links": links}
    available = availability(seminar, language)
    yield Part(Name.TITLE, title.__html__(), "title.xhtml", {**shown, "availability": available})
    figures = tuple(shown_figures(seminar, language))
    if figures or not prose.is_empty:
        headings = [*prose.headings(language)]
        headings += [Heading("figures", escape(_("Figures")))] if figures else []
        yield Part(
            Name.OVERVIEW,
            escape(_("Overview")),
            "overview.xhtml",
            {"xhtml": prose.xhtml(links), "figures": figures},
            tuple(headings),
            languages=_others(language, [prose.language]),
        )
    yield Part(
        Name.AGENDA,
        escape(_("Agenda")),
        "agenda.xhtml",
        shown,
        tuple(_days(manuscript)),
        tuple(_texts(manuscript, manuscript.agendas)),
    )
    yield Part(
        Name.DOCUMENTS,
        escape(_("Presentation and documents")),
        "documents.xhtml",
        {"groups": tuple(by_session(manuscript.documents))},
        below=tuple(_texts(manuscript, manuscript.documents)),
    )
    yield Part(
        Name.RECORDINGS,
        escape(_("Recordings")),
        "recordings.xhtml",
        shown,
        below=tuple(_transcripts(manuscript)),
    )
    yield Part(Name.ABOUT, escape(_("About this book")), "about.xhtml")


def _days(manuscript: Manuscript) -> Iterator[Heading]:
    language = manuscript.language
    _ = language.translations.gettext
    number = 0
    for index, day in enumerate(manuscript.seminar.days, start=1):
        sessions = []
        for session in day.sessions:
            number += 1
            words = _("Session %(number)s") % {"number": number}
            if session.title:
                title = language.text(session.title)
                words = Markup("{}{}{}").format(words, _(": "), title)
            sessions.append(Heading(f"session-{number}", escape(words)))
        date = language.formats.date(day.date, weekday=True)
        yield Heading(f"day-{index}", escape(date), tuple(sessions))


def _texts(manuscript: Manuscript, documents: Iterable[ShownDocument]) -> Iterator[Part]:
    language = manuscript.language
    for shown in documents:
        item = shown.material
        if pages := manuscript.pages_of(shown):
            tag = item.language or UNDETERMINED
            yield Part(
                text_file(shown),
                document_name(item, language),
                "text.xhtml",
                {"shown": shown, "pages": pages, "tag": tag},
                languages=_others(language, [tag]),
            )


def _transcripts(manuscript: Manuscript) -> Iterator[Part]:
    language = manuscript.language
    for shown in manuscript.recordings:
        if said := shown.transcript:
            yield Part(
                transcript_file(shown),
                transcript_name(shown, language),
                "transcript.xhtml",
                {"shown": shown, "said": said},
                tuple(_chapters(said, language)),
                languages=_others(language, [said.language]),
            )


def _chapters(said: Transcript, language: Language) -> Iterator[Heading]:
    for part in said.parts:
        if chapter := part.chapter:
            id_ = moment_id(chapter.start.total_seconds())
            yield Heading(id_, language.text(chapter.title).__html__())


def _others(language: Language, tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if tag not in {language.tag, UNDETERMINED})
