"""Make indico-export.ics: an invented event, written by Indico's own code for calendars.

Needs three packages in an environment of its own:

    python -m venv indico && indico/bin/pip install --no-deps indico==3.2.9 icalendar==5.0.11
    indico/bin/pip install lxml python-dateutil pytz
    indico/bin/python tests/importing/sources/make_indico.py

Indico's database and server are not there: what its code takes from them is given as it has it, so
that `indico/modules/events/ical.py` runs as it is. The result is committed, so the tests need no
Indico.
"""

import sys
from datetime import UTC, datetime
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

FOLDER = Path(__file__).parent


def modules() -> list[str]:
    """Return the modules that Indico's code asks for, which only a server has."""
    models = ["events.contributions.models.contributions", "events.models.events"]
    models += ["events.sessions.models.sessions", "users.models.users"]
    names = ["core.config", "core.db.sqlalchemy.protection", "util.date_time", "util.enum"]
    names += ["util.signals", *(f"modules.{each}" for each in models)]
    return [
        ".".join(["indico", *name.split(".")[:depth]])
        for name in names
        for depth in range(1, name.count(".") + 2)
    ]


def indico_ical() -> ModuleType:
    """Return Indico's code, without what it would take from a server."""
    package = find_spec("indico")
    assert package
    assert package.submodule_search_locations
    for name in modules():
        sys.modules[name] = MagicMock()
    sys.modules["indico.util.enum"].IndicoEnum = SimpleNamespace  # type: ignore[attr-defined]
    now = datetime(2033, 1, 1, tzinfo=UTC)
    sys.modules["indico.util.date_time"].now_utc = lambda *_: now  # type: ignore[attr-defined]
    path = f"{package.submodule_search_locations[0]}/modules/events/ical.py"
    loader = SourceFileLoader("indico_ical", path)
    spec = spec_from_loader(loader.name, loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def person(name: str, affiliation: str = "") -> SimpleNamespace:
    """Return a speaker as Indico has one."""
    return SimpleNamespace(full_name=name, affiliation=affiliation)


def contribution(number: int, title: str, at: tuple[int, int], **rest: Any) -> SimpleNamespace:
    """Return a contribution on 3 May 2033, at an hour and a minute in UTC, of 45 minutes."""
    hour, minute = at
    start = datetime(2033, 5, 3, hour, minute, tzinfo=UTC)
    common = {"room_name": "Blue", "venue_name": "Invented venue", "person_links": []}
    end = start.replace(hour=hour + (minute + 45) // 60, minute=(minute + 45) % 60)
    return SimpleNamespace(
        **{"id": number, "title": title, "start_dt": start, "end_dt": end, **common, **rest}
    )


CONTRIBUTIONS = (
    contribution(
        *(1, "Invented opening", (8, 0)),
        person_links=[
            person("Nora New", "Invented ministry, of everything"),
            person("Zoé Inventée"),
        ],
        description="<p>An invented <strong>description</strong>; with, signs.</p><p>Second.</p>",
    ),
    contribution(2, "جلسة مخترعة طويلة العنوان كي تُطوى سطورها في الملف المصدَّر من البرنامج", (9, 0)),
    contribution(3, "Invented third", (10, 30), description="", venue_name=""),
)


def make() -> None:
    """Write the calendar, as Indico does for an event with its contributions."""
    ical = indico_ical()
    calendar = ical.icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//CERN//INDICO//EN")
    for each in CONTRIBUTIONS:
        uid = f"indico-contribution-{each.id}@indico.example"
        url = f"https://indico.example/event/1/contributions/{each.id}/"
        calendar.add_component(ical.generate_basic_component(each, uid, url))
    (FOLDER / "indico-export.ics").write_bytes(calendar.to_ical())


if __name__ == "__main__":
    make()
