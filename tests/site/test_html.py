"""Every page of both sites is valid HTML, by html-validate."""

import json
import subprocess
from pathlib import Path

import pytest

TESTS = Path(__file__).parent.parent
CONFIG = TESTS / "site/html-validate.json"


def messages(folder: Path) -> list[str]:
    """Return what html-validate says of a folder's pages."""
    done = subprocess.run(
        [
            TESTS / "node_modules/.bin/html-validate",
            "--config", CONFIG, "--formatter", "json", folder,
        ],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [
        f"{Path(page['filePath']).relative_to(folder)}:{message['line']} "
        f"[{message['ruleId']}] {message['message']}"
        for page in json.loads(done.stdout)
        for message in page["messages"]
    ]


@pytest.mark.parametrize("site", ["real_site", "invented_site"])
def test_every_page_is_valid(site: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(site)
    assert len(list(folder.rglob("*.html"))) > 50
    assert messages(folder) == []


def test_a_faulty_page_is_told(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<!DOCTYPE html><html lang=en><head><title>A</title></head>"
        '<body><p id="a"><div id="a">Invented</div></p><img src="a.png"></body></html>'
    )
    told = " ".join(messages(tmp_path))
    for rule in ("no-dup-id", "wcag/h37", "close-order"):
        assert f"[{rule}]" in told
