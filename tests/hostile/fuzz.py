"""Coverage-guided fuzzing by Atheris (libFuzzer), until it is stopped: make fuzz.

What it finds is written beside it as `crash-…`; it belongs into the tests, and then is mended.

    python -m tests.hostile.fuzz reading|prose|pages [libFuzzer's options]
"""

import os
import sys
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory, mkdtemp

import atheris

with atheris.instrument_imports(include=["kmh_hub"]):
    import markdown
    from mkdocs.config import load_config

    from kmh_hub.localisation.language import languages_of
    from kmh_hub.plugin.sanitiser import is_whole, sanitised
    from kmh_hub.reading.seminars import read_content
    from kmh_hub.reading.webvtt import read_captions
    from kmh_hub.reports.people import for_people

    from ..conftest import ROOT, TAGS
    from . import others
    from .fields import GLOSSARY, Fields, files, pages
    from .test_fields import hides, nodes
    from .test_prose import errors
    from .texts import _is_line

CONFIG = load_config(str(ROOT / "mkdocs.yml"))
MARKDOWN = markdown.Markdown(
    extensions=CONFIG.markdown_extensions, extension_configs=CONFIG.mdx_configs
)
LANGUAGES = languages_of(TAGS, {"en": "en_GB"}, str(ROOT / "overrides/locales"))
SEMINAR = "seminars/2031-05-invented"


def reading(data: bytes) -> None:
    """Read a hub whose metadata, prose and captions are the parts of the data."""
    provider = atheris.FuzzedDataProvider(data)
    metadata, prose, captions = (provider.ConsumeUnicodeNoSurrogates(400) for _ in range(3))
    with TemporaryDirectory() as folder:
        docs = Path(folder)
        seminar = docs / SEMINAR
        seminar.mkdir(parents=True)
        (docs / "seminars/series.yml").write_text(metadata, "utf-8")
        (docs / "glossary.yml").write_text(metadata, "utf-8")
        (seminar / "seminar.yml").write_text(metadata, "utf-8")
        (seminar / "index.fr.md").write_text(prose, "utf-8")
        (seminar / "captions.vtt").write_text(captions, "utf-8")
        read_captions(seminar / "captions.vtt")
        list(for_people(read_content(docs, TAGS, date(2031, 6, 1)).faults, docs))


def prose(data: bytes) -> None:
    """Publish a text: what is taken out was refused before, the rest stays as it is."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(400)
    refused = errors(text, Path())
    MARKDOWN.reset()
    html = MARKDOWN.convert(text)
    clean = sanitised(html)
    assert sanitised(clean) == clean
    assert refused or is_whole(html, clean)


class Hub:
    """A hub whose texts are pieces of the data, one after the other."""

    def __init__(self) -> None:
        docs = Path(mkdtemp()) / "docs"
        (docs / "seminars").mkdir(parents=True)
        self.fields = Fields(docs)

    def pages(self, data: bytes) -> None:
        """Make its pages and files for others; the first are of no other elements."""
        provider = atheris.FuzzedDataProvider(data)
        texts = [provider.ConsumeUnicodeNoSurrogates(30) for _ in range(12)]
        texts = [text for text in texts if _is_line(text)] or ["x"]
        count = 0

        def next_text(place: tuple[str | int, ...]) -> str:
            nonlocal count
            count += 1
            text = texts[count % len(texts)]
            return f"x{count}" if place[0] == GLOSSARY and hides(text) else text

        tag = TAGS[len(data) % 3]
        self.fields.write(tag, next_text)
        site = self.fields.site(LANGUAGES)
        assert site.series.entries, site.content.errors
        for _, html, _ in pages(site, LANGUAGES[tag]):
            for node in nodes(html):
                assert node.tag not in {"script", "iframe", "object", "embed", "base", "meta"}
                assert not any(name.startswith("on") for name in node.attributes)
        for path, content in files(site, LANGUAGES[tag]):
            others.read(PurePosixPath(path).suffix, content)


if __name__ == "__main__":
    os.environ["HUB_CACHE"] = ""
    targets = {"reading": lambda: reading, "prose": lambda: prose, "pages": lambda: Hub().pages}
    atheris.Setup([sys.argv[0], *sys.argv[2:]], targets[sys.argv[1]]())
    atheris.Fuzz()
