"""Coverage-guided fuzzing by Atheris (libFuzzer) of what is read, until it is stopped: make fuzz.

What it finds is written beside it as `crash-…`; it belongs into the tests, and then is mended.
"""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["kmh_hub"]):
    from kmh_hub.plugin.sanitiser import sanitised
    from kmh_hub.reading.seminars import read_content
    from kmh_hub.reading.webvtt import read_captions
    from kmh_hub.reports.people import for_people

TAGS = ("fr", "en", "ar")


def one_input(data: bytes) -> None:
    """Read a hub whose metadata, prose and captions are the parts of the data."""
    provider = atheris.FuzzedDataProvider(data)
    metadata, prose, captions = (provider.ConsumeUnicodeNoSurrogates(400) for _ in range(3))
    with TemporaryDirectory() as folder:
        docs = Path(folder)
        seminar = docs / "seminars/2031-05-invented"
        seminar.mkdir(parents=True)
        (docs / "seminars/series.yml").write_text(metadata, "utf-8")
        (docs / "glossary.yml").write_text(metadata, "utf-8")
        (seminar / "seminar.yml").write_text(metadata, "utf-8")
        (seminar / "index.fr.md").write_text(prose, "utf-8")
        (seminar / "captions.vtt").write_text(captions, "utf-8")
        read_captions(seminar / "captions.vtt")
        list(for_people(read_content(docs, TAGS, date(2031, 6, 1)).faults, docs))
    html = sanitised(prose)
    assert sanitised(html) == html


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
