"""Charts: well-formed, complete, in each direction, without what pages must not have."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kmh_hub.localisation.language import Languages
from kmh_hub.model.seminar import Seminar
from kmh_hub.pages.chart import Bar, chart
from kmh_hub.pages.figures import ShownFigure, shown_figures
from kmh_hub.reading.seminars import read_content

from ..conftest import FIXTURES, ROOT, TAGS

FIFTH = "2022-11-victims-of-trafficking"
FULL = "2031-05-invented-full"


def seminar_of(docs: Path, slug: str) -> Seminar:
    return read_content(docs, TAGS).series.by_slug[slug].seminar


@pytest.fixture(scope="module")
def fifth() -> Seminar:
    return seminar_of(ROOT / "docs", FIFTH)


@pytest.fixture(scope="module")
def invented() -> Seminar:
    return seminar_of(FIXTURES / "docs", FULL)


def svg(shown: ShownFigure) -> ET.Element:
    return ET.fromstring(shown.chart)  # noqa: S314 - our own


def texts(shown: ShownFigure) -> list[str]:
    return [
        "".join(part.text or "" for part in text.iter()).replace("\u200e", "")
        for text in svg(shown).iter("text")
    ]


def boxes(element: ET.Element) -> list[tuple[float, float]]:
    """Return where each bar begins and ends, from left to right."""
    found = []
    for path in element.iter("path"):
        x, width = re.match(r"M(-?[\d.]+),[\d.]+h(-?[\d.]+)", path.get("d", "")).groups()  # type: ignore[union-attr]
        found.append((float(x), float(x) + float(width)))
    return found


@pytest.mark.parametrize(
    ("tag", "values"),
    [
        (
            "fr",
            ["15,4\xa0millions", "24,9\xa0millions", "46\xa0%", "71\xa0%", "78\xa0% des 71\xa0%"],
        ),
        (
            "en",
            ["15.4\xa0million", "24.9\xa0million", "46%", "19%", "20%", "15%", "78% of the 71%"],
        ),
        (
            "ar",
            [
                "15.4\xa0مليون",
                "24.9\xa0مليون",
                "46%",
                "19%",
                "71%",
                "\u206878%\u2069 من نسبة \u206871%\u2069",
            ],
        ),
    ],
)
def test_every_value_of_the_fifth_seminar_is_drawn(
    fifth: Seminar, languages: Languages, tag: str, values: list[str]
) -> None:
    figures = list(shown_figures(fifth, languages[tag]))
    drawn = [text for shown in figures for text in texts(shown)]
    assert set(values) <= set(drawn)
    for shown in figures:
        description = svg(shown).get("aria-label", "").replace("\u200e", "")
        for row in shown.rows:
            assert str(row.label) in description
            assert row.value.replace("\u200e", "") in description


def test_bars_grow_from_the_start_of_the_line(fifth: Seminar, languages: Languages) -> None:
    for tag in TAGS:
        for shown in shown_figures(fifth, languages[tag]):
            element = svg(shown)
            width = float(element.get("width", ""))
            is_right = tag == "ar"
            assert element.get("direction") == ("rtl" if is_right else "ltr")
            assert {box[is_right] for box in boxes(element)} == {width if is_right else 0}
            starts = [t for t in element.iter("text") if t.get("text-anchor") != "end"]
            at = {t.get("transform", "").partition("(")[2].partition(",")[0] for t in starts}
            assert at == {"360" if is_right else "0"}


def test_lengths_are_the_values(fifth: Seminar, languages: Languages) -> None:
    first, second, third = (svg(shown) for shown in shown_figures(fifth, languages["en"]))
    for element, expected in (
        (first, [1, 1, 15.4 / 40.3, 24.9 / 40.3]),
        (second, [1, 1, 1, 1, 0.46, 0.19, 0.2, 0.15]),
        (third, [1, 0.71, 0.71, 0.71 * 0.78]),
    ):
        lengths = [(end - start) / 360 for start, end in boxes(element)]
        assert lengths == pytest.approx(expected, abs=0.0003)


def test_charts_have_nothing_that_pages_must_not_have(
    fifth: Seminar, invented: Seminar, languages: Languages
) -> None:
    for seminar in (fifth, invented):
        for tag in TAGS:
            for shown in shown_figures(seminar, languages[tag]):
                if not shown.rows:
                    continue
                element = svg(shown)
                names = {name for each in element.iter() for name in each.attrib}
                assert not names & {"style", "id", "font-family", "href"}
                assert {each.tag for each in element.iter()} <= {
                    "svg",
                    "g",
                    "path",
                    "text",
                    "tspan",
                }
                fills = {each.get("fill") for each in element.iter()} - {None, "none"}
                assert all(str(fill).startswith("var(--") for fill in fills)
                assert len(shown.chart) < 3000


def test_the_same_bars_are_the_same_bytes(fifth: Seminar, languages: Languages) -> None:
    for tag in TAGS:
        one, other = (
            [shown.chart for shown in shown_figures(fifth, languages[tag])] for _ in range(2)
        )
        assert one == other


def test_texts_stay_texts() -> None:
    hostile = '<b class="x">&"\' 1.2345'
    drawn = chart([Bar(hostile, "1 < 2", 0.5, 1)], "ltr", hostile)
    element = ET.fromstring(drawn)  # noqa: S314 - our own
    assert [text.text for text in element.iter("text")] == [hostile, "1 < 2"]
    assert element.get("aria-label") == hostile


def test_long_labels_are_broken_and_bars_go_below(invented: Seminar, languages: Languages) -> None:
    shown = next(shown_figures(invented, languages["en"]))
    label = [text for text in svg(shown).iter("text") if len(text) > 1]
    assert [len(list(text)) for text in label] == [3]
    heights = [
        float(str(path.get("d")).partition(",")[2].partition("h")[0])
        for path in list(svg(shown).iter("path"))[:3]
    ]
    assert [round(b - a) for a, b in pairwise(heights)] == [98, 54]


def test_a_single_count_is_no_chart(invented: Seminar, languages: Languages) -> None:
    _, share, count, group = shown_figures(invented, languages["fr"])
    assert (share.total, len(share.rows)) == ("", 1)
    assert (count.total, count.chart) == ("1\u202f200", "")
    assert [row.track for row in group.rows] == [0, 0], "nothing says what the whole is"
