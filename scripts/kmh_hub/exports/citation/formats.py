"""What programs take a citation away in: BibTeX, RIS and CSL-JSON."""

import json
import re

import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import default_unparse_stack
from bibtexparser.model import Entry, Field

from kmh_hub.exports.citation.item import CslDate, CslItem

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
    }
)
"""Only what LaTeX takes for its own: bibtexparser's encoder turns letters with accents to ASCII
and addresses to commands, but biblatex reads UTF-8 and takes addresses as they are. Braces are
named, because BibTeX counts those behind a backslash, too."""

_LIGATURE = re.compile("(?<=[-'`?!])(?=[-'`])")
"""Between characters that LaTeX joins to a dash, a quotation mark or an inverted mark."""

_BIBTEX_TYPES = {"speech": "unpublished", "motion_picture": "video", "song": "audio"}
"""biblatex's types; `unpublished` is its one for what is presented at an event, with its venue."""

_RIS_TYPES = {"speech": "SLIDE", "motion_picture": "VIDEO", "song": "SOUND"}
"""The types that Zotero reads as presentation, video recording and audio recording."""


def citation_files(item: CslItem) -> dict[str, bytes]:
    """Return an item as files by their suffix: `bib`, `ris` and `json` (CSL-JSON), in UTF-8."""
    return {
        "bib": _bibtex(item).encode(),
        "ris": _ris(item).encode(),
        "json": f"{json.dumps([item], ensure_ascii=False, indent=2, sort_keys=True)}\n".encode(),
    }


def _bibtex(item: CslItem) -> str:
    # Braces keep an organisation's name in one piece.
    organisations = [f"{{{_latex(author['literal'])}}}" for author in item.get("author", ())]
    fields = {
        "author": " and ".join(organisations),
        # A second pair of braces keeps the case of EU-IOM.
        "title": f"{{{_latex(item['title'])}}}",
        "type": _latex(item.get("genre") or item.get("medium", "")),
        "eventtitle": _latex(item.get("event-title", "")),
        "eventdate": _iso(item.get("event-date")),
        "venue": _latex(item.get("event-place", "")),
        "date": _iso(item.get("issued")),
        "organization": _latex(item.get("publisher", "")),
        "series": _latex(item.get("collection-title", "")),
        "number": item.get("collection-number", ""),
        "pubstate": _latex(item.get("status", "")),
        "language": item.get("language", ""),
        "url": item["URL"],
    }
    known = [Field(key, value) for key, value in fields.items() if value]
    entry = Entry(_BIBTEX_TYPES[item["type"]], item["id"], known)
    # The entry is this one's alone and need not be copied.
    return write_string(Library([entry]), default_unparse_stack(allow_inplace_modification=True))


def _latex(text: str) -> str:
    return _LIGATURE.sub("{}", text.translate(_LATEX))


def _iso(date: CslDate | None) -> str:
    """Return a date or range as ISO 8601 and biblatex write it; empty where it is not known."""
    ends = date["date-parts"] if date else []
    return "/".join("-".join(f"{part:02}" for part in end) for end in ends)


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
    """RIS as its specification has it: lines end with CR LF, nothing stands before `TY`."""

    NEWLINE = "\r\n"

    def set_header(self, count: int) -> str:
        return ""


def _ris(item: CslItem) -> str:
    is_event = item["type"] == "speech"
    begin = item["issued"]["date-parts"][0] if "issued" in item else []
    # Year, month and day each have their place, known or not: `2021/03/`.
    date = "/".join([*(f"{part:02}" for part in begin), "", ""][:3]) if begin else ""
    fields = {
        "type_of_reference": _RIS_TYPES[item["type"]],
        "id": item["id"],
        "authors": [author["literal"] for author in item.get("author", ())],
        "title": item["title"],
        "secondary_title": item.get("event-title") if is_event else None,
        "tertiary_title": item.get("collection-title"),
        "date": date,
        "year": str(begin[0]) if begin else "",
        "place_published": item.get("event-place"),
        "publisher": item.get("publisher"),
        "type_of_work": item.get("genre"),
        "custom5": item.get("medium"),
        "language": item.get("language"),
        "urls": [item["URL"]],
    }
    known = {key: value for key, value in fields.items() if value}
    return str(rispy.dumps([known], implementation=_RisWriter))
