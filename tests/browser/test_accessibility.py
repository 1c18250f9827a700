"""WCAG 2.2 AA as far as a program can tell: axe-core, zoom, spacing, targets, keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]
ADOPT = """(style) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    document.adoptedStyleSheets.push(sheet);
}"""
AXE = Path(__file__).parent.parent / "node_modules/axe-core/axe.min.js"
PREFIXES = {"fr": "", "en": "en/", "ar": "ar/"}
FULL = "seminars/2031-05-invented-full/"
FIFTH = "seminars/2022-11-victims-of-trafficking/"
REAL = (
    "",
    "about/",
    "data/",
    "glossary/",
    "guide/",
    "seminars/",
    "seminars/countries/",
    "seminars/people/",
    FIFTH,
    "404.html",
    "offline.html",
)
INVENTED = (
    "",
    "seminars/",
    FULL,
    f"{FULL}agenda/",
    f"{FULL}presentation/",
    f"{FULL}recordings/",
    "seminars/2029-04-invented-online/recordings/",
    "seminars/2032-01-invented-coming/",
    "seminars/2032-02-invented-postponed/agenda/",
    "seminars/people/",
    "seminars/people/zoe-inventee/",
    "seminars/organisations/invented-agency/",
    "seminars/2028-01-invented-withdrawn/",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SPACED = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
    " word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }"
)


def violations(page: Page) -> list[str]:
    found = page.evaluate(
        "async (runOnly) => (await axe.run(document, { runOnly, resultTypes: ['violations'] }))"
        ".violations.map((one) => [one.id, ...one.nodes.slice(0, 3).map((node) => node.html)])",
        RULES,
    )
    return [": ".join(one) for one in found]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("tag", PREFIXES)
def test_axe_finds_nothing(
    open_page: Open, address: str, invented: str, tag: str, width: int
) -> None:
    page = open_page(PREFIXES[tag], width)
    wrong = []
    for site, paths in ((address, REAL), (invented, INVENTED)):
        for path in paths:
            page.goto(site + PREFIXES[tag] + path)
            page.evaluate(AXE.read_text("utf-8"))
            page.evaluate(
                "document.querySelectorAll('figure details').forEach((d) => d.open = true)"
            )
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                wrong += [f"{path} {scheme} {each}" for each in violations(page)]
    assert wrong == []


def test_axe_would_find_a_fault(open_page: Open) -> None:
    page = open_page("")
    page.evaluate("document.querySelector('h1').style.color = '#bbb'")
    page.evaluate(AXE.read_text("utf-8"))
    assert [one.partition(":")[0] for one in violations(page)] == ["color-contrast"]


@pytest.mark.parametrize("tag", PREFIXES)
def test_nothing_is_lost_at_400_percent_and_with_spaced_text(
    open_page: Open, address: str, invented: str, tag: str
) -> None:
    page = open_page(PREFIXES[tag], 320)
    for site, paths in ((address, REAL), (invented, INVENTED)):
        for path in paths:
            page.goto(site + PREFIXES[tag] + path)
            for style in ("", SPACED if tag != "ar" else ""):
                if style:
                    page.evaluate(ADOPT, style)
                beyond = page.evaluate(
                    "[...document.querySelectorAll('main *, header *, footer *')].filter((one) => {"
                    " const box = one.getBoundingClientRect();"
                    " return box.width > 0 && (box.left < -1 || box.right > innerWidth + 1)"
                    " && !one.closest('table, .skip, label, thead'); })"
                    ".map((one) => one.outerHTML.slice(0, 90))"
                )
                assert beyond == [], (path, bool(style))


@pytest.mark.parametrize("tag", PREFIXES)
def test_targets_are_large_enough(open_page: Open, invented: str, tag: str) -> None:
    page = open_page(f"{PREFIXES[tag]}{FULL}recordings/", 390, site=invented)
    small = page.evaluate(
        "[...document.querySelectorAll('nav a, button, select, input, summary')].filter((one) => {"
        " const box = one.getBoundingClientRect();"
        " return box.width > 0 && (box.height < 24 || box.width < 24); })"
        ".map((one) => one.outerHTML.slice(0, 90))"
    )
    assert small == []


@pytest.mark.parametrize("tag", PREFIXES)
def test_the_keyboard_reaches_everything_and_is_seen(
    open_page: Open, invented: str, tag: str
) -> None:
    page = open_page(f"{PREFIXES[tag]}{FULL}recordings/", 1280, site=invented)
    page.emulate_media(reduced_motion="reduce")
    seen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        place = page.evaluate(
            "(() => { const one = document.activeElement, box = one.getBoundingClientRect();"
            " const style = getComputedStyle(one); return [one.outerHTML.slice(0, 60),"
            " box.top >= -1 && box.top < innerHeight, style.outlineStyle !== 'none'"
            " || one.matches('video, body')]; })()"
        )
        seen.append(place[0])
        assert place[1], place[0]
        assert place[2], place[0]
    assert len(set(seen)) > 25
