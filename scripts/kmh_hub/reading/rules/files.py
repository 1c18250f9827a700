"""The rules of a seminar's own files: captions, PDFs and pictures."""

from kmh_hub.reading.rules.rule import N_, Rule

FILES: dict[str, Rule] = {
    "unreadable-pdf": Rule(
        N_("the file “{value}” cannot be read as a PDF"),
        N_("export the document as a PDF anew, without a password, and look whether it opens"),
    ),
    "unreadable-picture": Rule(
        N_("the file “{value}” cannot be read as a picture"),
        N_("save the picture anew as PNG, JPEG or WebP, and look whether it opens"),
    ),
    # All files
    "link-in-content": Rule(
        N_("“{value}” is a link to another place, or no file at all"),
        N_("put the file or folder itself here"),
    ),
    "file-type": Rule(
        N_("a file of this kind is not published: “{value}”"),
        N_("save it anew as one of these kinds: {known}"),
    ),
    "file-not-of-type": Rule(
        N_("the file “{value}” is not what its name says"),
        N_(
            "look whether it opens, and save it anew as the kind that its name ends in, without "
            "macros"
        ),
    ),
    "file-over-limit": Rule(
        N_("the file “{value}” has {size} bytes; at most {limit} are published"),
        N_(
            "save it anew with less: smaller pictures, a lower quality; a long recording goes to "
            "a video service, with its address under “url”"
        ),
    ),
    # Captions
    "captions-without-header": Rule(
        N_("this is not WebVTT: the first line is not WEBVTT"),
        N_(
            "write WEBVTT and an empty line at the beginning; a SubRip file (.srt) must be "
            "converted, since its times are written with a comma"
        ),
    ),
    "malformed-timing": Rule(
        N_("“{value}” is not the timing of a cue"),
        N_("write hours, minutes, seconds and milliseconds: 00:01:02.500 --> 00:01:05.000"),
    ),
    "text-without-timing": Rule(
        N_("this text has no time: players leave it out"),
        N_("take out the empty line before it, or write its timing in the line above"),
    ),
    "swallowed-cue": Rule(
        N_("an empty line is missing above this cue, so that players can leave it out"),
        N_("write an empty line above the cue, and above its identifier if it has one"),
    ),
    "cues-out-of-order": Rule(
        N_("the cue at {start} does not come after the one at {before}"),
        N_("list the cues in the order of their start"),
    ),
    "overlapping-cues": Rule(
        N_("the cue at {start} begins before the one above ends, at {before}"),
        N_(
            "let the one above end earlier; if two people do speak at once, allow it: "
            "NOTE hub: allow overlapping-cues - …"
        ),
        waivable=True,
    ),
    "cue-past-end": Rule(
        N_("the cue ends at {end}, after the recording's end at {duration}"),
        N_("correct the cue, or the recording's “duration” in seminar.yml"),
    ),
    "no-cues": Rule(
        N_("the file has no cue"), N_("write what is said, or take the file out of seminar.yml")
    ),
    "empty-cue": Rule(N_("the cue has no text"), N_("write what is said, or delete the cue")),
}
