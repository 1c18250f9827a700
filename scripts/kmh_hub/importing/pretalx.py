"""Schedules of pretalx: its schedule.json (frab's format) and what its API answers.

The first is documented by frab and by pretalx's exporter, the second in pretalx's API reference.
"""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kmh_hub.importing.gathered import NO_PLACE, Gathered, UnreadableSourceError
from kmh_hub.importing.own_agenda import OWN_KEY, OwnAgenda
from kmh_hub.importing.slot import Slot, agenda_of, fixed_zone, text_of
from kmh_hub.importing.source import Told
from kmh_hub.model.codes import time_zones

_OF_FORM = {"index", "day_start", "day_end", "daysCount", "timeslot_duration", "count", "next"}
"""What tells of the schedule's own form, not of the seminar."""


def read_schedule(path: Path, told: Told) -> Gathered:
    """Return what a schedule says.

    Raises:
        UnreadableSourceError: where it is no schedule.

    """
    try:
        data = json.loads(path.read_bytes())
    except ValueError as error:
        raise UnreadableSourceError(f"{path}: no JSON: {error}") from error
    reader = _Reader(data, told)
    try:
        return reader.read()
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        what = "neither pretalx's schedule.json nor an answer of its API"
        raise UnreadableSourceError(f"{path}: {what}: {error!r}") from error


class _Reader:
    def __init__(self, data: Any, told: Told) -> None:
        self.data = data
        self.told = told
        self.gathered = Gathered()
        self.taken: set[str] = set()
        """The paths of values that have a place."""

    def read(self) -> Gathered:
        """Read either form; tell all values that were not taken."""
        zone: str | None = None
        own: OwnAgenda | None = None
        if "schedule" in self.data:
            conference = self.data["schedule"]["conference"]
            zone = self._zone(conference)
            if OWN_KEY in self.data["schedule"]:
                own = OwnAgenda(self.data["schedule"][OWN_KEY], self.told, self.gathered)
                self.taken.add(f"$.schedule.{OWN_KEY}")
            slots = [*self._of_schedule(conference, own)]
            where = "$.schedule.conference.title"
            title = text_of(
                conference.get("title", ""), self._common_language(slots), where, self.told,
                self.gathered,
            )  # fmt: skip
            self.taken.add(where)
            title = own.title(title) if own else title
            self.gathered.values |= {"title": title} if title else {}
        else:
            slots = [*self._of_api()]
        first = next((each.start for each in slots if each.start), None)
        zone = self.told.timezone or zone or fixed_zone(first)
        agenda_of(slots, zone, self.told, self.gathered, own)
        self._leave_rest(self.data, "$")
        return self.gathered

    def _zone(self, conference: dict[str, Any]) -> str | None:
        name = conference.get("time_zone_name")
        if name not in time_zones():
            return None
        self.taken.add("$.schedule.conference.time_zone_name")
        return str(name)

    def _common_language(self, slots: list[Slot]) -> str | None:
        """Return the language of all sessions, where they have one."""
        languages = {each.language for each in slots}
        return languages.pop() if len(languages) == 1 else None

    def _of_schedule(self, conference: dict[str, Any], own: OwnAgenda | None) -> Iterator[Slot]:
        days = "$.schedule.conference.days"
        self.taken |= {f"$.schedule.conference.{key}" for key in ("start", "end")}
        own_days = {day["date"]: day for day in own.days} if own else {}
        self.gathered.values["days"] = [*own_days.values()]
        for number, day in enumerate(conference["days"]):
            self.taken.add(f"{days}[{number}].date")
            if day["date"] not in own_days:
                self.gathered.values["days"].append({"date": day["date"]})
            for room, events in day["rooms"].items():
                for index, event in enumerate(events):
                    path = f"{days}[{number}].rooms.{room}[{index}]"
                    slot = self._event(event, path)
                    if own:
                        slot.number = event["id"]
                        self.taken.add(f"{path}.id")
                    yield slot

    def _event(self, event: dict[str, Any], path: str) -> Slot:
        start = datetime.fromisoformat(event["date"])
        hours, _, minutes = event["duration"].rpartition(":")
        days, _, hours = hours.rpartition(":")
        length = timedelta(days=int(days or 0), hours=int(hours or 0), minutes=int(minutes))
        slot = self._slot(event, path, start, start + length, event.get("language"))
        for index, person in enumerate(event.get("persons", ())):
            key = next((key for key in ("public_name", "name") if person.get(key)), None)
            if key:
                where = f"{path}.persons[{index}].{key}"
                self._take_name(slot, person[key], where)
                if person.get("name") == person[key]:
                    self.taken.add(f"{path}.persons[{index}].name")
        self.taken |= {f"{path}.{key}" for key in ("date", "start", "duration", "language")}
        return slot

    def _of_api(self) -> Iterator[Slot]:
        """Read a schedule with its slots, or a list of submissions or slots."""
        key = "slots" if "slots" in self.data else "results"
        for index, each in enumerate(self.data[key]):
            path = f"$.{key}[{index}]"
            if isinstance(each.get("submission"), dict):
                yield self._api(each["submission"], f"{path}.submission", each, path)
                continue
            slots = each.get("slots") or ([each["slot"]] if each.get("slot") else [])
            name = "slots[{}]" if each.get("slots") else "slot"
            for number, slot in enumerate(slots or [{}]):
                yield self._api(each, path, slot, f"{path}.{name.format(number)}")

    def _api(self, talk: dict[str, Any], path: str, slot: Any, slot_path: str) -> Slot:
        start, end = (
            datetime.fromisoformat(slot[key]) if slot.get(key) else None for key in ("start", "end")
        )
        self.taken |= {f"{slot_path}.start", f"{slot_path}.end", f"{path}.content_locale"}
        result = self._slot(talk, path, start, end, talk.get("content_locale"))
        for index, person in enumerate(talk.get("speakers", ())):
            if isinstance(person, dict) and person.get("name"):
                self._take_name(result, person["name"], f"{path}.speakers[{index}].name")
        return result

    def _slot(
        self,
        event: dict[str, Any],
        path: str,
        start: datetime | None,
        end: datetime | None,
        language: str | None,
    ) -> Slot:
        texts = {}
        for key in ("title", "abstract"):
            value = event.get(key)
            if isinstance(value, dict):  # several languages
                value = next(iter(value.values()), None) if len(value) == 1 else None
            if isinstance(value, str) and value:
                texts[key] = value
                self.taken.add(f"{path}.{key}")
        tag = (language or "").partition("-")[0] or None
        return Slot(path, start, end, texts, tag)

    def _take_name(self, slot: Slot, name: str, where: str) -> None:
        slot.speakers.append((name, where))
        self.taken.add(where)

    def _leave_rest(self, value: Any, path: str) -> None:
        """Tell every value that was not taken."""
        if path in self.taken or path.rpartition(".")[2] in _OF_FORM:
            return
        if isinstance(value, dict):
            for key, each in value.items():
                self._leave_rest(each, f"{path}.{key}")
        elif isinstance(value, list):
            for index, each in enumerate(value):
                self._leave_rest(each, f"{path}[{index}]")
        elif value not in (None, "", False):
            self.gathered.leave(path, value, NO_PLACE)
