"""Take pictures of every kind of page, and compare them with those that are kept.

`make look` compares and says which pages look otherwise; it leaves the new picture and the
difference in `.cache/look`. `make look-accept` keeps the new ones, to be looked at in review.
The pages are the invented hub's, as on 1 September 2031, in Debian's Chromium.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from PIL import Image, ImageChops
from playwright.sync_api import Page, Route, sync_playwright

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "tests/look"
NEW = ROOT / ".cache/look"
TODAY = "2031-09-01T12:00:00Z"
EPOCH = "1946030400"
FULL = "seminars/2031-05-invented-full/"
PAGES = {
    "home": "",
    "series": "seminars/",
    "index": "seminars/organisations/",
    "entity": "seminars/people/zoe-inventee/",
    "seminar": FULL,
    "agenda": f"{FULL}agenda/",
    "presentation": f"{FULL}presentation/",
    "recordings": f"{FULL}recordings/",
    "figures": f"{FULL}#figures",
    "coming": "seminars/2032-01-invented-coming/",
    "glossary": "glossary/",
    "search": "?q=COMPASS",
    "404": "404.html",
    "offline": "offline.html",
}
PREFIXES = {"fr": "", "en": "en/", "ar": "ar/"}
WIDTHS = {"phone": 360, "tablet": 768, "desktop": 1280}
SCHEMES = ("light", "dark")
COLOURS = 32
"""So many colours are kept: some ten kilobytes a picture."""
TOLERANCE = 24
"""A pixel is another one when a channel differs by more than this, of 255."""
SHARE = 0.005
"""So many of a picture's pixels may differ: text is smoothed a little otherwise elsewhere."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> int:
    """Compare, or keep with `--accept`; returns how many pictures differ, at most 1."""
    accept = "--accept" in sys.argv[1:]
    shutil.rmtree(NEW, ignore_errors=True)
    different = []
    with TemporaryDirectory() as work:
        site = _built(Path(work))
        for name, picture in _pictures(site):
            kept = KEPT / f"{name}.png"
            if accept:
                _write(picture, kept)
            elif difference := _difference(picture, kept):
                different.append(f"{name}: {difference}")
                _write(picture, NEW / f"{name}.png")
    for line in different:
        print(line)
    print(f"{len(different)} pictures differ" if not accept else f"kept in {KEPT}")
    return bool(different)


def _built(work: Path) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", work)
    (work / "overrides").symlink_to(ROOT / "overrides")
    (work / "docs").symlink_to(ROOT / "tests/fixtures/docs")
    environment = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH}
    command = [Path(sys.executable).parent / "hub", "--config-file", work / "mkdocs.yml", "build"]
    subprocess.run(command, env=environment, check=True, capture_output=True)  # noqa: S603 - our own
    return work / "site"


def _pictures(site: Path) -> Iterator[tuple[str, Image.Image]]:
    handler = partial(_Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "chromium",
            args=["--no-sandbox", "--font-render-hinting=none", "--disable-lcd-text"],
        )
        for (device, width), scheme in product(WIDTHS.items(), SCHEMES):
            size = {"width": width, "height": 900}
            page = browser.new_page(viewport=size, service_workers="block", locale="fr")
            wait_for_faces(page)
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.clock.set_fixed_time(TODAY)
            for tag, prefix in PREFIXES.items():
                for name, path in PAGES.items():
                    page.goto(f"http://127.0.0.1:{server.server_address[1]}/{prefix}{path}")
                    yield f"{name}-{tag}-{device}-{scheme}", _picture(page)
        browser.close()
        server.shutdown()


def wait_for_faces(page: Page) -> None:
    """Let a page wait for its faces, which are optional for readers."""

    def answer(route: Route) -> None:
        response = route.fetch()
        style = response.text().replace("font-display: optional", "font-display: block")
        route.fulfill(response=response, body=style)

    page.route("**/assets/base.css?v=*", answer)


def _picture(page: Page) -> Image.Image:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")
    # A player's own controls are the browser's look, not the hub's.
    shot = page.screenshot(mask=[page.locator("video, audio")], animations="disabled")
    return Image.open(BytesIO(shot)).convert("RGB")


def _difference(picture: Image.Image, kept: Path) -> str:
    if not kept.is_file():
        return "new"
    with Image.open(kept) as before:
        old = before.convert("RGB")
    if old.size != picture.size:
        return f"{picture.size} instead of {old.size}"
    colours = picture.quantize(COLOURS).convert("RGB")
    channels = ImageChops.difference(old, colours).split()
    most = ImageChops.lighter(ImageChops.lighter(channels[0], channels[1]), channels[2])
    other = most.point(lambda value: 255 * (value > TOLERANCE)).convert("1")
    share = other.histogram()[-1] / (picture.width * picture.height)
    return f"{share:.2%} of it" if share > SHARE else ""


def _write(picture: Image.Image, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
