"""Bring every language's message catalogue up to date with the templates and the code.

A language that mkdocs.yml lists without a catalogue gets one.

New messages get an empty translation, which the tests refuse until a translator has filled it;
messages that nothing uses any more are deleted.
"""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from kmh_hub.cli.site import load
from kmh_hub.localisation.catalogue import catalogue_path
from kmh_hub.localisation.extraction import extract, read
from kmh_hub.plugin.i18n import find, names

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "overrides/locales"

_NOT_KEPT = tuple(
    f'"{field}:'.encode()
    for field in (
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
"""Header fields that are unset, or would change with every run."""


def _new(tag: str) -> Catalog:
    return Catalog(
        tag.replace("-", "_"),
        project="KMH seminar hub",
        header_comment="# Interface messages of the KMH seminar hub.",
        fuzzy=False,
    )


def main() -> None:
    """Rewrite the catalogues in place."""
    template = extract(ROOT)
    for tag in names(find(load(str(ROOT / "mkdocs.yml")))):
        path = catalogue_path(LOCALES, tag)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = read(path, tag) if path.is_file() else _new(tag)
        catalogue.update(template, no_fuzzy_matching=True)
        written = BytesIO()
        write_po(written, catalogue, width=100, ignore_obsolete=True)
        lines = written.getvalue().splitlines(keepends=True)
        path.write_bytes(b"".join(line for line in lines if not line.startswith(_NOT_KEPT)))


if __name__ == "__main__":
    main()
