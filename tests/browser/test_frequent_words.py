"""Words of thousands of pages, with one place each in the index: readers see no difference."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from kmh_hub.search import index
from kmh_hub.search.piece import piece_of
from kmh_hub.search.programs import programs
from kmh_hub.search.record import Block, Record
from kmh_hub.search.rules import rules_of, tokens_of

ROOT = Path(__file__).parent.parent.parent
TEXTS = {
    "both": ["Return and reintegration", "The return of a person. Later, REINTEGRATION again."],
    "apart": [
        "Reintegration",
        "Reintegration-led, assisted. One two three four five six seven eight.",
        "A project of forced return.",
    ],
    "phrase": ["Notes", "At last: returns, and the reintegrations", "Assisted <b> return projects"],
    "other": ["Papers", "An accession", "Nothing about it"],
}
SAME = [["return and reintegration", "accession"], ["assisted return project", "papers"]]
FREQUENT = 20
"""Bytes, of which the two words have more and all others fewer."""
ASK = """async ([base, query]) => {
  const { Engine } = await import("/frequent/assets/search/engine.js");
  const { results } = await (await Engine.load(base)).search(query);
  const pages = await Promise.all(results.map((one) => one.data()));
  return pages.map(({ url, content, locations }) =>
    [url, [...new Set(locations)].sort((a, b) => a - b).map((at) => content.split(" ")[at])]);
}"""

Ask = Callable[[str, str], dict[str, list[str]]]


@pytest.fixture(scope="module")
def ask(chromium: Browser, host: str, root: Path) -> Any:
    """Ask one of two indexes of the same pages: `whole`, and `cut`, whose words are frequent."""
    folder, rules = root / "frequent", rules_of("en", SAME)
    records = [
        Record(
            f"/{name}/",
            "en",
            texts[0],
            (Block("h1", "", tokens_of(texts[0])),
             *(Block("p", "", tokens_of(text)) for text in texts[1:])),
        )
        for name, texts in TEXTS.items()
    ]  # fmt: skip
    folder.mkdir()
    (folder / "assets").symlink_to(ROOT / "overrides/assets")
    piece, fragments = piece_of(records, rules)
    with pytest.MonkeyPatch.context() as patched:
        for name, limit in (("whole", 50_000), ("cut", FREQUENT)):
            patched.setattr(index, "_FREQUENT", limit)
            files = fragments | index.index_of([piece], rules, {}, programs())
            for path, content in files.items():
                (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / name / path).write_bytes(content)
    page: Page = chromium.new_page()
    page.goto(f"{host}frequent/assets/")
    yield lambda name, query: dict(page.evaluate(ASK, [f"/frequent/{name}/", query]))
    page.context.close()


def test_two_words_are_frequent(root: Path, ask: Ask) -> None:
    settings = {
        name: json.loads((root / f"frequent/{name}/settings.json").read_text("utf-8"))
        for name in ("whole", "cut")
    }
    assert settings["whole"]["frequent"] == []
    assert settings["cut"]["frequent"] == ["reintegratˑ", "returnˑ"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("return", 3),
        ("reintegration", 3),
        ("reinteg", 3),
        ("notes returning", 1),
        ("reintegration led", 1),
        ("return forced", 1),
        ("forced or assisted return", 1),
    ],
)
def test_the_same_pages_and_places_are_found(ask: Ask, query: str, count: int) -> None:
    whole = ask("whole", query)
    assert len(whole) == count
    assert ask("cut", query) == whole


@pytest.mark.parametrize("query", ["accession", "return and reintegration"])
def test_a_phrase_is_where_its_words_are(ask: Ask, query: str) -> None:
    assert {*ask("whole", query)} == {"/both/", "/phrase/", "/other/"}
    assert {*ask("cut", query)} == {"/both/", "/phrase/", "/other/", "/apart/"}


def test_words_around_a_frequent_one_are_still_looked_for_in_a_row(ask: Ask) -> None:
    assert {*ask("whole", "papers")} == {"/phrase/", "/other/"}
    assert {*ask("cut", "papers")} == {"/phrase/", "/other/"}
