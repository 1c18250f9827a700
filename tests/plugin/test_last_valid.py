"""A preview keeps what was valid while an editor mends a file."""

from pathlib import Path

from kmh_hub.model.series import Series
from kmh_hub.plugin.adapter import HubPlugin
from kmh_hub.reading.seminars import read_content

from ..conftest import TAGS


def test_names_stay_while_series_yml_has_a_fault(hub: Path) -> None:
    plugin, docs = HubPlugin(), hub / "docs"

    def shown() -> Series:
        return plugin._with_last_valid(read_content(docs, TAGS).series, docs)

    names = shown().vocabulary
    assert "testing" in names.themes
    path = docs / "seminars/series.yml"
    valid = path.read_text("utf-8")
    path.write_text(valid.replace("Q999999999997", "Q0"), "utf-8")
    assert read_content(docs, TAGS).series.vocabulary.themes == {}
    assert shown().vocabulary == names
    path.write_text(valid.replace('"Testing"', '"Trialling"'), "utf-8")
    assert shown().vocabulary.themes["testing"].name.root["en"] == "Trialling"
