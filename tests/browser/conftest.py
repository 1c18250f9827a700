"""The real and the invented content, each under a sub-path, and Debian's Chromium to read it."""

import functools
import re
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from ..headers import headers_for, rules_at

if TYPE_CHECKING:
    from _typeshed import StrPath


class Handler(SimpleHTTPRequestHandler):
    """Serves a site with the headers that it asks for (`_headers`), as hosts do.

    Ranges, too: without them players cannot go to a moment.
    """

    def log_message(self, *_: object) -> None:
        pass

    def guess_type(self, path: "StrPath") -> str:
        asked = self.asked.get("Content-Type")
        return asked or super().guess_type(path)

    def end_headers(self) -> None:
        for name, value in self.asked.items():
            if name != "Content-Type":
                self.send_header(name, value)
        super().end_headers()

    @property
    def asked(self) -> dict[str, str]:
        path = urlsplit(self.path).path
        return headers_for(path, rules_at(Path(self.directory), path))

    def send_head(self) -> BinaryIO | None:
        path = Path(self.translate_path(self.path))
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not wanted or not path.is_file():
            return super().send_head()  # type: ignore[return-value]
        content = path.read_bytes()
        first, last = int(wanted[1]), min(int(wanted[2] or len(content)), len(content) - 1)
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Range", f"bytes {first}-{last}/{len(content)}")
        self.send_header("Content-Length", str(last + 1 - first))
        self.end_headers()
        return BytesIO(content[first : last + 1])


def wait_until(page: Page, expression: str) -> None:
    """Wait until an expression is true; Playwright's own would need `eval` in the page."""
    for _ in range(600):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never true: {expression}")


def copied(page: Page) -> str:
    """Return what a page copied, read by a page without a policy, since the hub's may not."""
    reader = page.context.new_page()
    reader.goto(urljoin(page.url, "/"))
    text: str = reader.evaluate("navigator.clipboard.readText()")
    reader.close()
    return text


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that is served."""
    return tmp_path_factory.mktemp("host")


@pytest.fixture(scope="session")
def host(real_site: Path, invented_site: Path, root: Path) -> Iterator[str]:
    """Where the sites are served: under sub-paths, as many hosts do."""
    (root / "kmh").symlink_to(real_site)
    (root / "invented").symlink_to(invented_site)
    handler = functools.partial(Handler, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def address(host: str) -> str:
    """Where the real content is."""
    return f"{host}kmh/"


@pytest.fixture(scope="session")
def invented(host: str) -> str:
    """Where the invented content is."""
    return f"{host}invented/"


@pytest.fixture(scope="session")
def long(host: str, root: Path, long_site: Path) -> str:
    """Where a series is that is too long for one page."""
    (root / "long").symlink_to(long_site)
    return f"{host}long/"


@pytest.fixture
def open_page(chromium: Browser, host: str, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site; fails the test if the page logs an error or asks another host.

    `asks` is the only other address that may be asked.
    """
    contexts = []
    wrong: list[str] = []

    def open_(
        path: str,
        width: int = 1280,
        *,
        scripts: bool = True,
        site: str = address,
        zone: str | None = None,
        asks: str = host,
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 844},
            java_script_enabled=scripts,
            timezone_id=zone,
            service_workers="block",  # test_offline.py has its own
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        # Chromium's own viewer of PDFs is an extension with its own resources.
        known = (host, asks, "chrome-extension://", "chrome://")
        page.on(
            "console",
            lambda message: wrong.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "request",
            lambda request: None if request.url.startswith(known) else wrong.append(request.url),
        )
        page.goto(site + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []
