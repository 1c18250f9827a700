"""Explanations of terms as readers open them: by keyboard, by touch, without scripts, in print."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .test_accessibility import AXE, PREFIXES, violations

Open = Callable[..., Page]
PHONE, DESKTOP = 390, 1280
FIFTH = "seminars/2022-11-victims-of-trafficking/"
KEY = "victim-of-trafficking"


def term(page: Page, key: str = KEY) -> Locator:
    return page.locator(f"[popovertarget=term-{key}]")


def definition(page: Page, key: str = KEY) -> Locator:
    return page.locator(f"#term-{key}")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("tag", PREFIXES)
def test_a_definition_opens_and_closes_by_keyboard_without_scripts(
    open_page: Open, tag: str, width: int
) -> None:
    page = open_page(PREFIXES[tag] + FIFTH, width, scripts=False)
    expect(definition(page)).to_be_hidden()
    term(page).focus()
    page.keyboard.press("Enter")
    expect(definition(page)).to_be_visible()
    expect(term(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(definition(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(definition(page)).to_be_hidden()
    expect(term(page)).to_be_focused()
    page.keyboard.press("Space")
    expect(definition(page)).to_be_visible()


@pytest.mark.parametrize("tag", PREFIXES)
def test_a_definition_opens_by_touch_beside_its_term(
    chromium: Browser, address: str, tag: str
) -> None:
    context = chromium.new_context(viewport={"width": PHONE, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}{PREFIXES[tag]}{FIFTH}")
    for key in (KEY, "case-management", "country-of-origin", "knowledge-management"):
        height = page.evaluate("document.documentElement.scrollHeight")
        term(page, key).tap()
        box, word = definition(page, key).bounding_box(), term(page, key).bounding_box()
        assert box
        assert word
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 844
        below, above = box["y"] - word["y"] - word["height"], word["y"] - box["y"] - box["height"]
        assert 0 <= max(below, above) < 12
        # Nothing moves when it opens.
        assert page.evaluate("document.documentElement.scrollHeight") == height
    # The last one has closed those before; a touch elsewhere closes it.
    assert page.locator(".definition:popover-open").count() == 1
    page.touchscreen.tap(4, 4)
    expect(page.locator(".definition:popover-open")).to_have_count(0)
    context.close()


def test_a_screen_reader_hears_the_term_once_and_that_it_opens(open_page: Open) -> None:
    page = open_page(f"en/{FIFTH}agenda/", DESKTOP)
    paragraph = page.locator(".abstract").first
    expect(paragraph).to_match_aria_snapshot("""
    - paragraph:
      - text: A survey of the
      - button "protection"
      - text: of
      - button "victims of trafficking"
    """)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    (button,) = (
        node for node in nodes if node.get("name", {}).get("value") == "victims of trafficking"
        and node["role"]["value"] == "button"
    )  # fmt: skip
    properties = {each["name"]: each["value"].get("value") for each in button["properties"]}
    assert properties["expanded"] is False
    assert button["description"]["value"] == "Definition"


@pytest.mark.parametrize("tag", PREFIXES)
def test_axe_finds_nothing_in_an_open_definition(open_page: Open, tag: str) -> None:
    page = open_page(PREFIXES[tag] + FIFTH, PHONE)
    page.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        term(page).focus()
        page.keyboard.press("Enter")
        expect(definition(page)).to_be_visible()
        assert violations(page) == []
        page.keyboard.press("Escape")


@pytest.mark.parametrize("tag", PREFIXES)
def test_terms_stand_in_their_lines_as_words_do(open_page: Open, tag: str) -> None:
    page = open_page(PREFIXES[tag] + FIFTH, PHONE)
    heights = page.evaluate(
        "[...document.querySelectorAll('.prose .term')].map((one) => {"
        " const line = parseFloat(getComputedStyle(one.closest('p, li')).lineHeight);"
        " return [one.textContent, Math.round(one.getBoundingClientRect().height / line)]; })"
    )
    assert len(heights) > 15
    assert [height for _, height in heights if height > 2] == []
    # What touches a term is on the line where the term ends.
    apart = page.evaluate(
        "[...document.querySelectorAll('.glued')].filter((one) => {"
        " const after = one.lastChild; if (after.nodeType !== 3) return false;"
        " const range = document.createRange(); range.selectNode(after);"
        " return range.getBoundingClientRect().top"
        " >= one.querySelector('.term').getBoundingClientRect().bottom - 1; })"
        ".map((one) => one.textContent)"
    )
    assert apart == []


def test_only_the_words_are_printed(open_page: Open) -> None:
    page = open_page(f"en/{FIFTH}", DESKTOP)
    term(page).focus()
    page.keyboard.press("Enter")
    page.emulate_media(media="print")
    expect(definition(page)).to_be_hidden()
    assert term(page).evaluate("(one) => getComputedStyle(one).textDecorationLine") == "none"


@pytest.mark.parametrize("tag", PREFIXES)
def test_a_definition_leads_to_its_entry_in_the_glossary(open_page: Open, tag: str) -> None:
    page = open_page(PREFIXES[tag] + FIFTH, PHONE)
    term(page).click()
    definition(page).get_by_role("link").click()
    page.wait_for_url(f"**/{PREFIXES[tag]}glossary/#{KEY}")
    expect(page.locator(f"#{KEY}")).to_be_in_viewport()


def test_search_finds_terms_in_prose_and_definitions_in_the_glossary_only(open_page: Open) -> None:
    page = open_page("en/", DESKTOP)
    box = page.get_by_role("searchbox")
    box.fill("screening")
    expect(page.locator(f"#results a[href*='{FIFTH}']").first).to_be_visible()
    # A word of a definition, of none of the seminars.
    box.fill("paperwork")
    expect(page.locator("#results a")).to_have_count(1)
    entry = "/en/glossary/#assisted-voluntary-return-and-reintegration"
    expect(page.locator("#results a")).to_have_attribute("href", re.compile(f"{entry}$"))
