"""The one form of YAML: values and comments stay, a second time changes nothing."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from kmh_hub.model.seminar import Seminar
from kmh_hub.writing.canonical import MODELS, canonical, written
from kmh_hub.writing.tree import Branch, Tree, comments_of, read_tree, tree_of

from ..conftest import FIXTURES, ROOT, TAGS, run

FILES = [path for path in (ROOT / "docs").rglob("*.yml") if path.name in MODELS]
FILES += [path for path in FIXTURES.rglob("*.yml") if path.name in MODELS]


def formatted(text: str) -> str:
    return canonical(text, Seminar, TAGS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_files_of_the_hub_are_in_their_form(path: Path) -> None:
    text = path.read_text("utf-8")
    assert canonical(text, MODELS[path.name], TAGS) == text


WRITTEN = """\
# About the file.

format:   online # live
# About the days.
days:
- sessions: []
  # Known to the month only.
  date:   2031-05
  # - the rest of the day

# hub: allow example-left - invented
title: {ar: 'ندوة', en: It's invented}
interpretation: [
  fr, # first
  'no',
]
materials: [{status: announced, kind: slides}]
summary:
  en: >-
    Folded
    text.
  fr: |
    Deux
    lignes.
# The end.
"""
FORM = """\
# About the file.

# hub: allow example-left - invented
title:
  en: "It's invented"
  ar: "ندوة"
summary:
  fr: |
    Deux
    lignes.
  en: "Folded text."
# About the days.
days:
  # Known to the month only.
  - date: 2031-05
    sessions: []
    # - the rest of the day
format: online  # live
interpretation:
  - fr  # first
  - "no"
materials:
  - kind: slides
    status: announced
# The end.
"""


def test_the_form() -> None:
    assert formatted(WRITTEN) == FORM
    assert formatted(formatted(WRITTEN)) == formatted(WRITTEN)


texts = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12
) | st.sampled_from(["no", "2022-11-17", "11:00", "5", "~", "a: b", "a #b", "- a", "x\ny\n", "|"])
scalars = texts | st.booleans() | st.none() | st.integers(-999, 999)
keys = st.sampled_from([*Seminar.model_fields, "en", "fr", "kind", "status", "start"]) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(keys, values, min_size=1, max_size=4), st.data())
def test_values_and_comments_stay(value: dict[str, object], data: st.DataObject) -> None:
    tree = Tree(tree_of(value))  # type: ignore[arg-type]
    lines = written(tree, None, TAGS).splitlines()
    marks = data.draw(st.lists(st.integers(0, 60), max_size=5, unique=True))
    commented, comments = with_comments(lines, marks)
    try:
        before = read_tree(commented)
    except yaml.YAMLError:
        before = Tree(Branch(False))
    assume(before.root.value == value)  # else a comment fell into a text of several lines
    assert sorted(comments_of(before)) == sorted(comments)
    after = formatted(commented)
    assert read_tree(after).root.value == value
    assert sorted(comments_of(read_tree(after))) == sorted(comments)
    assert formatted(after) == after
    assert by_ruamel(after) == value


def test_a_comment_within_a_list_of_lists_stands_before_the_item() -> None:
    written = "summary:\n  - []\n  -\n    -\n     # about it\n      - []\n"
    form = "summary:\n  - []\n  # about it\n  -\n    -\n      - []\n"
    assert formatted(written) == formatted(form) == form


def with_comments(lines: list[str], marks: list[int]) -> tuple[str, list[str]]:
    """Return lines with comments at the end of them and between them, and the comments."""
    ends = {mark // 3 % len(lines): f"# end {mark}" for mark in marks if mark % 3 == 0}
    result = [f"{line}  {ends[at]}" if at in ends else line for at, line in enumerate(lines)]
    between = [mark for mark in marks if mark % 3]
    for mark in between:
        result.insert(mark // 3 % (len(result) + 1), f"{' ' * (mark % 7)}# c{mark}")
    return "\n".join(result) + "\n", [*ends.values(), *(f"# c{mark}" for mark in between)]


def by_ruamel(text: str) -> object:
    reader = YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return without_dates(reader.load(StringIO(text)))


def without_dates(value: object) -> object:
    """Return what YAML 1.1 takes for dates, and ruamel.yaml in 1.2 still does, as text."""
    if isinstance(value, dict):
        return {without_dates(key): without_dates(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_dates(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def test_the_command(hub: Path) -> None:
    path = hub / "docs/seminars/2029-04-invented-online/seminar.yml"
    path.write_text(
        path.read_text("utf-8").replace("\nformat: online\n", "\nformat:   online # one\n"), "utf-8"
    )
    checked = run("format", "--check", "--language", "en")
    assert checked.exit_code == 1
    assert "1 file is to be formatted." in checked.output
    assert run("format", str(path)).exit_code == 0
    assert "\nformat: online  # one\n" in path.read_text("utf-8")
    assert run("format", "--check").exit_code == 0
    assert run("check").exit_code == 0


def test_what_is_not_yaml_is_told_and_left(hub: Path) -> None:
    path = hub / "docs/seminars/2029-04-invented-online/seminar.yml"
    path.write_text("title: [\n", "utf-8")
    result = run("format", "--language", "en")
    assert result.exit_code == 1
    assert "seminar.yml:" in result.output
    assert path.read_text("utf-8") == "title: [\n"
    assert run("format", str(hub / "mkdocs.yml")).exit_code == 2


def test_a_new_seminar_is_in_its_form(hub: Path) -> None:
    assert run("new", "--date", "2032-03", "--title", "fr=Titre: inventé").exit_code == 0
    assert hub
    assert run("format", "--check").exit_code == 0
