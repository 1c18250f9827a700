"""The preview: it reloads on every edit, shows drafts and faults, and recovers."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ..conftest import run

SPARSE = "seminars/2030-02-invented-sparse"


@pytest.fixture
def preview(hub: Path) -> Iterator[str]:
    """The invented seminars, one of them a draft, served by `hub serve`."""
    path = hub / "docs" / SPARSE / "seminar.yml"
    path.write_text("draft: true\n" + path.read_text("utf-8"), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-c", "from kmh_hub.cli import main; main()", "serve"]
    environment = {**os.environ, "HUB_SITE_URL": f"http://{address}/"}
    server = subprocess.Popen(
        [*command, "--address", address], cwd=hub, env=environment, stderr=subprocess.DEVNULL
    )
    try:
        url = f"http://{address}/"
        # The first build takes seconds, and longer where others use the machine.
        for _ in range(600):
            assert server.poll() is None
            try:
                with urllib.request.urlopen(url, timeout=5):
                    break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


def test_preview(preview: str, hub: Path, page: Page) -> None:
    page.goto(f"{preview}en/{SPARSE}/")
    expect(page.locator(".notice").first).to_contain_text("Draft")
    expect(page.locator(".faults-panel")).to_have_count(0)

    metadata = hub / "docs" / SPARSE / "seminar.yml"
    good = metadata.read_text("utf-8")
    metadata.write_text(good + "colour: red\n", "utf-8")
    panel = page.locator(".faults-panel")
    expect(panel).to_contain_text("error[unknown-key]: unknown key “colour”", timeout=15_000)
    expect(page.get_by_role("heading", level=1)).to_have_text("Invented sparse seminar")

    metadata.write_text(good + "  - date: 2030-13\ntitel: [\n", "utf-8")
    expect(panel).to_contain_text("error[unclosed-bracket]", timeout=15_000)

    metadata.write_text(good.replace("Invented sparse", "Mended sparse"), "utf-8")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Mended sparse seminar", timeout=15_000
    )
    expect(panel).to_have_count(0)

    prose = hub / "docs" / SPARSE / "index.en.md"
    prose.write_text("Edited, with a [broken link](nowhere.md).\n", "utf-8")
    expect(page.locator(".prose")).to_contain_text("Edited", timeout=15_000)
    expect(panel).to_contain_text("error[broken-link]")


def test_a_draft_is_never_published(hub: Path) -> None:
    path = hub / "docs" / SPARSE / "seminar.yml"
    path.write_text("draft: true\n" + path.read_text("utf-8"), "utf-8")
    assert run("build").exit_code == 0
    assert not list((hub / "site").rglob("2030-02-*"))
    for name in ("sitemap.xml", "seminars/index.html"):
        assert "invented-sparse" not in (hub / "site" / name).read_text("utf-8")
