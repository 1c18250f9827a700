"""redirects.yml: each fault with its place.

In a case, ▶ stands before the place that the report must name.
"""

from pathlib import Path

import pytest

from kmh_hub.model.redirects import Redirects
from kmh_hub.reading.seminars import Content, read_content
from kmh_hub.reports.texts import words_of

from ..conftest import TAGS

CASES = {
    "invalid-address": (
        "moved:\n  ▶old address/: new/\n",
        "moved:\n  old/: ▶../new/\n",
        "moved:\n  old/: ▶new/?page=2\n",
        "moved:\n  ▶https://example.com/old/: new/\n",
        "moved:\n  ▶'#part': new/\n",
        "gone:\n  - ▶old/../new/\n",
        "gone:\n  - ▶/\n",
    ),
    "url-not-https": ("moved:\n  old/: ▶http://example.com/\n",),
    "moved-to-itself": ("moved:\n  ▶a/: a/\n", "moved:\n  c/: a/\n  ▶a/: b/\n  b/: c/\n"),
    "moved-and-gone": ("moved:\n  a/: b/\ngone:\n  - ▶a/\n",),
    "duplicate-value": ("gone:\n  - a/\n  - ▶a/\n",),
    "duplicate-key": ("moved:\n  a/: b/\n  ▶a/: c/\n",),
    "not-text": ("moved:\n  a/: ▶[b/]\n",),
    "not-a-list": ("gone: ▶a/\n",),
    "unknown-key": ("▶move:\n  a/: b/\n",),
    "example-left": ("moved:\n  a/: ▶https://example.org/page\n",),
    "merge-conflict": ("moved:\n▶<<<<<<< mine\n  a/: b/\n",),
    "invisible-character": ("moved:\n  a/: b/ # ▶\u200bwhy\n",),
}


def read(docs: Path, redirects: str | None) -> Content:
    (docs / "seminars").mkdir(exist_ok=True)
    (docs / "seminars/series.yml").write_text("{}\n")
    if redirects is not None:
        (docs / "redirects.yml").write_text(redirects, "utf-8")
    return read_content(docs, TAGS)


@pytest.mark.parametrize(
    ("rule", "case"), [(rule, case) for rule, cases in CASES.items() for case in cases]
)
def test_names_the_rule_and_the_place(rule: str, case: str, tmp_path: Path) -> None:
    before, _, after = case.partition("▶")
    content = read(tmp_path, before + after)
    fault = next(fault for fault in content.faults if fault.rule == rule)
    assert {each.rule for each in content.faults} == {rule}
    line, column = before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1
    places = [(each.place.line, each.place.column) for each in content.faults]
    assert (line, column) in places
    assert fault.path == tmp_path / "redirects.yml"
    assert "{" not in words_of(fault).message
    assert content.redirects == Redirects()


def test_what_is_said_is_read(tmp_path: Path) -> None:
    text = "moved:\n  /en/a/#part: ./\n  b.pdf: https://example.com/b.pdf\ngone:\n  - c/\n"
    content = read(tmp_path, text)
    assert not content.faults
    assert content.redirects.moved["/en/a/#part"] == "./"
    assert content.redirects.gone == ("c/",)


def test_a_site_needs_none(tmp_path: Path) -> None:
    assert read(tmp_path, None).redirects == Redirects()
