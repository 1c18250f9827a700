"""A seminar as an event of schema.org."""

from collections.abc import Iterable

from kmh_hub.exports.linked_data.document import documents, featured
from kmh_hub.exports.linked_data.edition import Edition
from kmh_hub.exports.linked_data.entity import organisations, participant, theme
from kmh_hub.exports.linked_data.node import Node, node, references
from kmh_hub.exports.linked_data.recording import iso_duration, recording_ids
from kmh_hub.model.agenda import Appearance, Day, Session
from kmh_hub.model.seminar import Audience, EventStatus, Format, Seminar
from kmh_hub.model.series import Entry
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.agenda import hours_of
from kmh_hub.pages.page import Kind
from kmh_hub.pages.phase import bounds_of

_STATUS = {
    EventStatus.SCHEDULED: "https://schema.org/EventScheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}
_ATTENDANCE = {
    Format.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Format.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Format.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}


def event(edition: Edition, vocabulary: Vocabulary, entry: Entry) -> Node:
    """Return a seminar with its sessions and documents."""
    seminar, slug = entry.seminar, entry.slug
    start, end = bounds_of(seminar)
    # A day without its hour would stand for its midnight, before the start.
    ends = "T" in end or len(seminar.days) > 1
    sessions = [(day, session) for day in seminar.days for session in day.sessions]
    return node(
        "EducationEvent",
        edition.event_id(slug),
        name=edition.text(seminar.title),
        description=edition.text(seminar.summary),
        url=edition.page(slug),
        sameAs=[page.url for page in seminar.official_pages],
        inLanguage=list(seminar.interpretation),
        startDate=start,
        endDate=end if ends else None,
        eventStatus=_STATUS[seminar.status],
        eventAttendanceMode=_ATTENDANCE[seminar.format] if seminar.format else None,
        location=_locations(edition, seminar),
        audience=_audience(edition, seminar),
        about=[
            theme(edition, key, vocabulary) for key in seminar.themes if key in vocabulary.themes
        ],
        organizer=organisations(edition, seminar.organisers, vocabulary),
        contributor=organisations(edition, seminar.partners, vocabulary),
        funder=organisations(edition, seminar.funders, vocabulary),
        superEvent={"@id": edition.series_id} if seminar.number else None,
        subEvent=[
            _session(edition, entry, number, day, session, vocabulary)
            for number, (day, session) in enumerate(sessions, start=1)
        ],
        recordedIn=references(recording_ids(edition, entry)),
        workFeatured=documents(edition, entry, filter(featured, seminar.materials)),
        subjectOf=documents(
            edition, entry, (item for item in seminar.materials if not featured(item))
        ),
    )


def _locations(edition: Edition, seminar: Seminar) -> list[Node]:
    _ = edition.language.translations.gettext
    found = []
    if place := seminar.place:
        city = edition.text(place.city)
        address = node("PostalAddress", addressLocality=city, addressCountry=place.country)
        name = edition.text(place.venue) or city
        found.append(node("Place", name=name, address=address))
    if seminar.format in {Format.ONLINE, Format.HYBRID}:
        url = seminar.registration.url if seminar.registration else None
        found.append(node("VirtualLocation", name=seminar.platform or _("Online"), url=url))
    return found


def _audience(edition: Edition, seminar: Seminar) -> Node | None:
    if not seminar.audience:
        return None
    _ = edition.language.translations.gettext
    is_public = seminar.audience is Audience.PUBLIC
    type_ = _("Open to the public") if is_public else _("By invitation")
    return node("Audience", audienceType=type_)


def _session(
    edition: Edition,
    entry: Entry,
    number: int,
    day: Day,
    session: Session,
    vocabulary: Vocabulary,
) -> Node:
    _ = edition.language.translations.gettext
    hours = hours_of(entry.seminar, day, session)
    fragment = f"session-{number}"
    return node(
        "EducationEvent",
        edition.id(entry.slug, fragment, Kind.AGENDA),
        name=edition.text(session.title) or _("Session %(number)s") % {"number": number},
        url=f"{edition.page(entry.slug, Kind.AGENDA)}#{fragment}",
        startDate=hours.start.isoformat() if hours and hours.start else str(day.date),
        endDate=hours.end.isoformat() if hours and hours.end else None,
        duration=iso_duration(session.duration) if session.duration else None,
        performer=_people(edition, session.speakers, vocabulary),
        contributor=_people(edition, session.moderators, vocabulary),
    )


def _people(
    edition: Edition, appearances: Iterable[Appearance], vocabulary: Vocabulary
) -> list[Node]:
    people = vocabulary.participants(appearances)
    return [participant(edition, each, vocabulary) for each in people]
