"""Draw the icons of the installed site from the theme's favicon, in Debian's Chromium.

`make icons` writes overrides/assets/icons anew. Systems cut icons to their own shape, so that these
have no corners of their own; what they show stands well within the safe zone.
"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ASSETS = Path(__file__).parent.parent / "overrides/assets"
SIZES = (180, 192, 512)
"""Pixels: what iOS asks for, and what Android and desktops do."""


def main() -> None:
    """Write every size."""
    drawing = (ASSETS / "favicon.svg").read_text("utf-8").replace('rx="6"', "")
    (ASSETS / "icons").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(
                f"<style>body {{ margin: 0 }} svg {{ display: block }}</style>{drawing}"
            )
            page.screenshot(path=ASSETS / f"icons/{size}.png")
        browser.close()


if __name__ == "__main__":
    main()
