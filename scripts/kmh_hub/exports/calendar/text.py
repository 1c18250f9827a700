"""What an event of a calendar says in plain text."""

from collections.abc import Iterable, Iterator, Sequence
from unicodedata import bidirectional

from kmh_hub.exports.export import Addresses
from kmh_hub.localisation.language import Language, LocalText
from kmh_hub.model.seminar import EventStatus, Registration
from kmh_hub.model.series import Entry
from kmh_hub.model.text import UNDETERMINED
from kmh_hub.model.vocabulary import Participant, Vocabulary
from kmh_hub.pages.agenda import Hours, NumberedSession, TimetableDay

_RIGHT_TO_LEFT = ("R", "AL")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def isolated(text: LocalText, language: Language) -> str:
    """Return a text to stand within others; isolated (UAX #9) where it is written the other way."""
    direction = text.direction
    if text.language == UNDETERMINED:
        is_rtl = any(bidirectional(each) in _RIGHT_TO_LEFT for each in str(text))
        direction = "rtl" if is_rtl else "ltr"
    if direction == language.direction:
        return str(text)
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def list_of(parts: Iterable[LocalText], language: Language) -> str:
    """Return several texts as one, from the narrower to the wider: `Hall, City, Country`."""
    _ = language.translations.gettext
    return _(", ").join(isolated(part, language) for part in parts)


def description_of(
    entry: Entry,
    day: TimetableDay,
    vocabulary: Vocabulary,
    language: Language,
    addresses: Addresses,
) -> str:
    """Return what a day of a seminar is about, how to take part, and the address of its page.

    Returns:
        paragraphs with an empty line between them; what is not known is left out.

    """
    seminar = entry.seminar
    paragraphs: list[Sequence[str]] = []
    if seminar.summary:
        paragraphs.append([str(language.text(seminar.summary))])
    if day.hours and not day.hours.start:
        # An event cannot say when it ends without saying when it starts.
        paragraphs.append([_hours(day.hours, language)])
    paragraphs += [list(_session(each, vocabulary, language)) for each in day.sessions]
    if seminar.registration and seminar.status is EventStatus.SCHEDULED:
        paragraphs.append(list(_participation(seminar.registration, language)))
    paragraphs.append([addresses.page(language, entry.slug)])
    return "\n\n".join("\n".join(lines) for lines in paragraphs)


def _session(each: NumberedSession, vocabulary: Vocabulary, language: Language) -> Iterator[str]:
    _, ngettext = language.translations.gettext, language.translations.ngettext
    session = each.session
    first = [_("Session %(number)s") % {"number": each.number}]
    if each.hours:
        first.append(_hours(each.hours, language))
    if session.duration:
        first.append(language.formats.duration(session.duration))
    yield " · ".join(first)
    if session.title:
        yield str(language.text(session.title))
    if speakers := vocabulary.participants(session.speakers):
        yield from _people(ngettext("Speaker", "Speakers", len(speakers)), speakers, language)
    if moderators := vocabulary.participants(session.moderators):
        heading = ngettext("Moderator", "Moderators", len(moderators))
        yield from _people(heading, moderators, language)


def _hours(hours: Hours, language: Language) -> str:
    _ = language.translations.gettext
    start, end = (at and language.formats.time(at) for at in (hours.start, hours.end))
    if start and end:
        text = f"{start}–{end}"
    elif start:
        text = _("from %(start)s") % {"start": start}
    else:
        text = _("until %(end)s") % {"end": end}
    zone, _name = language.formats.zone(hours.known)
    return f"{text} {zone}"


def _people(heading: str, people: Iterable[Participant], language: Language) -> Iterator[str]:
    yield _heading(heading, language)
    for person in people:
        parts = (person.name, person.role, person.organisation)
        yield list_of((language.text(part) for part in parts if part), language)


def _heading(text: str, language: Language) -> str:
    _ = language.translations.gettext
    return (text + _(": ")).rstrip()


def _participation(way: Registration, language: Language) -> Iterator[str]:
    _ = language.translations.gettext
    yield _heading(_("How to take part"), language)
    if way.instructions:
        yield str(language.text(way.instructions))
    if way.url:
        yield way.url
    if way.until:
        yield _("Last day to register: %(date)s") % {"date": language.formats.date(way.until)}
