"""A walk by keyboard alone: from the home page to the third minute of a recording."""

import functools
import shutil
import threading
import wave
from collections.abc import Iterator
from datetime import timedelta
from http.server import ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from ..conftest import FIXTURES, copy_hub, run
from .conftest import Handler, wait_until

FULL = "seminars/2031-05-invented-full"
PREFIXES = {"fr": "", "en": "en/", "ar": "ar/"}
LENGTH = timedelta(minutes=4)
MOMENT = timedelta(minutes=3)
RECORDINGS = "recordings:\n" + "".join(
    f'  - {{language: {tag}, file: long.wav, duration: "{LENGTH}",'
    f' chapters: [{{start: "{MOMENT}", title: {{{tag}: Invented}}}}]}}\n'
    for tag in PREFIXES
)
FOCUSED = """() => { const one = document.activeElement, box = one.getBoundingClientRect();
    // Browsers mark the focus within a player's own controls.
    const isMarked = one.matches("audio, video") || getComputedStyle(one).outlineStyle !== "none";
    return { href: one.href ?? "", isMarked, isSeen: box.bottom > 0 && box.top < innerHeight }; }"""


@pytest.fixture(scope="module")
def long_recordings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a hub is whose seminar has recordings of four minutes, which are silent."""
    root = tmp_path_factory.mktemp("long")
    copy_hub(root)
    ignored = shutil.ignore_patterns("recording.*", "captions.*", "transcript.*")
    shutil.copytree(FIXTURES / "docs", root / "docs", ignore=ignored)
    metadata = root / "docs" / FULL / "seminar.yml"
    text = metadata.read_text("utf-8").partition("recordings:\n")[0]
    metadata.write_text(text + RECORDINGS, "utf-8")
    with wave.open(str(metadata.with_name("long.wav")), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x80" * 8000 * LENGTH.seconds)
    result = run("--config-file", str(root / "mkdocs.yml"), "build")
    assert result.exit_code == 0, result.output
    handler = functools.partial(Handler, directory=str(root / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", service_workers="block"
    )
    yield context.new_page()
    context.close()


def walk_to(page: Page, end: str) -> int:
    """Press Tab until a link is reached that ends so; every stop on the way must be seen.

    Returns the number of stops.

    """
    for stops in range(1, 80):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["isSeen"], focused
        assert focused["isMarked"], focused
        if focused["href"].endswith(end):
            return stops
    pytest.fail(f"no link to {end}")


@pytest.mark.parametrize("tag", PREFIXES)
def test_from_home_to_the_third_minute(long_recordings: str, page: Page, tag: str) -> None:
    prefix = PREFIXES[tag]
    page.goto(long_recordings + prefix)
    stops = 0
    for end in (f"/{prefix}seminars/", f"/{prefix}{FULL}/", "/recordings/"):
        stops += walk_to(page, end)
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{end}")
    stops += walk_to(page, f"t={MOMENT.seconds}")
    page.keyboard.press("Enter")
    player = page.locator(f"#recording-{tag} audio")
    expect(player).to_be_visible()
    start = f"document.querySelector('#recording-{tag} audio').currentTime > {MOMENT.seconds}"
    wait_until(page, start)
    assert stops < 100
