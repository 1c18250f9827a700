"""The rules that content must keep: the name of each, what is wrong, what to write instead.

The texts are for editors who know their subject and not programming. `{name}` stands for a value
of the fault; `{suggestion}` for the nearest known word, with its own punctuation, or for nothing.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """What a report says when a rule is broken."""

    message: str
    """What is wrong."""
    help: str
    """What to write instead."""


RULES: dict[str, Rule] = {
    # The file
    "file-too-large": Rule(
        "the file has {size} bytes; at most {limit} are read",
        "a seminar.yml holds facts; put long texts into index.*.md",
    ),
    "not-utf-8": Rule(
        "the file is not UTF-8 from here on", "save the file with the encoding UTF-8 in your editor"
    ),
    "not-yaml": Rule(
        "this is not YAML: {problem}",
        "indent with spaces, write a space after each colon, and put text that contains “: ” "
        'or “ #” between quotes, as in title: "Lessons: a review"',
    ),
    "not-a-mapping": Rule(
        "the file does not consist of “key: value” lines",
        'begin with, for example: title:\n    en: "…"',
    ),
    "too-deep": Rule(
        "this is nested more than {limit} levels deep", "take out the superfluous levels"
    ),
    "duplicate-key": Rule(
        "the key “{key}” is given twice; the first is in line {first}",
        "keep one of the two, or join what they say",
    ),
    "key-not-text": Rule("a key must be plain text", "write, for example, title: …"),
    "alias": Rule("aliases (*) are not used here", "write the value out in full"),
    "tag": Rule("tags such as {tag} are not used here", "write the plain value without the tag"),
    # Keys and types
    "unknown-key": Rule("unknown key “{key}”{suggestion}", "the keys known here are: {known}"),
    "missing-key": Rule("the key “{key}” is missing", "add it here: {key}: …"),
    "not-text": Rule(
        "“{key}” must be text, not {kind}", 'write it between quotes, for example {key}: "{value}"'
    ),
    "not-a-number": Rule(
        "“{key}” must be a whole number, not {kind}",
        "write the digits without quotes, for example 5",
    ),
    "not-a-list": Rule(
        "“{key}” must be a list, not {kind}",
        "write the values between brackets, [a, b], or one a line, each after “- ”",
    ),
    "not-a-mapping-value": Rule(
        "“{key}” must have keys of its own below it, not {kind}",
        'write them indented, one a line, for example\n    {key}:\n      en: "…"',
    ),
    "nothing-given": Rule("“{key}” is empty", "give at least one value, or leave “{key}” out"),
    "empty-text": Rule("“{key}” is empty", "write the text, or leave “{key}” out"),
    "number-too-small": Rule("“{key}” must be at least {ge}, not {value}", "count from {ge}"),
    "unknown-value": Rule("“{value}” is not a known “{key}”{suggestion}", "write {expected}"),
    # Codes, dates, addresses
    "unknown-language": Rule(
        "“{value}” is not a language code{suggestion}",
        "use the code of BCP 47, such as fr, en or ar",
    ),
    "not-a-site-language": Rule(
        "the site has no language “{key}”{suggestion}",
        "its languages are {languages}; mkdocs.yml lists them",
    ),
    "unknown-country": Rule(
        "“{value}” is not a country code{suggestion}",
        "use the two capital letters of ISO 3166-1, such as ET for Ethiopia",
    ),
    "unknown-time-zone": Rule(
        "unknown time zone “{value}”{suggestion}",
        "use a name of the IANA time zone database, such as Africa/Addis_Ababa or CET",
    ),
    "invalid-date": Rule(
        "“{value}” is not a date",
        "write year, month and day as 2022-11-17; only as much as is known: 2021-03 or 2021",
    ),
    "invalid-time": Rule(
        "“{value}” is not a time of day", 'write hours and minutes between quotes: "09:30"'
    ),
    "invalid-duration": Rule(
        "“{value}” is not a duration",
        'write hours, minutes and seconds between quotes: "1:05:30", "0:12:00"',
    ),
    "url-not-https": Rule(
        "the address “{value}” does not begin with https://",
        "give the page's https address; other kinds of address are not published",
    ),
    "invalid-url": Rule(
        "“{value}” is not a web address",
        "copy the address from the browser, for example https://example.org/page",
    ),
    "invalid-file-name": Rule(
        "“{value}” cannot be the name of a file here",
        "use the name of a file in this folder, of Latin letters, digits, “-”, “_” and one “.”: "
        "slides-fr.pdf",
    ),
    # What must fit together
    "duplicate-value": Rule("“{value}” is listed twice", "keep it once"),
    "end-before-start": Rule(
        "the end, {end}, is not after the start, {start}", "correct one of the two times"
    ),
    "time-without-zone": Rule(
        "a time of day is given, but no time zone",
        "add the zone, for example timezone: Africa/Addis_Ababa",
    ),
    "time-without-day": Rule(
        "a time of day is given for a date that is not known to the day",
        "complete the date, or leave the time out",
    ),
    "dates-out-of-order": Rule(
        "{date} does not come after {before}", "list the days in order, each once"
    ),
    "two-addresses": Rule("both “file” and “url” are given", "keep one of the two"),
    "published-without-address": Rule(
        "this is published, but has neither “file” nor “url”",
        "add one of them, or write status: announced if the address is not known yet",
    ),
    "announced-with-address": Rule(
        "this is only announced, but has “{key}”", "write status: published, or take “{key}” out"
    ),
    "captions-not-webvtt": Rule(
        "captions must be WebVTT, and “{value}” does not end in .vtt",
        "convert them and name the file, for example, captions-fr.vtt",
    ),
    "chapters-out-of-order": Rule(
        "the chapter at {start} does not come after the one at {before}",
        "list the chapters in the order of their start",
    ),
    "chapter-past-end": Rule(
        "the chapter starts at {start}, but the recording ends at {end}",
        "correct the chapter's “start” or the recording's “duration”",
    ),
    "missing-file": Rule(
        "there is no file “{value}” in this folder{suggestion}",
        "add the file beside seminar.yml, or correct the name",
    ),
    "file-is-link": Rule(
        "“{value}” is a link or a folder, not a file", "put the file itself into the folder"
    ),
    "unknown-session": Rule(
        "there is no session {value}; the agenda has {count}",
        "count the sessions from 1 over all days",
    ),
    "unknown-organisation": Rule(
        "series.yml knows no organisation “{value}”{suggestion}",
        "use a key of “organisations” in seminars/series.yml, or add it there",
    ),
    "unknown-theme": Rule(
        "series.yml knows no theme “{value}”{suggestion}",
        "use a key of “themes” in seminars/series.yml, or add it there",
    ),
    # The folders
    "missing-seminar-yml": Rule(
        "the folder has no seminar.yml", "add one, or move the folder out of docs/seminars"
    ),
    "missing-series-yml": Rule(
        "there is no series.yml", "add one with “organisations:” and “themes:”"
    ),
    "missing-prose": Rule(
        "the folder has no page in any language of the site", "add one of {expected}"
    ),
    "invalid-slug": Rule(
        "“{value}” cannot be the name of a seminar's folder",
        "use year, month and lower-case Latin words joined by “-”: {expected}",
    ),
    "slug-not-of-date": Rule(
        "the folder's name begins with another date than the seminar's, {date}",
        "rename the folder to {expected}, or correct the date",
    ),
    "duplicate-slug": Rule(
        "the folder's name differs from “{other}” in capital letters only",
        "rename one of the two: on many hosts both would have one address",
    ),
    "duplicate-number": Rule(
        "number {value} is already that of {other}",
        "give each seminar its own number, or none to an event outside the series",
    ),
}
