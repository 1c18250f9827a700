"""Pages before and after, as pictures: what a reader of a pull request looks at."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlsplit

from kmh_hub.comparison.built_page import BuiltPage, BuiltSite
from kmh_hub.comparison.difference import Difference

_WIDTH, _HEIGHT = 1280, 900
_SETTLED = "document.fonts.ready"


class NoBrowserError(Exception):
    """Playwright or Chromium is missing."""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a site below the path of its address."""

    base = "/"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def translate_path(self, path: str) -> str:
        """Return the file at an address."""
        return super().translate_path("/" + path.removeprefix(self.base))


def take_pictures(difference: Difference, folder: Path, most: int) -> list[Path]:
    """Write pictures of pages that differ into a folder: `before/…png`, `after/…png`.

    Args:
        difference: what differs.
        folder: where to.
        most: so many pages a language.

    Raises:
        NoBrowserError: where there is no browser to take them with.

    """
    before = {page.place: page for page in difference.old.pages.values()}
    differing = _some([*difference.changed, *difference.added, *difference.removed], most)
    taken = []
    with _browser() as browser:
        for name, site in (("before", difference.old), ("after", difference.new)):
            pages = before if name == "before" else site.pages
            shown = [page for page in differing if page.place in pages]
            with _served(site) as address:
                view = browser.new_page(
                    viewport={"width": _WIDTH, "height": _HEIGHT}, service_workers="block"
                )
                for page in shown:
                    view.goto(address + quote(page.place), wait_until="networkidle")
                    view.evaluate(_SETTLED)
                    target = folder / name / _name(page)
                    view.screenshot(path=target, full_page=True, animations="disabled")
                    taken.append(target)
                view.close()
    return taken


def _some(pages: Iterable[BuiltPage], most: int) -> list[BuiltPage]:
    counted: dict[str, int] = {}
    some = []
    for page in pages:
        counted[page.language] = counted.get(page.language, 0) + 1
        if counted[page.language] <= most:
            some.append(page)
    return some


def _name(page: BuiltPage) -> str:
    return f"{page.place.removesuffix('.html').removesuffix('/index').replace('/', '.')}.png"


@contextmanager
def _browser() -> Iterator[Any]:
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - for developers only
    except ImportError as error:
        raise NoBrowserError("Playwright is missing; make build installs it") from error
    program = shutil.which("chromium")
    if program is None:
        raise NoBrowserError(
            "Chromium is missing. Install it, for example with: sudo apt-get install chromium"
        )
    with ExitStack() as started:
        try:
            playwright = started.enter_context(sync_playwright())
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        except Exception as error:
            raise NoBrowserError(
                f"Chromium does not start ({str(error).partition(chr(10))[0]}). Install what it and"
                " Playwright need, for example with: sudo apt-get install chromium libatomic1"
            ) from error
        yield browser
        browser.close()


@contextmanager
def _served(site: BuiltSite) -> Iterator[str]:
    base = urlsplit(site.url).path or "/"
    handler = partial(type("_Below", (_Quiet,), {"base": base}), directory=str(site.root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
        server.shutdown()
        thread.join()
