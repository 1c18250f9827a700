"""A site with the form, served as hosts do, and a browser that has a folder of its own for it.

The folder is the browser's private one (OPFS): the form reads and writes it as it does a folder on
disk, only that nobody is asked for it by the system's own dialogue.
"""

import functools
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from ..browser.conftest import Handler
from ..conftest import FIXTURES, FORMER, ROOT, built_at, copy_hub
from .folder import READ, WRITE, as_files

FORM = """\
      form:
        enabled: true
        backend:
          name: github
          repo: invented/hub
          branch: main
"""
BLOCKED = ("https://www.githubstatus.com/", "https://unpkg.com/")
"""Whom the form would ask whether GitHub works and whether it is the newest; its policy forbids it,
which Chromium tells as an error."""


def copy_small_hub(folder: Path) -> None:
    """Copy a hub with one seminar that says as little as it can, and the form."""
    copy_hub(folder)
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8")
    asked = text.replace("      form:\n        enabled: !ENV [HUB_FORM, false]\n", FORM)
    assert asked != text
    config.write_text(asked, "utf-8")
    ignored = shutil.ignore_patterns("20??-*", *FORMER)
    shutil.copytree(FIXTURES / "docs", folder / "docs", ignore=ignored)
    seminar = folder / "docs/seminars/2031-05-invented"
    seminar.mkdir()
    (seminar / "seminar.yml").write_text(
        "added: 2031-01-01\ntitle:\n  en: Invented seminar\ndays:\n  - date: 2031-05\n"
    )
    (seminar / "index.en.md").write_text("Invented text in English only.\n")


@pytest.fixture(scope="session")
def form_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with the form, for an invented repository on GitHub."""
    folder = tmp_path_factory.mktemp("form")
    copy_small_hub(folder)
    return built_at(folder, "https://hub.example/small/")


@pytest.fixture(scope="session")
def form_address(form_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the form is served."""
    root = tmp_path_factory.mktemp("host")
    (root / "small").symlink_to(form_site)
    handler = functools.partial(Handler, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/small/admin/"
        server.shutdown()


class Form:
    """The form in a browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wrong: list[str] = []
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on(
            "console",
            lambda said: self._say(said.text) if said.type == "error" else None,
        )
        page.on(
            "request",
            lambda asked: self.wrong.append(asked.url) if not self._is_known(asked.url) else None,
        )
        page.goto(address)

    def _say(self, text: str) -> None:
        if not any(site in text for site in BLOCKED):
            self.wrong.append(text)

    def _is_known(self, url: str) -> bool:
        return url.startswith(("http://127.0.0.1:", "blob:", "data:", "https://api.github.com/"))

    def work_with(self, files: dict[str, str]) -> None:
        """Open a folder with some files."""
        self.page.evaluate(WRITE, files)
        self.page.get_by_role("button", name="Travailler avec un dépôt local").click()
        self.page.get_by_role("grid").first.wait_for()

    def text(self, path: str) -> str:
        """Return a file of the folder, as it is now."""
        text: str = self.page.evaluate(READ, path)
        return text

    def open(self, collection: str, entry: str) -> None:
        """Open an entry of a collection."""
        self.page.get_by_role("treeitem", name=collection).first.click()
        self.page.get_by_role("gridcell", name=entry).last.click()
        self.page.get_by_role("button", name="Enregistrer").wait_for()

    def field(self, path: str) -> Locator:
        """Return a field; those that are far below are made when somebody scrolls to them."""
        field = self.page.locator(f'[data-key-path="{path}"]').first
        self.page.mouse.move(600, 500)
        for _ in range(100):
            if field.count():
                field.scroll_into_view_if_needed()
                return field
            self.page.mouse.wheel(0, 1000)
            self.page.wait_for_timeout(50)
        pytest.fail(f"the form has no field {path}")

    def save(self) -> None:
        """Save the entry."""
        self.page.get_by_role("button", name="Enregistrer").click()
        self.page.get_by_text("enregistrée").first.wait_for()


@pytest.fixture
def open_form(chromium: Browser, form_address: str) -> Iterator[Callable[..., Form]]:
    """Open the form; fails the test if it logs an error or asks another site."""
    opened = []

    def open_(locale: str = "fr-FR", width: int = 1280, scheme: str = "light") -> Form:
        context = chromium.new_context(
            locale=locale,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            service_workers="block",
        )
        context.add_init_script(
            "window.showDirectoryPicker = () => navigator.storage.getDirectory();"
        )
        form = Form(context.new_page(), form_address)
        opened.append((form, context))
        return form

    yield open_
    for _, context in opened:
        context.close()
    assert [text for form, _ in opened for text in form.wrong] == []


@pytest.fixture
def real_files() -> dict[str, str]:
    """The real content."""
    return as_files(ROOT / "docs")
