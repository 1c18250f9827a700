"""Reading without a line: the network is cut by stopping the server."""

import functools
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import Handler

FIFTH = "seminars/2022-11-victims-of-trafficking/"
TAGS = {"": "fr", "en/": "en", "ar/": "ar"}
CACHES = """async () => Object.fromEntries(await Promise.all((await caches.keys()).map(
    async (name) => [name.split(' ').slice(2).join(' '),
        (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)])))"""


class Host:
    """A copy of the real site on a host of its own, whose line can be cut."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.port = 0
        self.server: ThreadingHTTPServer | None = None
        self.connect()
        self.address = f"http://127.0.0.1:{self.port}/kmh/"

    def connect(self) -> None:
        handler = functools.partial(Handler, directory=str(self.root))
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def cut(self) -> None:
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        self.server = None


@pytest.fixture
def line(real_site: Path, tmp_path: Path) -> Iterator[Host]:
    shutil.copytree(real_site, tmp_path / "kmh")
    host = Host(tmp_path)
    yield host
    host.cut()


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def kept(page: Page) -> dict[str, list[str]]:
    """Return the addresses of what is kept, by the name of the cache."""
    # To look into a cache that goes at that moment makes an empty one of its name.
    return {name: paths for name, paths in page.evaluate(CACHES).items() if paths}


def wait_until(page: Page, is_so: Callable[[dict[str, list[str]]], bool]) -> None:
    """Wait until what is kept is as expected."""
    for _ in range(200):
        if is_so(now := kept(page)):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"kept: {now}")


def wait_until_kept(page: Page, *paths: str) -> None:
    wanted = {f"/kmh/{path}" for path in paths}
    wait_until(page, lambda now: wanted <= {path for paths in now.values() for path in paths})


@pytest.mark.parametrize("prefix", TAGS)
def test_a_page_once_opened_is_readable_without_a_line(
    line: Host, reader: Page, prefix: str
) -> None:
    reader.goto(f"{line.address}{prefix}{FIFTH}")
    wait_until_kept(reader, prefix + FIFTH, "assets/seminar.css")
    title = reader.title()
    line.cut()
    for address in (f"{FIFTH.rstrip('/')}", f"{FIFTH}index.html", f"{FIFTH}?again"):
        reader.goto(line.address + prefix + address)
        assert reader.title() == title
    expect(reader.locator("html")).to_have_attribute("lang", TAGS[prefix])
    edge = "getComputedStyle(document.querySelector('.facts')).borderTopWidth"
    assert reader.evaluate(edge) == "1px"
    faces = "[...document.fonts].filter((one) => one.status === 'error').length"
    assert reader.evaluate(faces) == 0


@pytest.mark.parametrize(
    ("prefix", "heading"),
    [
        ("", "Lire hors connexion"),
        ("en/", "Reading without a connection"),
        ("ar/", "القراءة من دون اتصال"),
    ],
)
def test_a_page_that_is_not_kept_is_told_in_the_readers_language(
    line: Host, reader: Page, prefix: str, heading: str
) -> None:
    reader.goto(line.address + prefix)
    wait_until_kept(reader, prefix)
    line.cut()
    reader.goto(f"{line.address}{prefix}about/")
    expect(reader.get_by_role("heading", level=1)).to_have_text(heading)
    expect(reader.locator("[data-not-kept]")).to_be_visible()
    pages = reader.locator("[data-copies] li a")
    expect(pages).to_have_count(1)
    expect(pages).to_have_attribute("lang", TAGS[prefix])
    line.connect()
    reader.locator("[data-again]").click()
    expect(reader.get_by_role("heading", level=1)).not_to_have_text(heading)
    assert reader.url == f"{line.address}{prefix}about/"


def test_the_reader_is_told_when_the_line_is_gone(line: Host, reader: Page) -> None:
    reader.goto(f"{line.address}ar/")
    notice = reader.locator("[data-no-line]")
    expect(notice).to_be_hidden()
    reader.context.set_offline(True)
    expect(notice).to_be_visible()
    reader.context.set_offline(False)
    expect(notice).to_be_hidden()


def publish(line: Host, change: Callable[[str], str], version: str) -> None:
    """Publish the site anew with another home page and version."""
    root = line.root / "kmh"
    home = root / "en/index.html"
    worker = root / "service-worker.js"
    before = worker.read_text("utf-8").partition('VERSION = "')[2].partition('"')[0]
    home.write_text(change(home.read_text("utf-8")).replace(f"?v={before}", f"?v={version}"))
    worker.write_text(worker.read_text("utf-8").replace(before, version), "utf-8")


def test_a_new_version_takes_over_and_the_old_one_leaves_nothing(line: Host, reader: Page) -> None:
    reader.goto(f"{line.address}en/")
    wait_until_kept(reader, "en/")
    (old,) = (name for name in kept(reader) if name.startswith("shell"))
    style = line.root / "kmh/assets/base.css"
    style.write_text(f"{style.read_text('utf-8')}\nh1 {{ outline: 7px solid; }}\n", "utf-8")
    publish(line, lambda html: html.replace("<h1", '<h1 data-new="yes"', 1), "00c0ffee")
    reader.reload()
    # The new page has its own styles at once, though the old worker still answers.
    expect(reader.locator("h1")).to_have_attribute("data-new", "yes")
    assert reader.evaluate("getComputedStyle(document.querySelector('h1')).outlineWidth") == "7px"
    new = {"shell 00c0ffee"}
    wait_until(reader, lambda now: {name for name in now if name.startswith("shell")} == new)
    assert old not in new
    line.cut()
    reader.reload()
    expect(reader.locator("h1")).to_have_attribute("data-new", "yes")
    assert reader.evaluate("getComputedStyle(document.querySelector('h1')).outlineWidth") == "7px"


def test_what_is_kept_is_bounded(line: Host, reader: Page) -> None:
    worker = line.root / "kmh/service-worker.js"
    text = worker.read_text("utf-8").replace("[PAGES]: 60", "[PAGES]: 3")
    worker.write_text(text, "utf-8")
    (line.root / "kmh/large.json").write_text(json.dumps("x" * 400_000))
    reader.goto(line.address)
    wait_until_kept(reader, "")
    for path in ("about/", "seminars/", "data/", "guide/"):
        reader.goto(line.address + path)
        wait_until_kept(reader, path)
    reader.evaluate("fetch('../large.json').then((one) => one.text())")
    newest = ["/kmh/seminars/", "/kmh/data/", "/kmh/guide/"]
    wait_until(reader, lambda now: now.get("pages") == newest)
    now = kept(reader)
    assert "/kmh/large.json" not in now.get("files", [])


def test_documents_are_not_kept_as_the_reader_is_told(line: Host, reader: Page) -> None:
    reader.goto(line.address)
    wait_until_kept(reader, "")
    reader.goto(f"{line.address}data/seminars.json")
    reader.goto(f"{line.address}about/")
    wait_until_kept(reader, "about/")
    assert not [paths for paths in kept(reader).values() if "/kmh/data/seminars.json" in paths]


def test_a_reader_can_have_nothing_kept(line: Host, reader: Page) -> None:
    reader.goto(f"{line.address}en/{FIFTH}")
    wait_until_kept(reader, f"en/{FIFTH}")
    reader.get_by_role("link", name="Reading without a connection").click()
    expect(reader.locator("[data-copies] li")).to_have_count(1)
    reader.get_by_role("checkbox").uncheck()
    expect(reader.locator("[data-copies] li")).to_have_count(0)
    expect(reader.locator("[data-none]")).to_be_visible()
    reader.goto(f"{line.address}en/")
    reader.wait_for_load_state("networkidle")
    assert kept(reader) == {}
    script = "navigator.serviceWorker.getRegistrations().then((all) => all.length)"
    assert reader.evaluate(script) == 0
    reader.goto(f"{line.address}en/offline.html")
    expect(reader.get_by_role("checkbox")).not_to_be_checked()
    reader.get_by_role("checkbox").check()
    wait_until_kept(reader, "assets/base.css")


def test_a_site_can_give_it_up(line: Host, reader: Page, real_site: Path) -> None:
    reader.goto(f"{line.address}en/")
    wait_until_kept(reader, "en/")
    worker = line.root / "kmh/service-worker.js"
    # What a build with `offline: false` publishes instead; see tests/site/test_offline.py.
    worker.write_text(
        (Path(__file__).parents[2] / "overrides/service-worker.js")
        .read_text("utf-8")
        .partition("{% else %}")[2]
        .replace("{% endif %}", ""),
        "utf-8",
    )
    reader.reload()
    wait_until(reader, lambda now: now == {})


def test_the_site_can_be_installed(line: Host, chromium: Browser, tmp_path: Path) -> None:
    # Chromium installs nothing from the private windows that tests otherwise have.
    context = chromium.browser_type.launch_persistent_context(
        tmp_path / "profile",
        executable_path=shutil.which("chromium"),
        args=["--no-sandbox", "--disable-background-networking"],
    )
    page = context.pages[0]
    session = context.new_cdp_session(page)
    for prefix, tag in TAGS.items():
        page.goto(line.address + prefix)
        href = page.locator("link[rel=manifest]").get_attribute("href")
        manifest = page.evaluate("(href) => fetch(href).then((one) => one.json())", href)
        assert (manifest["lang"], manifest["start_url"]) == (tag, f"/kmh/{prefix}")
        assert manifest["scope"] == "/kmh/"
        assert session.send("Page.getAppManifest")["errors"] == []
        assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    context.close()
