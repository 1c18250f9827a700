"""The sites under their policy: with the headers that a host sends, and with the pages' own alone.

All other tests of this folder run with the headers, too, and fail where the policy forbids what
pages do; here every kind of page is opened, and what must not work is tried.
"""

import functools
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, Route, expect

from .conftest import Handler, wait_until
from .test_accessibility import INVENTED, PREFIXES, REAL

FULL = "seminars/2031-05-invented-full/"
ONLINE = "seminars/2029-04-invented-online/"
FIFTH = "seminars/2022-11-victims-of-trafficking/"
NOTE = """window.violations = [];
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
    const what = URL.canParse(blockedURI) ? new URL(blockedURI).origin : blockedURI;
    violations.push(`${effectiveDirective} ${what}`);
});"""
TAMPERED = """<script>tampered = 'script'</script>
<img src="data:," onerror="tampered = 'handler'">
<p id="styled" style="color: rgb(1, 2, 3)">Invented</p>
<style>#styled { color: rgb(1, 2, 3) }</style>
<script src="https://other.example/a.js"></script>
<link rel="stylesheet" href="https://other.example/a.css">
<img src="https://other.example/a.png">
<base href="https://other.example/">
<iframe src="https://other.example/"></iframe>
<object data="https://other.example/a.svg"></object>
<video src="https://other.example/a.mp4" preload="auto"></video>
<form action="https://other.example/" id="form"></form>
<a href="javascript:tampered = 'link'" id="link">Invented</a>"""
BLOCKED = {
    "script-src-elem inline",
    "script-src-attr inline",
    "style-src-attr inline",
    "style-src-elem inline",
    "script-src-elem https://other.example",
    "style-src-elem https://other.example",
    "img-src data",
    "img-src https://other.example",
    "base-uri https://other.example",
    "frame-src https://other.example",
    "object-src https://other.example",
    "media-src https://other.example",
    "form-action https://other.example",
    "connect-src https://other.example",
}


class Bare(Handler):
    """A host that sends no headers but its own."""

    asked: dict[str, str] = {}  # noqa: RUF012 - never changed


@pytest.fixture(scope="module")
def bare_host(host: str, root: Path) -> Iterator[str]:
    assert host
    handler = functools.partial(Bare, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(params=["headers", "pages alone"])
def place(request: pytest.FixtureRequest, host: str, bare_host: str) -> str:
    """Where the sites are served, with their headers or without."""
    return host if request.param == "headers" else bare_host


@pytest.fixture
def reader(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(NOTE)
    yield context
    context.close()


@pytest.fixture
def wrong(reader: BrowserContext) -> list[str]:
    """What pages complain of: errors in the console, warnings of policies."""
    found: list[str] = []
    reader.on(
        "console",
        lambda said: found.append(said.text) if said.type in {"error", "warning"} else None,
    )
    reader.on("weberror", lambda error: found.append(str(error.error)))
    return found


def violations(page: Page) -> list[str]:
    return list(page.evaluate("violations"))


@pytest.mark.parametrize(
    ("place", "tag"),
    [("headers", "fr"), ("headers", "en"), ("headers", "ar"), ("pages alone", "ar")],
    indirect=["place"],
)
def test_every_kind_of_page_keeps_to_it_and_asks_nobody_else(
    reader: BrowserContext, wrong: list[str], place: str, tag: str
) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    page = reader.new_page()
    for site, paths in (("kmh/", REAL), ("invented/", INVENTED)):
        for path in paths:
            page.goto(f"{place}{site}{PREFIXES[tag]}{path}")
            assert violations(page) == [], path
            assert page.evaluate("getComputedStyle(document.body).display") == "flex"
    assert wrong == []
    assert len(asked) > 100
    assert not [url for url in asked if not url.startswith(place)]
    assert reader.cookies() == []
    assert reader.storage_state()["origins"] == []


def test_the_search_runs_with_its_worker(
    reader: BrowserContext, wrong: list[str], place: str
) -> None:
    asked: list[str] = []
    reader.on("request", lambda request: asked.append(request.url))
    page = reader.new_page()
    page.goto(f"{place}kmh/en/?q=trafficking")
    expect(page.locator("#results mark").first).to_be_visible()
    assert f"{place}kmh/pagefind/en/pagefind-worker.js" in asked
    assert violations(page) == wrong == []


@pytest.mark.parametrize(
    ("tag", "player"),
    [
        ("fr", "https://www.youtube-nocookie.com"),
        ("en", "https://player.vimeo.com"),
        ("ar", "https://tube.example"),
    ],
)
def test_a_player_opens_and_no_other_frame_does(
    reader: BrowserContext, wrong: list[str], place: str, tag: str, player: str
) -> None:
    def answer(route: Route) -> None:
        route.fulfill(content_type="text/html", body="Invented player")

    reader.route(lambda url: url.startswith("https://"), answer)
    page = reader.new_page()
    page.goto(f"{place}invented/{PREFIXES[tag]}{ONLINE}recordings/")
    with page.expect_request(f"{player}/**"):
        page.locator(f"#recording-{tag} [data-load]").click()
    expect(page.frame_locator(f"#recording-{tag} iframe").locator("body")).to_have_text(
        "Invented player"
    )
    assert violations(page) == wrong == []
    page.evaluate("document.querySelector('iframe').src = 'https://other.example/'")
    wait_until(page, "violations.includes('frame-src https://other.example')")


def test_recordings_play_and_are_followed(
    reader: BrowserContext, wrong: list[str], place: str
) -> None:
    page = reader.new_page()
    page.goto(f"{place}invented/ar/{FULL}recordings/")
    player = page.locator("#recording-ar video")
    player.evaluate("(media) => { media.muted = true; media.currentTime = 15.6; media.play(); }")
    expect(page.locator("#recording-ar .said [aria-current]")).to_contain_text("المانغروف")
    tracks = player.evaluate("media => [...media.textTracks].map((one) => one.cues?.length ?? 0)")
    assert max(tracks) > 0
    assert violations(page) == wrong == []


def test_documents_are_shown_in_the_page(
    reader: BrowserContext, wrong: list[str], place: str
) -> None:
    page = reader.new_page()
    page.goto(f"{place}invented/{FULL}presentation/")
    assert page.evaluate("navigator.pdfViewerEnabled")
    with page.expect_event(
        "framenavigated", lambda frame: frame.url.startswith("chrome-extension:")
    ):
        page.locator("[data-show]").first.click()
    assert violations(page) == wrong == []


def test_pages_are_kept_and_listed(reader: BrowserContext, wrong: list[str], place: str) -> None:
    page = reader.new_page()
    page.goto(f"{place}invented/en/{FULL}")
    title = page.title()
    wait_until(page, "navigator.serviceWorker.ready.then(({ active }) => Boolean(active))")
    wait_until(page, "caches.match(location.href).then(Boolean)")
    page.goto(f"{place}invented/en/offline.html")
    expect(page.locator("[data-copies] li")).to_have_text(title)
    assert violations(page) == wrong == []


def test_terms_are_explained(reader: BrowserContext, wrong: list[str], place: str) -> None:
    page = reader.new_page()
    page.goto(f"{place}kmh/{FIFTH}")
    page.locator("[popovertarget]").first.click()
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    assert violations(page) == wrong == []


def test_what_is_put_into_a_page_does_not_run(reader: BrowserContext, place: str) -> None:
    def tamper(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<main", f"{TAMPERED}<main"))

    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    reader.on("request", note)
    page = reader.new_page()
    page.route("**/kmh/en/about/", tamper)
    page.goto(f"{place}kmh/en/about/")
    page.locator("#link").click()
    page.evaluate("document.querySelector('#form').submit()")
    page.evaluate("fetch('https://other.example/').catch(() => {})")
    wait_until(page, f"{len(BLOCKED)} <= new Set(violations).size")
    assert {*violations(page)} == BLOCKED
    assert page.evaluate("typeof tampered") == "undefined"
    colour = "getComputedStyle(document.querySelector('#styled')).color"
    assert page.evaluate(colour) != "rgb(1, 2, 3)"
    others = [request for request in asked if not request.url.startswith((place, "data:"))]
    assert {request.failure for request in others} == {"csp"}


def test_text_becomes_neither_a_page_nor_a_script(reader: BrowserContext, place: str) -> None:
    page = reader.new_page()
    page.goto(f"{place}kmh/en/?q=trafficking")
    # The search makes the policy that Pagefind's worker needs.
    expect(page.locator("#results mark").first).to_be_visible()
    for attempt in (
        "document.body.innerHTML = '<p>Invented</p>'",
        "document.createElement('script').text = 'tampered = 1'",
        "document.createElement('script').src = 'https://other.example/a.js'",
        "new Worker('/kmh/assets/search.js')",
        "navigator.serviceWorker.register('/kmh/service-worker.js')",
        "setTimeout('tampered = 1')",
    ):
        said = page.evaluate(
            f"async () => {{ try {{ await ({attempt}); }} catch (e) {{ return e.name; }} }}"
        )
        assert said == "TypeError", attempt
    assert page.evaluate("typeof tampered") == "undefined"


def test_other_sites_cannot_frame_pages(reader: BrowserContext, host: str, bare_host: str) -> None:
    page = reader.new_page()
    page.goto(bare_host)
    page.evaluate(
        "(address) => { const frame = document.createElement('iframe');"
        " frame.src = address; document.body.append(frame); }",
        f"{host}kmh/en/",
    )
    page.wait_for_load_state("networkidle")
    (frame,) = page.frames[1:]
    assert frame.url.startswith("chrome-error:")
