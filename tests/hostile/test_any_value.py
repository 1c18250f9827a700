"""Any value in any place of a seminar.yml: it is read, or refused with a rule."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from .test_metadata import ALL, FULL, hub, read, with_value

VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**14,
    10**40,
    1e308,
    float("inf"),
    float("-inf"),
    float("nan"),
    "",
    " ",
    "\0",
    "\ud800",
    "\U000e0041\u202e\u2066",
    "x" * 100_000,
    "=cmd|' /C calc'!A0",
    "../../../etc/passwd",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "2031-02-30",
    "99:99",
    "-1:00:00",
    "999999999999:00:00",
    "[]",
    [],
    {},
    [[]],
    [None],
    ["x"] * 50,
    {"fr": "x", "en": None, "zz": "x"},
    {"x": {"y": {"z": []}}},
    {1: 2, None: 3},
)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))


def dumped(document: Any) -> str:
    """Return a document as YAML; by libyaml, which knows no halves of characters, if it can."""
    try:
        return yaml.dump(document, Dumper=yaml.CSafeDumper, sort_keys=False)
    except UnicodeEncodeError:
        return yaml.safe_dump(document, sort_keys=False)


def test_any_value_in_any_place(tmp_path: Path) -> None:
    path = hub(tmp_path)
    document = yaml.safe_load(FULL.read_text("utf-8"))
    cases = tuple((where, value) for where in leaves(document) for value in VALUES)
    assert len(cases) > 9000
    for where, value in cases if ALL else islice(cases, 0, None, 83):
        path.write_text(dumped(with_value(document, where, value)), "utf-8")
        read(tmp_path)
