"""Long lists on several pages: what each has, and that addresses stay as lists grow."""

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.linked_data.graph import linked_data, to_script
from kmh_hub.localisation.language import Languages
from kmh_hub.model.dates import PartialDate
from kmh_hub.model.entity import Theme
from kmh_hub.model.series import Entry, Series
from kmh_hub.model.text import Text
from kmh_hub.pages.page import Page, relative_link
from kmh_hub.pages.pagination import (
    NAMES_EACH,
    SEMINARS_EACH,
    Slice,
    in_order,
    is_further,
    newest_first,
)
from kmh_hub.pages.series import pages_of
from kmh_hub.pages.templates import Templates
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS, TODAY

ADDRESSES = Addresses("https://hub.example/invented/")
INVENTED = read_content(FIXTURES / "docs", TAGS).series
TEMPLATES = Templates(ROOT / "overrides/pages")


def series_of(count: int) -> Series:
    """Return invented seminars, two a month, all of one theme and each of one of its own."""
    sparse = INVENTED.by_slug["2030-02-invented-sparse"]
    themes = {f"own-{at}": Theme(name=Text({"en": f"Own {at:03}"})) for at in range(count)}
    themes["shared"] = Theme(name=Text({"en": "Shared"}))

    def entry(at: int) -> Entry:
        year, month = 1950 + at // 24, at // 2 % 12 + 1
        day = sparse.seminar.days[0].model_copy(
            update={"date": PartialDate(year, month, 1 + at % 2)}
        )
        update = {"days": (day,), "number": at + 1, "themes": ("shared", f"own-{at}")}
        slug = f"{year}-{month:02}-invented-{at}"
        return replace(sparse, slug=slug, seminar=sparse.seminar.model_copy(update=update))

    return Series(
        INVENTED.vocabulary.model_copy(update={"themes": themes}),
        tuple(entry(at) for at in range(count)),
    )


def pages(count: int, languages: Languages, tag: str = "en") -> dict[str, Page]:
    return {
        page.path: page for page in pages_of(series_of(count), languages[tag], languages, TODAY)
    }


def html(page: Page) -> LexborHTMLParser:
    return LexborHTMLParser(TEMPLATES.render(page, "PROSE"))


def text(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    assert node is not None, selector
    return " ".join(node.text().split())


def links(page: LexborHTMLParser) -> list[tuple[str, str | None, str]]:
    return [
        (link.attributes["href"] or "", link.attributes.get("rel"), link.text())
        for link in page.css("nav.pages a")
    ]


def cuts(count: int, languages: Languages) -> dict[str, Slice]:
    return {cut.path: cut for cut in newest_first(count, "seminars/", languages["en"])}


@pytest.mark.parametrize("count", [0, 1, 30, 31, 45, 46, 60, 1000])
def test_every_seminar_is_on_one_page_and_none_has_too_many(
    count: int, languages: Languages
) -> None:
    found = list(newest_first(count, "seminars/", languages["en"]))
    assert [at for cut in found for at in range(cut.start, cut.stop)] == list(range(count))
    assert found[0].path == "seminars/"
    assert found[0].stop <= 2 * SEMINARS_EACH
    if count > 2 * SEMINARS_EACH:
        assert found[0].stop > SEMINARS_EACH, "the first page is never almost empty"
    assert {cut.stop - cut.start for cut in found[1:]} <= {SEMINARS_EACH}
    assert [cut.is_first for cut in found] == [True] + [False] * (len(found) - 1)


def test_a_further_page_stays_as_it_is_when_seminars_are_added(languages: Languages) -> None:
    def shown(cut: Slice, count: int) -> tuple[object, ...]:
        """The seminars, counted from the oldest, and what is said of them."""
        oldest = range(count)[::-1][cut.start : cut.stop]
        assert (oldest[-1] + 1, oldest[0] + 1) == (cut.first, cut.last)
        return oldest, cut.first, cut.last, cut.total

    before: dict[str, Slice] = {}
    for count in range(30, 200):
        now = cuts(count, languages)
        assert set(before) <= set(now), "no address is given up"
        for path in set(before) - {"seminars/"}:
            assert shown(now[path], count) == shown(before[path], count - 1)
        changed = [path for path in before if before[path].steps != now[path].steps]
        assert len(set(changed) - {"seminars/"}) <= 1, "only the newest leads to another page"
        before = now


def test_names_are_in_order_and_an_empty_list_has_a_page(languages: Languages) -> None:
    for count in (0, 1, NAMES_EACH, NAMES_EACH + 1, 1020):
        found = list(in_order(count, "seminars/people/", languages["en"]))
        assert [at for cut in found for at in range(cut.start, cut.stop)] == list(range(count))
        assert len(found) == max(1, -(-count // NAMES_EACH))
    assert found[1].path == "seminars/people/page/2/"
    assert [step.label for step in found[0].steps] == ["Next page", "Last page"]
    assert [step.path for step in found[-1].steps] == ["seminars/people/", found[-2].path]


def test_further_pages_are_known_by_their_addresses() -> None:
    assert is_further("seminars/page/1/")
    assert is_further("ar/seminars/themes/page/page/12/")
    for path in ("seminars/", "seminars/themes/page/", "seminars/people/x/", "seminars/pages/1/"):
        assert not is_further(path)


def test_thirty_seminars_are_one_page(languages: Languages) -> None:
    found = pages(30, languages)
    assert not [path for path in found if is_further(path)]
    index = html(found["seminars/"])
    assert len(index.css(".series > .entry")) == 30
    assert not index.css("nav.pages")


@pytest.mark.parametrize("tag", TAGS)
def test_sixty_seminars_are_three_pages_that_lead_to_each_other(
    tag: str, languages: Languages
) -> None:
    found = pages(60, languages, tag)
    first, second, oldest = (
        html(found[path]) for path in ("seminars/", "seminars/page/2/", "seminars/page/1/")
    )
    assert [(href, rel) for href, rel, _ in links(first)] == [
        ("page/2/", "next"), ("page/1/", None),
    ]  # fmt: skip
    assert [(href, rel) for href, rel, _ in links(second)] == [
        ("../../", "prev"), ("../1/", "next"),
    ]  # fmt: skip
    assert [(href, rel) for href, rel, _ in links(oldest)] == [
        ("../../", None), ("../2/", "prev"),
    ]  # fmt: skip
    assert [len(page.css(".series > .entry")) for page in (first, second, oldest)] == [30, 15, 15]
    assert len(second.css("svg.years circle")) == 15, "the line of years shows what is listed"
    names = [text(page, "nav.pages p") for page in (first, second)]
    assert names[0] != names[1]
    assert all(number in names[0] for number in ("31", "60"))
    assert "16" in text(second, "h1")
    assert "30" in text(second, "h1")


def test_what_links_say_is_said_in_every_language(languages: Languages) -> None:
    said = {
        tag: [label for _, _, label in links(html(pages(76, languages, tag)["seminars/page/2/"]))]
        for tag in TAGS
    }
    assert said["en"] == ["Newest seminars", "Newer seminars", "Older seminars"]
    assert said["fr"] == [
        "Séminaires les plus récents", "Séminaires plus récents", "Séminaires plus anciens",
    ]  # fmt: skip
    assert said["ar"] == ["أحدث الندوات", "ندوات أحدث", "ندوات أقدم"]


@pytest.mark.parametrize("tag", TAGS)
def test_titles_tell_further_pages_apart(tag: str, languages: Languages) -> None:
    found = [page for page in pages(130, languages, tag).values() if page.kind is None]
    assert len([page for page in found if is_further(page.path)]) > 10
    titles, descriptions = [page.title for page in found], [page.description for page in found]
    assert len(set(titles)) == len(titles)
    assert len(set(descriptions)) == len(descriptions)


def test_an_entity_and_an_index_of_names_are_cut_too(languages: Languages) -> None:
    found = pages(130, languages)
    shared, oldest = (html(found[f"seminars/themes/shared/{at}"]) for at in ("", "page/1/"))
    assert text(shared, "h2") == "130 seminars"
    assert len(shared.css(".entry")) <= 30
    assert text(oldest, "h1") == "Shared: 1 to 15"
    assert [link.attributes["href"] for link in oldest.css(".trail a")] == [
        "../../../../",
        "../../../",
    ]
    assert oldest.css_first(".entry a").attributes["href"].startswith("../../../../19")
    assert not oldest.css(".facts")
    names, more = html(found["seminars/themes/"]), html(found["seminars/themes/page/2/"])
    assert [len(page.css(".index li")) for page in (names, more)] == [100, 31]
    assert text(names, "nav.pages p") == "1 to 100 of 131"
    assert text(names, ".index li") == "Own 000 1 seminar"
    assert text(more, ".index li") == "Own 100 1 seminar"
    assert links(more) == [("../../", "prev", "Previous page")]


def test_home_shows_each_themes_newest_and_how_many_there_are(languages: Languages) -> None:
    topics = html(pages(60, languages)[""]).css(".topics li")
    shown = {" ".join(topic.css_first("strong").text().split()): topic for topic in topics}
    assert [link.text() for link in shown["Shared"].css("strong ~ a")] == [
        f"Seminar {number}" for number in range(60, 54, -1)
    ]
    assert shown["Shared"].text().strip().endswith("· 60 seminars")
    assert "·" not in shown["Own 000"].text()


def test_no_page_of_a_series_grows_with_it(languages: Languages) -> None:
    def weights(count: int) -> dict[str, int]:
        series = series_of(count)
        found = pages(count, languages)
        return {
            path: len(
                TEMPLATES.render(found[path], "PROSE")
                + to_script(linked_data(found[path], series, languages, ADDRESSES, "Series"))
            )
            for path in (
                "seminars/", "seminars/page/1/", "seminars/themes/shared/", "seminars/themes/",
                "seminars/themes/shared/page/1/",
            )
        }  # fmt: skip

    few, many = weights(150), weights(600)
    for path, weight in few.items():
        assert many[path] < weight * 1.05, path


def test_linked_data_list_what_the_page_lists(languages: Languages) -> None:
    series, found = series_of(60), pages(60, languages)

    def nodes(path: str) -> list[dict[str, object]]:
        return linked_data(found[path], series, languages, ADDRESSES, "Series")  # type: ignore[return-value]

    listed, crumbs = nodes("seminars/page/1/")
    assert listed["name"] == "All seminars: 1 to 15"
    assert len(listed["itemListElement"]) == 15  # type: ignore[arg-type]
    assert crumbs["@type"] == "BreadcrumbList"
    kinds = [node["@type"] for node in nodes("seminars/themes/shared/page/1/")]
    assert kinds == ["ItemList", "BreadcrumbList"], "the entity is described on its first page"
    assert [node["@type"] for node in nodes("seminars/themes/")] == ["BreadcrumbList"]


def test_pages_are_known_without_what_they_show(languages: Languages) -> None:
    """The pages of a large series are listed at once: each is made when it is rendered."""
    asked: list[str] = []
    for page in pages(60, languages).values():
        object.__setattr__(page, "make_context", lambda: asked.append("asked") or {})
        assert page.uri
        assert page.path is not None
        assert page.sections is not None
    assert asked == []


@pytest.mark.parametrize(
    ("target", "start", "link"),
    [
        ("seminars/x/", "seminars/x/", "./"),
        ("seminars/x/agenda/", "seminars/x/", "agenda/"),
        ("seminars/y/", "seminars/x/agenda/", "../../y/"),
        ("ar/seminars/", "", "ar/seminars/"),
        ("seminars/x/a.pdf", "ar/seminars/x/", "../../../seminars/x/a.pdf"),
        ("", "seminars/", "../"),
        ("seminars/xy/", "seminars/x/", "../xy/"),
    ],
)
def test_links_lead_from_address_to_address(target: str, start: str, link: str) -> None:
    assert relative_link(target, start) == link
