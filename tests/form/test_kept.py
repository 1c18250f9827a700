"""What the form writes is what it read, but for what was changed in it."""

import json
import subprocess
from collections.abc import Callable, Iterator
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kmh_hub.form.collections import shapes
from kmh_hub.model.seminar import Seminar
from kmh_hub.writing.canonical import MODELS, PLAIN, canonical, written
from kmh_hub.writing.tree import Branch, Tree, comments_of, read_tree, tree_of

from ..conftest import FIXTURES, ROOT, TAGS
from ..writing.test_canonical import FORM, WRITTEN, with_comments

SHAPES = shapes(TAGS, PLAIN.pattern)
FILES = [path for path in (ROOT / "docs").rglob("*.yml") if path.name in MODELS]
FILES += [path for path in FIXTURES.rglob("*.yml") if path.name in MODELS]
Kept = Callable[..., str]


@pytest.fixture(scope="module")
def kept() -> Iterator[Kept]:
    """Read and write a file in the form's way, with a value changed at a path."""
    with subprocess.Popen(
        ["node", Path(__file__).parent / "kept.mjs"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as node:
        assert node.stdin
        assert node.stdout

        def through(
            text: str, path: tuple[Any, ...] = (), value: Any = None, kind: str = "seminar"
        ) -> str:
            shape = SHAPES[f"hub-{kind}"]
            asked = {"text": text, "shape": shape, "path": path, "value": value}
            node.stdin.write(json.dumps(asked) + "\n")
            node.stdin.flush()
            answer = json.loads(node.stdout.readline())
            assert "error" not in answer, answer
            return str(answer["text"])

        yield through
        node.stdin.close()


def formatted(text: str) -> str:
    return canonical(text, Seminar, TAGS)


def values(text: str) -> Any:
    return read_tree(text).root.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_files_of_the_hub_come_back_as_they_were(kept: Kept, path: Path) -> None:
    text = path.read_text("utf-8")
    assert kept(text, kind=path.stem) == text


def test_files_in_another_form_keep_it(kept: Kept) -> None:
    assert formatted(kept(WRITTEN)) == FORM
    assert kept(FORM) == FORM


LIST = """\
themes: [a, b]
materials:
  # The first.
  - kind: agenda
    status: announced
  # The second.
  - kind: slides  # kept
    status: announced
  # The third.
  - kind: report
    status: announced
"""


@pytest.mark.parametrize(
    ("path", "value", "comments"),
    [
        (("materials",), [{"kind": "report"}, {"kind": "agenda", "status": "announced"}], 1),
        (("materials", 1, "status"), "withdrawn", 4),
        (("materials", 1), {"kind": "slides", "status": "announced", "language": "fr"}, 4),
        (("materials",), [], 0),
        (("themes",), ["b", "c", "a"], 4),
        (("title",), {"fr": "Deux : « mots »", "en": "", "ar": "كلمة"}, 4),
    ],
)
def test_an_edit_keeps_what_is_beside_it(
    kept: Kept, path: tuple[Any, ...], value: Any, comments: int
) -> None:
    after = kept(LIST, path, value)
    assert len([*comments_of(read_tree(after))]) == comments
    # A new key stands where the form has it, here at the end.
    assert formatted(after) == after or path == ("title",)
    found = values(after)
    for step in path if value else ():
        found = found[step]
    kept_of_it = {k: v for k, v in value.items() if v} if isinstance(value, dict) else value
    assert found == kept_of_it if value else path[0] not in found


def test_a_comment_goes_with_its_item(kept: Kept) -> None:
    after = kept(
        LIST,
        ("materials",),
        [
            {"kind": "report", "status": "announced"},
            {"kind": "slides", "status": "announced"},
        ],
    )
    assert after == LIST.replace(
        """\
  # The first.
  - kind: agenda
    status: announced
  # The second.
  - kind: slides  # kept
    status: announced
  # The third.
  - kind: report
    status: announced
""",
        """\
  # The third.
  - kind: report
    status: announced
  # The second.
  - kind: slides  # kept
    status: announced
""",
    )


words = st.text(st.sampled_from("aé ’:#-\"'،ندوة0"), min_size=1, max_size=9)
scalars = (
    words
    | st.integers(1, 999)
    | st.sampled_from(["no", "2022-11-17", "11:00", "a\nb", "https://x.example/a"])
)
keys = st.sampled_from([*Seminar.model_fields, "en", "fr", "kind", "status", "start", "x-own"])


def mappings(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mappings of values and of lists; lists in lists there are none."""
    return st.dictionaries(
        keys, inner | st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3
    )


trees = mappings(st.recursive(scalars, mappings, max_leaves=10))


def new_lines(before: str, after: str) -> list[str]:
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith("+") and line[2:].strip()]


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in steps:
        yield (*path, step)
        if isinstance(inner, dict | list):
            yield from places(inner, (*path, step))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trees, st.data())
def test_only_the_edit_is_written(kept: Kept, value: dict[str, Any], data: st.DataObject) -> None:
    lines = formatted(written_plainly(value)).splitlines()
    commented, comments = with_comments(
        lines, data.draw(st.lists(st.integers(0, 60), max_size=4, unique=True))
    )
    try:
        before = read_tree(commented)
    except yaml.YAMLError:
        before = Tree(Branch(False))
    assume(before.root.value == value)  # else a comment fell into a text of several lines
    text = formatted(commented)
    assert values(kept(text)) == value
    assert sorted(comments_of(read_tree(kept(text)))) == sorted(comments)
    assert formatted(kept(text)) == text

    path = data.draw(st.sampled_from([*places(value)]))
    new = data.draw(words)
    after = kept(text, path, new)
    wanted = json.loads(json.dumps(value))
    holder = wanted
    for step in path[:-1]:
        holder = holder[step]
    before_edit, holder[path[-1]] = holder[path[-1]], new
    assert values(after) == wanted
    left = sorted(comments_of(read_tree(after)))
    assert set(left) <= set(comments)
    if not isinstance(before_edit, dict | list):
        assert left == sorted(comments)
        # What stands beside it may be laid out anew.
        assert len(new_lines(text, after)) <= 2 + 2 * len(comments)


def written_plainly(value: dict[str, Any]) -> str:
    return written(Tree(tree_of(value)), None, TAGS)  # type: ignore[arg-type]
