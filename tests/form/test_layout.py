"""Away from an edit nothing moves: comments stay beside their keys, and empty lines where they are.

The hub's own files, with invented comments before keys and behind them, and empty lines between.
"""

from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from kmh_hub.reading.yaml_document import parse
from kmh_hub.writing.tree import read_tree

from .test_kept import FILES, SHAPES, Kept, kept, places

__all__ = ["kept"]
EDITS = 25
"""How many places of a file are edited at most; each of them in every way that it can be."""


def planted(text: str) -> str:
    """Return a file with comments and empty lines among its own."""
    lines = list[str]()
    inside = None
    for number, line in enumerate(text.split("\n")):
        words, indent = line.strip(), len(line) - len(line.lstrip())
        if inside is not None and words and indent <= inside:
            inside = None
        if inside is None and words and not words.startswith("#"):
            lines += [""] * (number % 3 == 0)
            lines += [f"{' ' * indent}# before {number}"] * (number % 2 == 0)
            if words.endswith("|"):
                inside = indent
            elif number % 5 == 0 and "#" not in line:
                line += f"  # behind {number}"  # noqa: PLW2901
        lines.append(line)
    return "\n".join(lines)


def difference(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return what stands between the lines that both begin with and those that both end with."""
    one, other = before.split("\n"), after.split("\n")

    def common(pairs: Any) -> int:
        return len([*takewhile(lambda pair: pair[0] == pair[1], pairs)])

    first = common(zip(one, other, strict=False))
    rest = common(zip(reversed(one), reversed(other), strict=False))
    # An item like the one before it: they have it in common twice.
    rest = min(rest, len(one) - first, len(other) - first)
    return one[first : len(one) - rest], other[first : len(other) - rest]


def beside(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.strip() or line.strip().startswith("#")]


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_moves_away_from_an_edit(kept: Kept, path: Path) -> None:
    text = planted(path.read_text("utf-8"))
    value = parse(path)[0].value
    assert read_tree(text).root.value == value
    assert kept(text, kind=path.stem) == text
    free = SHAPES[f"hub-{path.stem}"]["mappings"]
    known = [each for each in places(value) if each[0] not in free]
    for place in known[:: len(known) // EDITS + 1]:
        *holder, step = place
        inner, around = at(value, place), at(value, tuple(holder))
        if not isinstance(inner, dict | list):
            gone, came = difference(text, kept(text, place, "changed", path.stem))
            assert len(came) == 1, place
            assert beside(gone) == [] or "|" in gone[0], place
        if isinstance(step, int):
            left = [*around[:step], *around[step + 1 :]]
            more = [*around, {"x-new": "new"} if isinstance(inner, dict) else "new"]
            gone, came = difference(text, kept(text, tuple(holder), left, path.stem))
            assert came == [] or "[" in came[0], place
            gone, came = difference(text, kept(text, tuple(holder), more, path.stem))
            assert gone == [] or "[" in gone[0], place
            assert beside(came) == [], place
        elif step != next(iter(around)) or not holder:
            # The first of an item stands behind its “-”, which stays.
            gone, came = difference(text, kept(text, place, "", path.stem))
            assert came == [], place
