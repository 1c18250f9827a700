"""The rules of seminar.yml and series.yml: what a single value and the files together must be."""

from kmh_hub.reading.rules.rule import N_, Rule

METADATA: dict[str, Rule] = {
    # The file
    "file-too-large": Rule(
        N_("the file has {size} bytes; at most {limit} are read"),
        N_("a seminar.yml holds facts; put long texts into index.*.md"),
    ),
    "not-utf-8": Rule(
        N_("the file is not UTF-8 from here on"),
        N_("save the file with the encoding UTF-8 in your editor"),
    ),
    "not-yaml": Rule(
        N_("this is not YAML: {problem}"),
        N_(
            "indent with spaces, write a space after each colon, and put text that contains “: ” "
            'or “ #” between quotes, as in title: "Lessons: a review"'
        ),
    ),
    "tab": Rule(
        N_("a tab stands here; YAML is indented with spaces"),
        N_("replace each tab at the beginning of lines by two spaces"),
    ),
    "unquoted-colon": Rule(
        N_("a colon stands in text without quotes, or the line is indented too far"),
        N_('put the whole text between quotes, as in title: "Lessons: a review"'),
    ),
    "missing-colon": Rule(
        N_("a colon is missing here or in the line before"),
        N_("write each key with a colon and a space after it, as in title: …"),
    ),
    "unclosed-bracket": Rule(
        N_("a bracket that is opened here or before is not closed"),
        N_("write the closing bracket, or a comma between two values: [fr, en]"),
    ),
    "unclosed-quote": Rule(
        N_("a quotation mark is opened and not closed"),
        N_('close it at the end of the text, with the same straight mark: "…"'),
    ),
    "wrong-indentation": Rule(
        N_("this line is not indented like those it belongs to, or the one before is not complete"),
        N_("begin the keys of one level, and the dashes of one list, in the same column"),
    ),
    "reserved-character": Rule(
        N_("a text cannot begin with this character unless it is between quotes"),
        N_('put the text between quotes, as in title: "@…"'),
    ),
    "text-after-quote": Rule(
        N_("text goes on after the closing quotation mark"),
        N_('put the whole text between straight double marks, as in title: "l\'avenir"'),
    ),
    "second-document": Rule(
        N_("a line of three dashes begins a second document"),
        N_("delete the line ---"),
    ),
    "merge-conflict": Rule(
        N_("an unfinished merge left both versions of a text here"),
        N_("keep one version, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"),
    ),
    "not-a-mapping": Rule(
        N_("the file does not consist of “key: value” lines"),
        N_('begin with, for example: title:\n    en: "…"'),
    ),
    "too-deep": Rule(
        N_("this is nested more than {limit} levels deep"), N_("take out the superfluous levels")
    ),
    "duplicate-key": Rule(
        N_("the key “{key}” is given twice; the first is in line {first}"),
        N_("keep one of the two; in a list, begin each entry with a dash"),
    ),
    "key-not-text": Rule(N_("a key must be plain text"), N_("write, for example, title: …")),
    "alias": Rule(N_("aliases (*) are not used here"), N_("write the value out in full")),
    "tag": Rule(
        N_("tags such as {tag} are not used here"), N_("write the plain value without the tag")
    ),
    # Keys and types
    "unknown-key": Rule(
        N_("unknown key “{key}”{suggestion}"), N_("the keys known here are: {known}")
    ),
    "missing-key": Rule(N_("the key “{key}” is missing"), N_("add it here: {key}: …")),
    "not-text": Rule(
        N_("“{key}” must be text, not {kind}"),
        N_('write it between quotes, for example {key}: "{value}"'),
    ),
    "not-a-number": Rule(
        N_("“{key}” must be a whole number, not {kind}"),
        N_("write the digits without quotes, for example 5"),
    ),
    "not-true-or-false": Rule(
        N_("“{key}” must be true or false, not {kind}"),
        N_("write {key}: true, without quotes, or leave “{key}” out"),
    ),
    "not-a-list": Rule(
        N_("“{key}” must be a list, not {kind}"),
        N_("write the values between brackets, [a, b], or one a line, each after “- ”"),
    ),
    "not-a-mapping-value": Rule(
        N_("“{key}” must have keys of its own below it, not {kind}"),
        N_('write them indented, one a line, for example\n    {key}:\n      en: "…"'),
    ),
    "empty-value": Rule(
        N_("nothing stands after “{key}:”"),
        N_("write the value, or delete the line; a value with “#” in it goes between quotes"),
    ),
    "cut-by-comment": Rule(
        N_("what follows “ #” is not read: it begins a comment"),
        N_("put the whole value between quotes; begin a comment with “# ”, with a space"),
    ),
    "example-left": Rule(
        N_("the example “{value}” still stands here"),
        N_("write the real value, or delete the line if it is not known"),
    ),
    "typographic-quotes": Rule(
        N_("the quotation marks of {value} are published as part of the text"),
        N_('use straight marks around a value, as in title: "…"; typographic ones only within it'),
        waivable=True,
    ),
    "misnamed-file": Rule(
        N_("the file “{value}” is not read under this name"),
        N_("rename it to one of these: {expected}"),
    ),
    "nothing-given": Rule(
        N_("“{key}” is empty"), N_("give at least one value, or leave “{key}” out")
    ),
    "empty-text": Rule(N_("“{key}” is empty"), N_("write the text, or leave “{key}” out")),
    "number-too-small": Rule(
        N_("“{key}” must be at least {ge}, not {value}"), N_("count from {ge}")
    ),
    "unknown-value": Rule(
        N_("“{value}” is not a known “{key}”{suggestion}"), N_("write one of these: {expected}")
    ),
    # Codes, dates, addresses
    "unknown-language": Rule(
        N_("“{value}” is not a language code{suggestion}"),
        N_("use the code of BCP 47, such as fr, en or ar"),
    ),
    "not-a-site-language": Rule(
        N_("the site has no language “{key}”{suggestion}"),
        N_("its languages are {languages}; mkdocs.yml lists them"),
    ),
    "unknown-country": Rule(
        N_("“{value}” is not a country code{suggestion}"),
        N_("use the two capital letters of ISO 3166-1, such as ET for Ethiopia"),
    ),
    "unknown-time-zone": Rule(
        N_("unknown time zone “{value}”{suggestion}"),
        N_("use a name of the IANA time zone database, such as Africa/Addis_Ababa or CET"),
    ),
    "invalid-date": Rule(
        N_("“{value}” is not a date"),
        N_("write year, month and day as 2022-11-17; only as much as is known: 2021-03 or 2021"),
    ),
    "invalid-time": Rule(
        N_("“{value}” is not a time of day"), N_('write hours and minutes between quotes: "09:30"')
    ),
    "invalid-duration": Rule(
        N_("“{value}” is not a duration"),
        N_('write hours, minutes and seconds between quotes: "1:05:30", "0:12:00"'),
    ),
    "url-not-https": Rule(
        N_("the address “{value}” does not begin with https://"),
        N_("give the page's https address; other kinds of address are not published"),
    ),
    "invalid-url": Rule(
        N_("“{value}” is not a web address"),
        N_("copy the address from the browser, for example https://example.org/page"),
    ),
    "invalid-file-name": Rule(
        N_("“{value}” cannot be the name of a file here"),
        N_(
            "use the name of a file in this folder, "
            "of Latin letters, digits, “-”, “_” and “.”: slides-fr.pdf"
        ),
    ),
    "reserved-file-name": Rule(
        N_("the hub makes or reads a file of the name “{value}” itself"),
        N_("give the file another name, such as slides-fr.pdf or transcript-fr.txt"),
    ),
    "control-character": Rule(
        N_("“{key}” has an invisible control character, {value}"),
        N_("delete it; write text as it is to be read"),
    ),
    # What must fit together
    "duplicate-value": Rule(N_("“{value}” is listed twice"), N_("keep it once")),
    "end-before-start": Rule(
        N_("the end, {end}, is not after the start, {start}"), N_("correct one of the two times")
    ),
    "time-without-zone": Rule(
        N_("a time of day is given, but no time zone"),
        N_("add the zone, for example timezone: Africa/Addis_Ababa"),
    ),
    "nonexistent-time": Rule(
        N_("clocks in {zone} leave {value} out on this day"),
        N_("correct the time: the clocks go forward then"),
    ),
    "time-without-day": Rule(
        N_("a time of day is given for a date that is not known to the day"),
        N_("complete the date, or leave the time out"),
    ),
    "dates-out-of-order": Rule(
        N_("{date} does not come after {before}"), N_("list the days in order, each once")
    ),
    "two-addresses": Rule(N_("both “file” and “url” are given"), N_("keep one of the two")),
    "published-without-address": Rule(
        N_("this is published, but has neither “file” nor “url”"),
        N_("add one of them, or write status: announced if the address is not known yet"),
    ),
    "announced-with-address": Rule(
        N_("this is only announced, but has “{key}”"),
        N_("write status: published, or take “{key}” out"),
    ),
    "captions-not-webvtt": Rule(
        N_("captions must be WebVTT, and “{value}” does not end in .vtt"),
        N_("convert them and name the file, for example, captions-fr.vtt"),
    ),
    "renditions-without-file": Rule(
        N_("other qualities are given, but no file that they are another quality of"),
        N_("name the recording's main file: file: recording-fr.webm"),
    ),
    "registration-without-way": Rule(
        N_("it is not said how to register"),
        N_("add “url”, or say in “instructions” what to do to take part"),
    ),
    "changes-out-of-order": Rule(
        N_("this change is of {date}, before {before}"),
        N_("list the changes in order, the oldest first; none is older than “added”"),
    ),
    "date-not-full": Rule(
        N_("“{value}” does not name the day"), N_("write year, month and day: 2026-11-24")
    ),
    "missing-added": Rule(
        N_("it is not said since when the hub has this seminar"),
        N_("add the day on which it is published: added: {value}; a draft needs none"),
    ),
    "chapters-out-of-order": Rule(
        N_("the chapter at {start} does not come after the one at {before}"),
        N_("list the chapters in the order of their start"),
    ),
    "chapter-past-end": Rule(
        N_("the chapter starts at {start}, but the recording ends at {end}"),
        N_("correct the chapter's “start” or the recording's “duration”"),
    ),
    "missing-file": Rule(
        N_("there is no file “{value}” in this folder{suggestion}"),
        N_("add the file beside seminar.yml, or correct the name"),
    ),
    "file-is-link": Rule(
        N_("“{value}” is a link or a folder, not a file"), N_("put the file itself into the folder")
    ),
    "unknown-session": Rule(
        N_("there is no session {value}; the agenda has {count}"),
        N_("count the sessions from 1 over all days"),
    ),
    # The folders
    "missing-seminar-yml": Rule(
        N_("the folder has no seminar.yml"), N_("add one, or move the folder out of docs/seminars")
    ),
    "missing-series-yml": Rule(
        N_("there is no series.yml"), N_("add one with “organisations:” and “themes:”")
    ),
    "missing-prose": Rule(
        N_("the folder has no page in any language of the site"), N_("add one of {expected}")
    ),
    "invalid-slug": Rule(
        N_("“{value}” cannot be the name of a seminar's folder"),
        N_("use year, month and lower-case Latin words joined by “-”: {expected}"),
    ),
    "slug-not-of-date": Rule(
        N_("the folder's name begins with another date than the seminar's, {date}"),
        N_(
            "rename the folder to {expected}, or correct the date; where a seminar was moved after "
            "its address was published, keep the folder: # hub: allow slug-not-of-date - …"
        ),
        waivable=True,
    ),
    "duplicate-slug": Rule(
        N_("the folder's name differs from “{other}” in capital letters only"),
        N_("rename one of the two: on many hosts both would have one address"),
    ),
    "duplicate-number": Rule(
        N_("number {value} is already that of {other}"),
        N_("give each seminar its own number, or none to an event outside the series"),
    ),
}
