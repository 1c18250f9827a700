"""Take the pictures of the editors' guide and the README's from the real site.

A copy of the content is previewed, with one mistake typed into it, in Debian's Chromium.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from look_pictures import wait_for_faces

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "docs/assets/guide"
SLUG = "2022-11-victims-of-trafficking"
PREFIXES = {"fr": "", "en": "en/", "ar": "ar/"}
SIZE = {"width": 1000, "height": 640}
README = ROOT / ".github/site.webp"
SHOWN = ("en/", f"ar/seminars/{SLUG}/")
"""The pages that stand side by side in the README's picture."""
GAP = 16


def main() -> None:
    """Write the pictures into docs/assets/guide."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = Path(folder)
        shutil.copytree(ROOT / "docs", work / "docs")
        shutil.copy(ROOT / "mkdocs.yml", work)
        (work / "overrides").symlink_to(ROOT / "overrides")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-quic", "--disable-background-networking"],
        )
        page = browser.new_page(viewport=SIZE)
        wait_for_faces(page)
        with served(work) as address:
            side_by_side([shot(page, f"{address}{path}") for path in SHOWN], README)
            for tag, prefix in PREFIXES.items():
                page.goto(f"{address}{prefix}seminars/")
                page.screenshot(path=TARGET / f"index.{tag}.png")
                page.goto(f"{address}{prefix}seminars/{SLUG}/")
                page.screenshot(path=TARGET / f"seminar.{tag}.png")
        mistype(work / "docs/seminars" / SLUG / "seminar.yml")
        with served(work) as address:
            for tag, prefix in PREFIXES.items():
                page.goto(f"{address}{prefix}seminars/")
                page.screenshot(path=TARGET / f"preview.{tag}.png")
        browser.close()


def shot(page: Page, address: str) -> Image.Image:
    """Return how a page looks at first."""
    page.goto(address)
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def side_by_side(pictures: Sequence[Image.Image], path: Path) -> None:
    """Write pictures of one size beside each other, as WebP."""
    width, height = pictures[0].size
    joined = Image.new("RGB", (len(pictures) * (width + GAP) - GAP, height), "grey")
    for number, picture in enumerate(pictures):
        joined.paste(picture, (number * (width + GAP), 0))
    joined.save(path, quality=80, method=6)


def mistype(path: Path) -> None:
    """Type the mistake that the guide explains."""
    text = path.read_text("utf-8")
    path.write_text(text.replace("platform: Zoom", "plattform: Zoom"), "utf-8")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Preview a copy of the hub; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    hub = Path(sys.executable).with_name("hub")
    server = subprocess.Popen([hub, "serve", "--address", host], cwd=folder)  # noqa: S603 - our own
    try:
        while server.poll() is None:
            try:
                with urllib.request.urlopen(f"http://{host}/", timeout=5):
                    break
            except OSError:
                time.sleep(0.1)
        yield f"http://{host}/"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
