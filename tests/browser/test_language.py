"""At the site's address, a reader's own language is offered, and never chosen for them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page

PLACES = """() => [...document.querySelectorAll(".languages a")]
    .map((link) => JSON.stringify(link.getBoundingClientRect()))"""


@pytest.fixture
def opened(chromium: Browser, address: str, request: pytest.FixtureRequest) -> Callable[..., Page]:
    def open_(path: str, locale: str, *, scripts: bool = True) -> Page:
        context = chromium.new_context(
            locale=locale, java_script_enabled=scripts, service_workers="block"
        )
        request.addfinalizer(context.close)
        page = context.new_page()
        page.goto(address + path)
        assert page.url == address + path
        return page

    return open_


def offered(page: Page) -> list[str | None]:
    return [link.get_attribute("hreflang") for link in page.locator(".languages .own").all()]


@pytest.mark.parametrize(
    ("locale", "tags"),
    [("ar-MA", ["ar"]), ("en", ["en"]), ("fr-CA", []), ("de-DE", []), ("arz", [])],
)
def test_the_language_that_the_browser_asks_for_is_offered(
    opened: Callable[..., Page], locale: str, tags: list[str]
) -> None:
    assert offered(opened("", locale)) == tags


@pytest.mark.parametrize("path", ["en/", "ar/", "seminars/", "en/seminars/"])
def test_who_was_led_to_a_page_is_offered_nothing(opened: Callable[..., Page], path: str) -> None:
    assert offered(opened(path, "fr")) == []
    assert offered(opened(path, "en")) == []


def test_nothing_moves_and_nothing_is_needed(opened: Callable[..., Page]) -> None:
    page = opened("", "ar")
    places = page.evaluate(PLACES)
    page.evaluate("document.querySelector('.own').classList.remove('own')")
    assert page.evaluate(PLACES) == places
    assert offered(opened("", "ar", scripts=False)) == []


def test_following_it_leads_to_the_language(opened: Callable[..., Page]) -> None:
    page = opened("", "ar")
    page.locator(".languages .own").click()
    assert page.locator("html").get_attribute("lang") == "ar"
