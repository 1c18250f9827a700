"""Plain scalars of YAML: text, whole numbers, true, false and null, as YAML 1.2's core schema."""

import re
from typing import Any

_FORMS: list[tuple[str, re.Pattern[str]]] = [
    ("null", re.compile(r"~|null|Null|NULL|")),
    ("bool", re.compile(r"true|True|TRUE|false|False|FALSE")),
    ("int", re.compile(r"[-+]?[0-9]{1,15}")),
    ("float", re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")),
]
_FIRST = frozenset("~nNtTfF-+.0123456789")


def resolved(written: str) -> Any:
    """Return what a plain scalar stands for: `no`, `11:00` and `2022-11-17` are text."""
    forms = _FORMS if not written or written[0] in _FIRST else ()
    kind = next((kind for kind, form in forms if form.fullmatch(written)), "str")
    match kind:
        case "null":
            return None
        case "bool":
            return written.lower() == "true"
        case "int":
            return int(written)
        case "float":
            return float(written)
    return written
