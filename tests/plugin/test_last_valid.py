"""A preview keeps what was valid while an editor mends a file."""

from pathlib import Path

from kmh_hub.cli.site import load
from kmh_hub.model.series import Series
from kmh_hub.plugin.configuration import site_of
from kmh_hub.plugin.last_valid import LastValid
from kmh_hub.reading.seminars import read_content

from ..conftest import TAGS


def test_names_stay_while_series_yml_has_a_fault(hub: Path) -> None:
    last_valid, docs = LastValid(), hub / "docs"

    def shown() -> Series:
        return last_valid.shown(site_of(load("mkdocs.yml"), is_preview=True)).series

    names = shown().vocabulary
    assert "testing" in names.themes
    path = docs / "seminars/series.yml"
    valid = path.read_text("utf-8")
    path.write_text(valid.replace("Q999999999997", "Q0"), "utf-8")
    assert read_content(docs, TAGS).series.vocabulary.themes == {}
    assert shown().vocabulary == names
    path.write_text(valid.replace('"Testing"', '"Trialling"'), "utf-8")
    assert shown().vocabulary.themes["testing"].name.root["en"] == "Trialling"
