"""Agenda and documents as readers use them: their own times, states, PDFs in the page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[..., Page]
FULL = "seminars/2031-05-invented-full/"
STATES = {
    "coming": "seminars/2032-01-invented-coming/",
    "postponed": "seminars/2032-02-invented-postponed/",
    "cancelled": "seminars/2032-03-invented-cancelled/",
}


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Kolkata", ["12:00", "13:15"]),
        ("America/Lima", ["01:30", "02:45"]),
        ("Pacific/Auckland", ["18:30", "19:45"]),
    ],
)
@pytest.mark.parametrize("prefix", ["", "en/", "ar/"])
def test_times_where_the_reader_is(
    open_page: Open, invented: str, prefix: str, zone: str, expected: list[str]
) -> None:
    page = open_page(f"{prefix}{FULL}agenda/", 390, site=invented, zone=zone)
    session = page.locator("#session-1 .eyebrow")
    expect(session.locator(".own")).to_have_count(0)
    choice = page.get_by_role("checkbox")
    choice.check()
    for clock in expected:
        expect(session.locator(".own")).to_contain_text(clock)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    choice.uncheck()
    expect(page.locator(".own")).to_have_count(0)


@pytest.mark.parametrize(
    ("now", "state", "shows_how"),
    [
        ("2032-01-13T12:00:00Z", "Coming", True),
        ("2032-01-14T09:30:00Z", "Under way", True),
        ("2032-01-14T11:00:01Z", "Past event", False),
    ],
)
def test_the_state_is_that_of_the_moment_of_reading(
    open_page: Open, invented: str, now: str, state: str, shows_how: bool
) -> None:
    page = open_page("en/", site=invented)
    page.clock.set_fixed_time(now)
    page.goto(f"{invented}en/{STATES['coming']}agenda/")
    expect(page.locator(".phase")).to_have_text(state)
    expect(page.locator(".participation")).to_be_visible(visible=shows_how)


def test_nobody_is_sent_to_a_registration_that_is_closed(open_page: Open, invented: str) -> None:
    page = open_page("en/", site=invented)
    for now, is_open in (("2032-01-01T12:00:00Z", True), ("2032-01-02T12:00:00Z", False)):
        page.clock.set_fixed_time(now)
        page.goto(f"{invented}en/{STATES['coming']}agenda/")
        expect(page.locator(".participation .button")).to_be_visible(visible=is_open)
        expect(page.locator(".participation")).to_be_visible()


def test_a_month_is_past_when_it_is_over(open_page: Open, invented: str) -> None:
    page = open_page("en/", site=invented)
    for now, state in (
        ("2030-01-31T09:00:00Z", "Coming"),
        ("2030-02-28T12:00:00Z", "Under way"),
        ("2030-03-01T12:00:00Z", "Past event"),
    ):
        page.clock.set_fixed_time(now)
        page.goto(f"{invented}en/seminars/2030-02-invented-sparse/agenda/")
        expect(page.locator(".phase")).to_have_text(state)


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_what_does_not_take_place_keeps_its_pages(
    open_page: Open, invented: str, state: str
) -> None:
    page = open_page(f"en/{STATES[state]}", site=invented)
    expect(page.locator(".seminar-head .notice")).to_contain_text(state)
    expect(page.locator(".participation")).to_have_count(0)


def test_pdfs_are_shown_by_choice(open_page: Open, invented: str) -> None:
    page = open_page(f"ar/{FULL}presentation/", site=invented)
    item = page.locator("#slides-ar")
    expect(item.locator("img")).to_have_js_property("complete", True)
    assert item.locator("img").evaluate("image => image.naturalWidth") > 0
    expect(page.locator("iframe")).to_have_count(0)
    expect(item.get_by_role("link").last).to_have_attribute("download", "")
    button = item.get_by_role("button")
    button.click()
    source = item.locator("iframe").get_attribute("src") or ""
    assert source.endswith("/slides.ar.pdf#page=1")
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(page.locator("iframe")).to_have_count(0)


@pytest.mark.parametrize(
    ("prefix", "word", "id_", "number"),
    [
        ("", "ornithorynque", "slides-fr", 2),
        ("en/", "platypus", "slides-en", 3),
        ("ar/", "خلد الماء", "slides-ar", 2),
    ],
)
def test_the_text_of_pdfs_is_found(
    open_page: Open, invented: str, prefix: str, word: str, id_: str, number: int
) -> None:
    page = open_page(prefix, site=invented)
    page.get_by_role("searchbox").click()
    page.keyboard.insert_text(word)
    hit = page.locator("#results a").first
    expect(hit.locator("mark").first).to_be_visible()
    hit.click()
    page.wait_for_url(f"**/{prefix}{FULL}presentation/#{id_}&page={number}")
    source = page.locator(f"#{id_} iframe").get_attribute("src") or ""
    assert source.endswith(f"/slides.{id_[-2:]}.pdf#page={number}")
