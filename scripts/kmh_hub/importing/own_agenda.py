"""What the hub's own schedule.json says beside frab's format (`kmh_hub.exports.own_agenda`)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from kmh_hub.importing.gathered import UNKNOWN_KEY, Gathered
from kmh_hub.importing.source import Told
from kmh_hub.model.dates import parse_duration

OWN_KEY = "x-kmh-hub"
_PLACE = f"$.schedule.{OWN_KEY}"
_HOURS = ("start", "end")


class OwnAgenda:
    """The days and sessions as they left seminar.yml; what events say since then is newer.

    Args:
        said: what stands under the hub's key; empty where there is nothing.
        told: what the person who imports says.
        gathered: takes people, and what has no place.

    """

    def __init__(self, said: dict[str, Any], told: Told, gathered: Gathered) -> None:
        self.said = said
        self._told = told
        self._gathered = gathered
        self._sessions = [
            (day["date"], self._session(session))
            for day in said.get("days", ())
            for session in day["sessions"]
        ]

    def title(self, newer: dict[str, str]) -> dict[str, str]:
        """Return the seminar's title in all languages that the hub has."""
        return _brought_up(self._text(self.said["title"]), newer)

    @property
    def days(self) -> Iterator[dict[str, Any]]:
        """The days with their hours, without sessions."""
        for day in self.said.get("days", ()):
            yield {"date": day["date"], **{key: day[key] for key in _HOURS if key in day}}

    @property
    def without_start(self) -> Iterator[tuple[int, str, dict[str, Any]]]:
        """The sessions that no event can be: number, day, session as seminar.yml has it."""
        for number, (date, own) in enumerate(self._sessions, start=1):
            if "start" not in own:
                yield number, date, own

    def completed(self, number: int | None, session: dict[str, Any]) -> dict[str, Any]:
        """Return an event's session with what the format has no place for.

        Args:
            number: the event's id.
            session: what the event says, as seminar.yml has it.

        """
        if number is None or not 0 < number <= len(self._sessions):
            return session
        own = dict(self._sessions[number - 1][1])
        for key in ("title", "abstract"):
            if texts := _brought_up(own.get(key, {}), session.get(key, {})):
                own[key] = texts
        if "duration" in own and _length(session) == parse_duration(own["duration"]):
            session = {key: value for key, value in session.items() if key != "end"}
        else:
            own.pop("duration", None)
        known = {each["person"]: each for each in own.pop("speakers", ())}
        speakers = [known.get(each["person"], each) for each in session.get("speakers", ())]
        own = {key: value for key, value in own.items() if key not in _HOURS}
        session = {key: value for key, value in session.items() if key not in own}
        return session | own | ({"speakers": speakers} if speakers else {})

    def _session(self, own: dict[str, Any]) -> dict[str, Any]:
        result = {key: own[key] for key in (*_HOURS, "duration") if key in own}
        for key in ("title", "abstract"):
            if texts := self._text(own.get(key, {})):
                result[key] = texts
        for key in ("speakers", "moderators"):
            if people := [*self._people(own.get(key, ()))]:
                result[key] = people
        return result

    def _text(self, texts: dict[str, str]) -> dict[str, str]:
        return {tag: text for tag, text in texts.items() if tag in self._told.languages}

    def _people(self, people: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for own in people:
            key = self._told.people.known(own["person"], own.get("name", ""), self._gathered)
            result: dict[str, Any] = {"person": key}
            if role := self._text(own.get("role", {})):
                result["role"] = role
            if affiliation := own.get("affiliation"):
                if affiliation in self._told.people.vocabulary.organisations:
                    result["affiliation"] = affiliation
                else:
                    self._gathered.leave(f"{_PLACE} ({key})", affiliation, UNKNOWN_KEY)
            yield result


def _brought_up(texts: dict[str, str], newer: dict[str, str]) -> dict[str, str]:
    # Where a language lacks a text, the event has that of another one.
    return texts if {*newer.values()} <= {*texts.values()} else texts | newer


def _length(session: dict[str, Any]) -> timedelta | None:
    if "end" not in session:
        return None
    start, end = (parse_duration(f"{session[key]}:00") for key in _HOURS)
    return end - start
