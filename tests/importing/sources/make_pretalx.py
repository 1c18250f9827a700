"""Make pretalx-export.json and pretalx-export.ics: an invented event, exported by pretalx itself.

Needs pretalx in an environment of its own, and an empty folder for its database:

    python -m venv pretalx && pretalx/bin/pip install pretalx==2025.2.2
    export PRETALX_DATA_DIR=$(mktemp -d) PRETALX_SITE_URL=https://talks.example
    pretalx/bin/python -m pretalx migrate
    pretalx/bin/python tests/importing/sources/make_pretalx.py

The results are committed, so the tests need no pretalx.
"""

import os
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
django.setup()

from django_scopes import scope, scopes_disabled  # noqa: E402 - after Django's start
from pretalx.event.models import Event  # noqa: E402
from pretalx.event.utils import create_organiser_with_team  # noqa: E402
from pretalx.person.models import User  # noqa: E402
from pretalx.schedule.exporters import FrabJsonExporter, ICalExporter  # noqa: E402
from pretalx.schedule.models import Room  # noqa: E402
from pretalx.submission.models import Submission, Track  # noqa: E402

FOLDER = Path(__file__).parent
ZONE = ZoneInfo("Africa/Tunis")
SESSIONS = (
    # title, language, start, minutes, room, track, people
    ("Invented opening", "en", datetime(2033, 5, 3, 9, 0), 45, "Blue", "Policy", ("Nora New",)),
    ("Séance inventée", "fr", datetime(2033, 5, 3, 9, 0), 90, "Red", "", ("Zoé Inventée",)),
    ("جلسة مخترعة", "ar", datetime(2033, 5, 3, 23, 30), 60, "Blue", "", ("نورة مخترعة",)),
    ("Invented night", "en", datetime(2033, 5, 4, 1, 0), 30, "Blue", "", ()),
    ("Invented end; with, signs\\", "en", datetime(2033, 5, 4, 16, 0), 75, "Red", "", ()),
)


def make() -> None:
    """Make the event, and write what pretalx exports of it."""
    organiser, _ = create_organiser_with_team(name="Invented", slug="invented", users=[])
    event = Event.objects.create(
        name="Invented seminar of a test",
        slug="invented",
        organiser=organiser,
        is_public=True,
        date_from=date(2033, 5, 3),
        date_to=date(2033, 5, 4),
        timezone=str(ZONE),
        email="invented@talks.example",
        locale_array="en,fr,ar",
        content_locale_array="en,fr,ar",
        locale="en",
    )
    with scope(event=event):
        event.build_initial_data()
        rooms = {name: Room.objects.create(event=event, name=name) for name in ("Blue", "Red")}
        for title, language, start, minutes, room, track, people in SESSIONS:
            submission = Submission.objects.create(
                event=event,
                title=title,
                content_locale=language,
                abstract="An invented abstract.\n\nOf two paragraphs.",
                submission_type=event.cfp.default_type,
                track=Track.objects.create(event=event, name=track) if track else None,
            )
            for name in people:
                mailbox = f"{len(name)}-{ord(name[0])}@talks.example"
                user, _ = User.objects.get_or_create(email=mailbox, defaults={"name": name})
                submission.speakers.add(user)
            submission.accept()
            submission.confirm()
            slot = submission.slots.get(schedule=event.wip_schedule)
            slot.start = start.replace(tzinfo=ZONE)
            slot.end = slot.start + timedelta(minutes=minutes)
            slot.room = rooms[room]
            slot.save()
        event.wip_schedule.freeze("1.0", notify_speakers=False)
        schedule = event.current_schedule
        for exporter, suffix in ((FrabJsonExporter, "json"), (ICalExporter, "ics")):
            data = exporter(event, schedule).get_data()
            (FOLDER / f"pretalx-export.{suffix}").write_text(data, "utf-8", newline="")


with scopes_disabled():
    make()
