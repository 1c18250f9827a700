"""A list on several pages as readers have it: by keyboard, on a phone, to assistive programs."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .test_accessibility import AXE, PREFIXES, violations

Open = Callable[..., Page]


@pytest.mark.parametrize("tag", PREFIXES)
def test_a_reader_goes_from_the_newest_to_the_oldest_and_back(
    open_page: Open, long: str, tag: str
) -> None:
    page = open_page(f"{PREFIXES[tag]}seminars/", 390, site=long)
    wrong = []
    seen = []
    while True:
        assert page.locator(".series h2").count() in (15, 30)
        seen += page.locator(".series h2").all_inner_texts()
        page.evaluate(AXE.read_text("utf-8"))
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            wrong += violations(page)
        for box in (link.bounding_box() for link in page.locator("nav.pages a").all()):
            assert box
            assert box["height"] >= 24
        forward = page.locator("nav.pages a[rel=next]")
        if not forward.count():
            break
        forward.focus()
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert wrong == []
    assert len(set(seen)) == len(seen) == 60
    page.locator("nav.pages a").first.click()
    page.wait_for_url(f"{long}{PREFIXES[tag]}seminars/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
