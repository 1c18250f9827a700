"""What programs write into calendars' events in a way of their own.

Indico: its `modules/events/ical.py`, of version 3.2.9. Outlook: its events of version 16, and
Microsoft's [MS-OXCICAL], whose X- properties tell how Outlook shows an event.
"""

import re
from typing import Any

_INDICO = "//CERN//INDICO//"
_PRETALX = "//pretalx//"
_SPEAKERS = re.compile(r"Speakers: (?P<names>.+)\n*")
_SPEAKER = re.compile(
    r"(?P<name>[^,(]+?)(?: \((?P<affiliation>(?:[^()]|\([^()]*\))*)\))?\s*(?:, |$)"
)
_MARKUP = re.compile(
    r"<!--.*?-->|<(style|title)\b.*?</\1>|<[^>]*>|&nbsp;", re.DOTALL | re.IGNORECASE
)
_OF_FORM = ("X-MICROSOFT-", "X-MS-OLK-")
_FORM = {"CLASS", "PRIORITY", "SEQUENCE", "TRANSP", "CREATED", "LAST-MODIFIED"}


def title_of(program: str, summary: str) -> str:
    """Return an event's title; pretalx writes the speakers behind it, of whom there may be none."""
    return summary.removesuffix(" - ") if _PRETALX in program else summary


def abstract_of(program: str, event: Any) -> tuple[str, list[tuple[str, str]]]:
    """Return what an event is about, and who speaks: names with their affiliations.

    Args:
        program: the calendar's PRODID.
        event: a VEVENT.

    """
    text = str(event.get("DESCRIPTION", ""))
    if _INDICO not in program:
        return text, []
    # It names the speakers first, and the event's address last.
    text = text.removesuffix(str(event.get("URL", ""))).strip()
    named = _SPEAKERS.match(text)
    if not named:
        return text, []
    people = [
        (each["name"], each["affiliation"] or "") for each in _SPEAKER.finditer(named["names"])
    ]
    return text[named.end() :], people


def is_form(name: str, event: Any) -> bool:
    """Whether a property tells how programs show or keep an event, or repeats it as HTML."""
    if name == "X-ALT-DESC":
        text = _MARKUP.sub("", str(event[name])).replace("\\n", "").strip()
        return not text or bool(str(event.get("DESCRIPTION", "")).strip())
    return name in _FORM or name.startswith(_OF_FORM)
