"""A whole hub in which every text attacks: its pages run nothing, its files are read by others."""

import json
import os
import re
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request, Route
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.cli.preview import Preview

from ..conftest import EPOCH
from . import others, texts
from .hub import write_hub

ALL = os.environ.get("HUB_HOSTILE") == "all"
HOST = "http://127.0.0.1:8000/"
_TRAP = """
window.trapped = []
for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])
  window[name] = (...given) => { window.trapped.push(`${name}(${given})`) }
window.addEventListener('error', event => event.message && window.trapped.push(event.message))
"""


_VIEWER = ("chrome-extension://", "chrome://")
"""Chromium's own viewer of PDFs is an extension with its own resources."""
_CLICK = "document.querySelectorAll('summary, main button').forEach(each => each.click())"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub as a preview builds it, which shows what `hub check` refuses, too."""
    folder = tmp_path_factory.mktemp("hostile")
    lines = texts.lines()
    prose = texts.prose()
    seminars = 20 if ALL else 3
    used = write_hub(
        folder,
        cycle(texts.sample(lines, len(lines))),
        cycle(texts.sample(prose, len(prose))),
        seminars,
    )
    assert used > 100 * seminars
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    try:
        (folder / "out").mkdir()
        preview = Preview(str(folder / "mkdocs.yml"), None, folder / "out")
        preview.build()
    finally:
        del os.environ["SOURCE_DATE_EPOCH"]
    shown = [*(preview.root / "seminars").glob("2031-05-invented-*")]
    assert len(shown) > seminars * 0.8  # YAML has no place for some characters
    return preview.root


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_pages_have_no_scripts_but_the_hubs(site: Path) -> None:
    assert len(pages(site)) > 80
    for path in pages(site):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for node in tree.css("script"):
            kind = node.attributes.get("type")
            source = node.attributes.get("src") or ""
            assert kind == "application/ld+json" or re.fullmatch(
                r"[./\w-]*assets/[\w/-]+\.js\?v=\w+", source
            ), path
        assert not tree.css(
            "iframe, object, embed, base, form[action], meta[http-equiv=refresh], svg script,"
            " foreignObject"
        ), path
        for node in tree.css("*"):
            for name, value in node.attributes.items():
                assert not name.startswith("on"), (path, node.html)
                if name in {
                    "href",
                    "src",
                    "action",
                    "formaction",
                    "poster",
                    "data-src",
                    "xlink:href",
                }:
                    assert re.match(
                        r"https?://|mailto:|webcal:|(?!//)[^:\\]*([/?#]|$)", value or ""
                    ), (path, value)


def test_pages_run_nothing(site: Path, chromium: Browser) -> None:
    found: list[str] = []

    def answer(route: Route, request: Request) -> None:
        if request.url.startswith(_VIEWER):
            route.continue_()
            return
        if not request.url.startswith(HOST):
            found.append(request.url)
            route.abort()
            return
        path = site / request.url.removeprefix(HOST).partition("?")[0].partition("#")[0]
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            route.fulfill(path=path)
        else:
            route.fulfill(status=404)

    context = chromium.new_context(service_workers="block")
    context.add_init_script(_TRAP)
    page = context.new_page()
    page.on("dialog", lambda dialog: (found.append(dialog.type), dialog.dismiss()))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.route("**/*", answer)
    for path in pages(site) if ALL else pages(site)[::6]:
        address = HOST + path.relative_to(site).as_posix().removesuffix("index.html")
        page.goto(address)
        page.evaluate(_CLICK)
        assert page.url.startswith(address), path
        assert page.evaluate("trapped") == [], path
        assert found == [], path
    context.close()


def test_other_programs_read_what_is_exported(site: Path) -> None:
    kinds = set()
    for path in site.rglob("*"):
        if path.is_file():
            kinds.add(path.suffix)
            others.read(path.suffix, path.read_bytes())
    assert {".json", ".xml", ".ics", ".ris", ".bib", ".csv", ".epub"} <= kinds


def test_linked_data_is_one_document(site: Path) -> None:
    for path in pages(site):
        tree = LexborHTMLParser(path.read_text("utf-8"))
        for node in tree.css('script[type="application/ld+json"]'):
            json.loads(node.text(deep=True))
