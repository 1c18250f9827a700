"""What the columns of the table mean, for people and programs: CSV on the Web (W3C, 2015)."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from kmh_hub.exports.open_data.column import columns_of
from kmh_hub.exports.open_data.record import to_json
from kmh_hub.exports.open_data.table import CSV_PATH, SEPARATOR
from kmh_hub.localisation.language import Language, Languages

METADATA_PATH = "data/seminars.csv-metadata.json"
"""Where the description lies, below the site's address: where CSVW looks for it by itself."""


def csv_metadata(languages: Languages) -> bytes:
    """Return the description of the table, with titles and descriptions in every language."""
    return to_json(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": languages.default.tag}],
            "url": PurePosixPath(CSV_PATH).name,
            "dc:title": [_said(each, _title(each)) for each in languages.all],
            "dc:description": [_said(each, _description(each)) for each in languages.all],
            "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
            "tableSchema": {"columns": list(_columns(languages)), "primaryKey": "slug"},
        }
    )


def _columns(languages: Languages) -> Iterator[dict[str, Any]]:
    texts = {each: _texts(each) for each in languages.all}
    for column in columns_of(languages):
        titles, descriptions = {}, []
        for language, of_subject in texts.items():
            title, description = of_subject[column.subject]
            if column.language:
                title %= {"language": language.formats.language(column.language.tag)}
            titles[language.tag] = title
            descriptions.append(_said(language, description))
        # Programs match columns by the heading in the file, which is in no language.
        described: dict[str, Any] = {"name": column.name, "titles": {"und": column.name, **titles}}
        described |= {"dc:description": descriptions, "datatype": column.datatype}
        described |= {"separator": SEPARATOR} if column.is_list else {}
        described |= {"required": True} if column.name == "slug" else {}
        yield described


def _said(language: Language, text: str) -> dict[str, str]:
    return {"@value": text, "@language": language.tag}


def _title(language: Language) -> str:
    _ = language.translations.gettext
    return _("All seminars")


def _description(language: Language) -> str:
    _ = language.translations.gettext
    return _(
        "One row a seminar. A cell is empty where something is not known; several values in a cell "
        "are separated by a vertical line."
    )


def _texts(language: Language) -> dict[str, tuple[str, str]]:
    """Return title and description of each column by its subject."""
    _ = language.translations.gettext
    organisations = _("Keys of organisations, whose names are in seminars.json.")
    published = _("The languages of what can be had; und where a language is not known.")
    announced = _(
        "The languages of what is known to exist, but cannot be had here; und where a language is "
        "not known."
    )
    return {
        "slug": (_("Identifier"), _("The seminar’s folder, which is part of its addresses.")),
        "number": (
            _("Number in the series"),
            _("Empty for an event outside the numbered series."),
        ),
        "title": (_("Title in %(language)s"), _("Empty where there is no title in the language.")),
        "status": (
            _("Status"),
            _(
                "scheduled, postponed or cancelled; where it is not scheduled, the dates are those "
                "first planned."
            ),
        ),
        "first_date": (
            _("First date"),
            _("As precise as it is known: a day (2022-11-17), a month (2021-03) or a year (2021)."),
        ),
        "last_date": (
            _("Last date"),
            _("Written like the first date, and the same where there is only one."),
        ),
        "start_time": (_("Start"), _("When the first day starts, in the time zone.")),
        "end_time": (_("End"), _("When the last day ends, in the time zone.")),
        "timezone": (_("Time zone"), _("Its IANA name, such as Africa/Addis_Ababa.")),
        "format": (_("Format"), _("online, in-person or hybrid.")),
        "platform": (_("Platform"), _("The platform of an online or hybrid seminar.")),
        "city": (
            _("City in %(language)s"),
            _("Where an in-person or hybrid seminar takes place."),
        ),
        "country": (_("Country"), _("The country: ISO 3166-1 alpha-2.")),
        "audience": (_("Audience"), _("public, or invitation.")),
        "interpretation": (
            _("Interpretation"),
            _("The languages of the simultaneous interpretation."),
        ),
        "themes": (_("Themes"), _("Keys of themes, whose names are in seminars.json.")),
        "organisers": (_("Organisers"), organisations),
        "partners": (_("Partners"), organisations),
        "funders": (_("Funding"), organisations),
        "speakers": (_("Speakers"), _("Keys of people, whose names are in seminars.json.")),
        "countries": (_("Partner countries"), _("Countries: ISO 3166-1 alpha-2.")),
        "sessions": (_("Sessions"), _("How many sessions are known.")),
        "agenda_published": (_("Published agendas"), published),
        "agenda_announced": (_("Announced agendas"), announced),
        "slides_published": (_("Published slides"), published),
        "slides_announced": (_("Announced slides"), announced),
        "recordings_published": (_("Published recordings"), published),
        "recordings_announced": (_("Announced recordings"), announced),
        "url": (_("Page in %(language)s"), _("The address of the seminar’s page.")),
        "official_pages": (_("Official pages"), _("What the organisers published about it.")),
        "added": (_("Added"), _("The day on which this site first showed the seminar.")),
        "updated": (_("Updated"), _("The day of the last change.")),
    }
