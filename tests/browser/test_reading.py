"""The site as readers use it: switcher, right-to-left layout, without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import wait_until

Open = Callable[..., Page]
FIFTH = "seminars/2022-11-victims-of-trafficking/"
PHONE, DESKTOP = 390, 1280
TEMPLATES = (
    "",
    "about/",
    "seminars/",
    FIFTH,
    f"{FIFTH}agenda/",
    f"{FIFTH}presentation/",
    f"{FIFTH}recordings/",
    "404.html",
)


def test_the_switcher_keeps_the_page(open_page: Open, address: str) -> None:
    page = open_page(f"{FIFTH}agenda/", PHONE)
    page.get_by_role("link", name="العربية").click()
    expect(page).to_have_url(f"{address}ar/{FIFTH}agenda/")
    expect(page.get_by_role("heading", level=1)).to_have_text("جدول الأعمال")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{address}en/{FIFTH}agenda/")
    page.get_by_role("link", name="Français").click()
    expect(page).to_have_url(f"{address}{FIFTH}agenda/")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("prefix", ["", "en/", "ar/"])
def test_no_page_is_wider_than_the_screen(
    open_page: Open, address: str, prefix: str, width: int
) -> None:
    page = open_page(prefix, width)
    for path in TEMPLATES:
        page.goto(address + prefix + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_arabic_is_laid_out_from_the_right(open_page: Open, width: int) -> None:
    arabic, french = open_page(f"ar/{FIFTH}", width), open_page(FIFTH, width)
    for selector in (".hub-header .name", "h1", ".local li", ".fact dt"):
        right = arabic.locator(selector).first.bounding_box()
        left = french.locator(selector).first.bounding_box()
        assert right
        assert left
        gap = width - right["x"] - right["width"]
        assert gap == pytest.approx(left["x"], abs=2), selector
    assert arabic.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"


def test_latin_names_stand_in_their_place_in_arabic(open_page: Open) -> None:
    page = open_page(f"ar/{FIFTH}agenda/", DESKTOP)
    isolated = page.locator("#session-2 h3 bdi")
    expect(isolated).to_have_text("COMPASS")
    name = isolated.bounding_box()
    assert name
    # The name ends the title, so it stands at the left end of the text.
    left, _ = page.evaluate(
        "() => { const r = document.createRange(); r.selectNodeContents("
        "document.querySelector('#session-2 h3')); const b = r.getBoundingClientRect();"
        " return [b.left, b.right]; }"
    )
    assert name["x"] == pytest.approx(left, abs=2)


def test_a_french_page_does_not_load_the_arabic_face(open_page: Open) -> None:
    script = "performance.getEntriesByType('resource').map((one) => one.name)"
    loaded = {}
    for prefix in ("", "ar/"):
        page = open_page(prefix)
        page.wait_for_load_state("networkidle")
        loaded[prefix] = [url.rpartition("/")[2] for url in page.evaluate(script) if "woff2" in url]
    assert loaded[""]
    assert not [name for name in loaded[""] if "arabic" in name]
    assert [name for name in loaded["ar/"] if "arabic" in name]


@pytest.mark.parametrize("prefix", ["", "en/", "ar/"])
def test_the_first_words_come_before_the_styles(open_page: Open, address: str, prefix: str) -> None:
    page = open_page("", PHONE, site="about:blank")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/*.css?v=*", hold)
    page.goto(address + prefix, wait_until="commit")
    name = page.locator(".hub-header .name")
    expect(name).to_be_visible()
    wait_until(page, "performance.getEntriesByName('first-contentful-paint').length > 0")
    ground = page.evaluate("getComputedStyle(document.querySelector('header')).backgroundColor")
    assert ground == "rgb(18, 57, 91)"
    # Both sheets at once: the second one does not wait for the first.
    assert len(waiting) == 2
    before = name.bounding_box()
    for route in waiting:
        route.continue_()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.wait_for_load_state()
    after = name.bounding_box()
    assert before
    assert after
    assert before["y"] == pytest.approx(after["y"], abs=1)


def test_without_scripts_everything_but_the_search_is_there(open_page: Open) -> None:
    page = open_page(f"ar/{FIFTH}", PHONE, scripts=False)
    expect(page.locator(".hub-search")).to_be_hidden()
    expect(page.locator(".prose h2").first).to_be_visible()
    expect(page.locator(".languages a").first).to_be_visible()


def test_the_first_tab_stop_skips_to_the_content(open_page: Open) -> None:
    page = open_page("en/", PHONE)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
