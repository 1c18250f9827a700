"""Charts and maps as readers see them: on a phone, in the dark, printed, read aloud."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .conftest import wait_until

Open = Callable[..., Page]
PREFIXES = {"fr": "", "en": "en/", "ar": "ar/"}
FIFTH = "seminars/2022-11-victims-of-trafficking/"
FULL = "seminars/2031-05-invented-full/"
TEXTS = (
    "(svg) => { const frame = svg.getBoundingClientRect();"
    " return [...svg.querySelectorAll('text')].map((text) => {"
    " const box = text.getBoundingClientRect(); return [text.textContent,"
    " box.left - frame.left, box.right - frame.left, box.top - frame.top, box.bottom - frame.top,"
    " frame.width, frame.height]; }); }"
)


def texts_of(page: Page, selector: str) -> list[list[list[float]]]:
    """Return the texts of each picture: words, edges, and the picture's size, in pixels."""
    return [svg.evaluate(TEXTS) for svg in page.locator(selector).all()]


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("tag", PREFIXES)
def test_texts_of_pictures_are_whole_apart_and_legible(
    open_page: Open, address: str, invented: str, tag: str, width: int
) -> None:
    page = open_page(PREFIXES[tag] + FIFTH, width)
    for site, path in ((address, FIFTH), (invented, FULL)):
        page.goto(site + PREFIXES[tag] + path)
        pictures = texts_of(page, "svg.bars, svg.map")
        assert len(pictures) == 4
        for texts in pictures:
            for text, left, right, top, bottom, across, down in texts:
                assert -1 <= left < right <= across + 1, text
                assert -1 <= top < bottom <= down + 1, text
                assert bottom - top >= 10, text
            # A halo and the air above letters may touch, not the letters.
            for index, (one, left, right, top, bottom, *_) in enumerate(texts):
                for other, *box, _across, _down in texts[index + 1 :]:
                    apart = right <= box[0] + 1 or box[1] <= left + 1
                    lines = bottom <= box[2] + 6 or box[3] <= top + 6
                    assert apart or lines, (one, other)


def test_arabic_begins_on_the_right_and_bars_grow_from_there(open_page: Open) -> None:
    for tag, prefix in PREFIXES.items():
        page = open_page(prefix + FIFTH, 390)
        (texts, *_) = texts_of(page, "svg.bars")
        _, left, right, *_, across, _ = texts[0]
        bars = page.locator("svg.bars").first.evaluate(
            "(svg) => { const frame = svg.getBoundingClientRect();"
            " const bar = svg.querySelectorAll('path[fill*=link]')[0].getBoundingClientRect();"
            " return [bar.left - frame.left, bar.right - frame.left]; }"
        )
        if tag == "ar":
            assert abs(right - across) < 2
            assert abs(bars[1] - across) < 2
        else:
            assert abs(left) < 2
            assert abs(bars[0]) < 2


def test_colours_are_the_pages_in_light_dark_and_print(open_page: Open) -> None:
    page = open_page(f"en/{FIFTH}")
    seen = set()
    for scheme in ("light", "dark", "print"):
        if scheme == "print":
            page.emulate_media(media="print", color_scheme="light")
        else:
            page.emulate_media(media="screen", color_scheme=scheme)  # type: ignore[arg-type]
        found = page.evaluate(
            "[['--link', '.bars path[fill*=link]'], ['--ink', '.bars text'],"
            " ['--link', '.map .coloured'], ['--line', '.map .land']].map(([role, selector]) => {"
            " const shown = document.querySelector(selector);"
            " const probe = shown.cloneNode(); shown.parentNode.append(probe);"
            " probe.style.color = `var(${role})`; const wanted = getComputedStyle(probe).color;"
            " probe.remove();"
            " return [wanted, getComputedStyle(shown).fill]; })"
        )
        for wanted, shown in found:
            assert wanted == shown
        seen.add(found[0][0])
        assert page.locator(".bars").first.is_visible()
        assert page.locator(".map").is_visible()
    assert len(seen) == 3


@pytest.mark.parametrize(
    ("tag", "name", "table"),
    [
        (
            "fr",
            "Graphique à barres : Mariage forcé : 15,4 millions et Travail forcé : 24,9",
            "Tableau",
        ),
        ("en", "Bar chart: Forced marriage: 15.4 million and Forced labour: 24.9 million", "Table"),
        ("ar", "رسم بياني شريطي: الزواج القسري: 15.4 مليون والعمل الجبري: 24.9 مليون", "جدول"),
    ],
)
def test_a_screen_reader_is_told_and_the_table_is_a_click_away_without_scripts(
    open_page: Open, tag: str, name: str, table: str
) -> None:
    page = open_page(PREFIXES[tag] + FIFTH, 390, scripts=False)
    figure = page.locator("#figure-modern-slavery")
    tree = figure.aria_snapshot().replace("\u00a0", " ").replace("\u200e", "")
    assert f'img "{name}' in tree
    assert figure.get_by_role("table").is_hidden()
    figure.get_by_text(table, exact=True).click()
    assert figure.get_by_role("table").is_visible()
    assert figure.get_by_role("rowheader").count() == 3
    names = page.locator(".map-and-list li").all_inner_texts()
    assert len(names) == 14


def test_a_link_leads_to_a_figure(open_page: Open) -> None:
    page = open_page(f"en/{FIFTH}#figure-detected-abroad", 390)
    wait_until(
        page,
        "() => { const top = document.querySelector('#figure-detected-abroad')"
        ".getBoundingClientRect().top; return top >= 0 && top < 200; }",
    )
    page.get_by_role("link", name="Map", exact=True).click()
    assert page.url.endswith("#countries")
