"""The search as readers use it: what it finds, what it says, its address, filters, keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kmh_hub.localisation.language import Languages

from .conftest import wait_until

Open = Callable[..., Page]
FIFTH = "seminars/2022-11-victims-of-trafficking/"
FULL = "seminars/2031-05-invented-full/"
PHONE, DESKTOP = 390, 1280
PREFIXES = {"fr": "", "en": "en/", "ar": "ar/"}
AXE = Path(__file__).parent.parent / "node_modules/axe-core/axe.min.js"
LOADED = "performance.getEntriesByType('resource').map((one) => one.name)"


def look_for(page: Page, query: str) -> None:
    page.get_by_role("searchbox").click()
    page.keyboard.insert_text(query)


@pytest.mark.parametrize(
    ("prefix", "query", "title", "counted"),
    [
        ("", "reintegration", "éintégration", "résultats"),
        ("", "l'oeuvre", "enfants", "résultats"),
        ("", "VTEH", "victimes de la traite", "résultats"),
        ("", "40.3 millions", "victimes de la traite", "résultat"),
        ("", "17/11/2022", "victimes de la traite", "résultats"),
        ("en/", "labor", "trafficking", "result"),
        ("en/", "harmonising approaches", "Building evidence", "result"),
        ("en/", "VoT", "trafficking", "results"),
        ("en/", "SDGs", "sustainable development", "results"),
        ("en/", "sustainable development goals", "sustainable development", "results"),
        ("ar/", "أهداف التنمية المستدامة", "التنمية المستدامة", "نتيجتان"),
        ("ar/", "كومباس", "COMPASS", "نتائج"),
        ("ar/", "الاتجار", "الاتجار", "نتيجة"),
        ("ar/", "مساعده", "ضحايا", "نتائج"),
        ("ar/", "للضحية", "ضحايا", "نتيجة"),
        ("ar/", "٤٠٫٣", "ضحايا", "نتيجة واحدة"),
    ],
)
def test_it_answers_as_people_write(
    open_page: Open, prefix: str, query: str, title: str, counted: str
) -> None:
    page = open_page(f"{prefix}seminars/", PHONE)
    look_for(page, query)
    expect(page.locator("#results .title").first).to_contain_text(title)
    expect(page.locator(".hub-search").get_by_role("status")).to_contain_text(counted)
    expect(page.locator("#results mark").first).to_be_visible()


@pytest.mark.parametrize(
    ("prefix", "query", "path", "kind"),
    [
        ("", "Tchad", "seminars/countries/td/", "Pays"),
        ("en/", "Netherlands", "seminars/organisations/netherlands-mfa/", "Organisations"),
        ("ar/", "تونس", "seminars/countries/tn/", "البلدان"),
        ("en/", "AVRR", "glossary/#assisted-voluntary-return-and-reintegration", "Glossary"),
    ],
)
def test_it_finds_entities_and_terms(
    open_page: Open, prefix: str, query: str, path: str, kind: str
) -> None:
    page = open_page(f"{prefix}about/")
    look_for(page, query)
    found = page.locator(f"#results a[href$='{prefix}{path}']")
    expect(found).to_have_count(1)
    expect(found.locator(".date")).to_have_text(kind)


@pytest.mark.parametrize("tag", PREFIXES)
def test_the_keyboard_goes_through_the_results(open_page: Open, tag: str) -> None:
    page = open_page(f"{PREFIXES[tag]}seminars/", PHONE)
    look_for(page, "COMPASS")
    first, second = (page.locator("#results a").nth(index) for index in (0, 1))
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.locator(".found")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(first).to_be_visible()
    address = first.get_attribute("href")
    first.click()
    page.wait_for_url(f"**{address}")


def test_results_stand_under_their_seminar(open_page: Open) -> None:
    page = open_page("en/", DESKTOP)
    look_for(page, "trafficking")
    group = page.locator("#results .seminar").filter(
        has=page.locator(".title", has_text="Reintegration of victims of trafficking")
    )
    expect(group).to_have_count(1)
    expect(group.locator(".date")).to_have_text("17 November 2022")
    kinds = group.locator(".page").all_text_contents()
    assert {"Overview", "Agenda"} <= set(kinds)
    assert len(kinds) == len(set(kinds))


@pytest.mark.parametrize(
    ("prefix", "query", "other"),
    [
        ("", "reintegartion", "réintégration"),
        ("", "victmes de la traite", "victimes"),
        ("en/", "traficking", "trafficking"),
        ("ar/", "الاتجر", "الاتجار"),
    ],
)
def test_a_mistyped_word_is_taken_for_the_right_one_and_it_says_so(
    open_page: Open, prefix: str, query: str, other: str
) -> None:
    page = open_page(prefix, PHONE)
    look_for(page, query)
    status = page.locator(".hub-search").get_by_role("status")
    expect(status).to_contain_text(query.partition(" ")[0])
    expect(status).to_contain_text(other)
    expect(page.locator("#results a").first).to_be_visible()


@pytest.mark.parametrize("tag", PREFIXES)
def test_it_says_that_it_finds_nothing_and_what_to_try(
    open_page: Open, languages: Languages, tag: str
) -> None:
    translations = languages[tag].translations
    page = open_page(PREFIXES[tag], PHONE)
    look_for(page, "zzzzqqqq")
    status = page.locator(".hub-search").get_by_role("status")
    expect(status).to_contain_text(
        translations.ngettext("%(num)s result", "%(num)s results", 0) % {"num": 0}
    )
    expect(page.locator(".advice a")).to_have_text(translations.gettext("All seminars"))
    expect(page.locator(".filters")).to_be_hidden()
    page.locator(".advice a").click()
    page.wait_for_url(f"**/{PREFIXES[tag]}seminars/")


def test_words_that_no_page_has_together_find_some(open_page: Open) -> None:
    page = open_page("en/", PHONE)
    look_for(page, "Addis Zoom")
    expect(page.locator(".hub-search").get_by_role("status")).to_contain_text("some of them")
    expect(page.locator("#results a").first).to_be_visible()


def test_pages_with_some_of_the_words_follow_those_with_all(open_page: Open) -> None:
    page = open_page("en/?q=evidence%20base", PHONE)
    divide = page.locator("#results .divide")
    expect(divide).to_have_text("Pages with some of these words")
    assert page.locator("#results .divide ~ li").count() > 0
    status = page.locator(".hub-search").get_by_role("status")
    before = page.locator("#results li:not(.seminar):not(.divide)").count()
    assert int((status.text_content() or "").partition(" ")[0]) < before


@pytest.mark.parametrize("tag", PREFIXES)
def test_filters_narrow_and_stand_in_the_address(
    open_page: Open, address: str, languages: Languages, tag: str
) -> None:
    page = open_page(PREFIXES[tag], PHONE)
    look_for(page, "KMH")
    expect(page.locator("#results a").first).to_be_visible()
    page.locator(".filters summary").click()
    year = page.locator("select[name=year]")
    year.select_option("2022")
    expect(page.locator("#results .date").first).to_contain_text("2022")
    expect(year.locator("option:checked")).to_contain_text("2022 (")
    page.locator("select[name=theme]").select_option("trafficking")
    expect(page.locator("#results .seminar")).to_have_count(1)
    expect(page).to_have_url(f"{address}{PREFIXES[tag]}?q=KMH&year=2022&theme=trafficking")
    again = open_page(f"{PREFIXES[tag]}?q=KMH&year=2022&theme=trafficking", DESKTOP)
    expect(again.locator("#results .seminar")).to_have_count(1)
    expect(again.get_by_role("searchbox")).to_have_value("KMH")
    again.locator("#results a").first.click()
    again.wait_for_url(f"**/{FIFTH}**")
    again.go_back()
    expect(again.locator("#results .seminar")).to_have_count(1)


def test_what_can_be_read_in_another_language_too(open_page: Open, invented: str) -> None:
    page = open_page("en/?q=invented&also=fr", DESKTOP, site=invented)
    expect(page.locator("#results .title").first).to_be_visible()
    titles = page.locator("#results .seminar .title").all_text_contents()
    assert titles == ["Invented full seminar"]


@pytest.mark.parametrize(
    "query", ["?q=%", "?q=%22%3Cscript%3E", "?year=1", "?q=a&theme=none", "?q=_/ˑ"]
)
def test_odd_addresses_do_no_harm(open_page: Open, query: str) -> None:
    page = open_page(f"en/{query}", PHONE)
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1")).to_be_visible()


def test_nothing_of_the_search_is_loaded_before_a_reader_turns_to_it(open_page: Open) -> None:
    page = open_page("en/")
    page.wait_for_load_state("networkidle")
    names = [url.rpartition("/assets/")[2].partition("?")[0] for url in page.evaluate(LOADED)]
    assert "search.js" in names
    assert not [name for name in names if "pagefind" in name or name.startswith("search/")]
    page.get_by_role("searchbox").focus()
    wait_until(page, f"{LOADED}.some((url) => url.endsWith('pagefind.js'))")


def test_a_failed_load_is_said_and_tried_again(open_page: Open) -> None:
    page = open_page("en/", PHONE)
    page.route("**/settings.json", lambda route: route.fulfill(body="no JSON"))
    page.evaluate("console.error = () => {}")
    look_for(page, "Zoom")
    status = page.locator(".hub-search").get_by_role("status")
    expect(status).to_contain_text("could not be loaded")
    page.unroute("**/settings.json")
    page.keyboard.press("Enter")
    expect(page.locator("#results a").first).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("tag", PREFIXES)
def test_axe_finds_nothing_in_results(open_page: Open, tag: str, width: int) -> None:
    page = open_page(f"{PREFIXES[tag]}?q=KMH&year=2022", width)
    expect(page.locator("#results a").first).to_be_visible()
    page.locator(".filters summary").click()
    expect(page.locator(".filters select").first).to_be_visible()
    page.evaluate(AXE.read_text("utf-8"))
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(
            "async () => (await axe.run('.hub-search')).violations"
            ".flatMap((one) => one.nodes.map((node) => one.id + node.html))"
        )
        assert found == [], scheme
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        "[...document.querySelectorAll('.found :is(summary, select, button, .advice a)')]"
        ".filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24).length"
    )
    assert small == 0


@pytest.mark.parametrize(
    ("part", "query"),
    [
        ("assets/search/box.js", "trafficking"),
        ("assets/search/engine.js", "trafficking"),
        ("pagefind/en/pagefind.js", "trafficking"),
        ("*.pf_meta", "trafficking"),
        ("*.pf_index", "trafficking"),
        ("*.pf_index", "forced labour"),
        ("*.pf_names", "trafficking"),
        ("*.pf_fragment", "trafficking"),
        ("words/*", "traficking"),
    ],
)
def test_a_line_that_breaks_is_never_taken_for_a_word_that_is_not_there(
    chromium: Browser, address: str, part: str, query: str
) -> None:
    page = chromium.new_page(service_workers="block")
    page.goto(f"{address}en/about/")
    page.context.route(f"**/{part}", lambda route: route.abort())
    look_for(page, query)
    expect(page.locator(".hub-search").get_by_role("status")).to_contain_text("could not be loaded")
    page.context.unroute(f"**/{part}")
    page.get_by_role("searchbox").fill("")
    look_for(page, query)
    expect(page.locator("#results a").first).to_be_visible()
    page.context.close()


def test_results_are_there_after_the_browser_has_cleared_its_memory(open_page: Open) -> None:
    page = open_page("en/", PHONE)
    look_for(page, "Zoom")
    expect(page.locator("#results a").first).to_be_visible()
    page.get_by_role("searchbox").fill("")
    expect(page.locator(".found")).to_be_hidden()
    page.get_by_role("searchbox").click()
    expect(page.locator(".found")).to_be_hidden()
    memory = page.context.new_cdp_session(page)
    for _ in range(3):
        memory.send("HeapProfiler.collectGarbage")
        page.wait_for_timeout(100)
    look_for(page, "Zoom")
    expect(page.locator("#results a").first).to_be_visible()


def test_results_do_not_come_back_when_a_reader_goes_on_in_the_page(open_page: Open) -> None:
    page = open_page(f"en/{FIFTH}?q=zoom", DESKTOP)
    expect(page.locator("#results a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".found")).to_be_hidden()
    page.locator("main a[href='#about']").first.click()
    page.wait_for_url("**/?q=zoom#about")
    page.go_back()
    page.wait_for_url("**/?q=zoom")
    expect(page.locator(".found")).to_be_hidden()


def test_a_word_that_is_not_there_is_told_once(open_page: Open) -> None:
    page = open_page("en/", PHONE)
    look_for(page, "zzzqqq zzzqqq zzzqqq")
    status = page.locator(".hub-search").get_by_role("status")
    expect(status).to_have_text("“zzzqqq” is found nowhere. 0 results")
