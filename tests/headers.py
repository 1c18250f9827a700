"""`_headers` as hosts read it: `*` in a path is anything, two values are joined by a comma."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Rule(NamedTuple):
    path: str
    headers: dict[str, str]

    def is_for(self, path: str) -> bool:
        before, star, after = self.path.partition("*")
        if not star:
            return path == before
        is_long_enough = len(path) >= len(before) + len(after)
        return is_long_enough and path.startswith(before) and path.endswith(after)


@lru_cache(maxsize=8)
def read(file: Path, _changed: int) -> list[Rule]:
    rules: list[Rule] = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith("/"):
            rules.append(Rule(line, {}))
            continue
        match = re.fullmatch(r"  ([A-Za-z-]+): (\S.*)", line)
        assert match, f"{file}:{number}: {line}"
        assert match[1] not in rules[-1].headers, f"{file}:{number}: {line}"
        rules[-1].headers[match[1]] = match[2]
    return rules


def rules_in(file: Path) -> list[Rule]:
    return read(file, file.stat().st_mtime_ns)


def headers_for(path: str, rules: list[Rule]) -> dict[str, str]:
    """Return what a host sends with the file at a path."""
    found: dict[str, str] = {}
    for rule in rules:
        if rule.is_for(path):
            for name, value in rule.headers.items():
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def rules_at(root: Path, path: str) -> list[Rule]:
    """Return the rules of the site that has a path, in a folder that is served."""
    return [rule for file in files_at(root, path) for rule in rules_in(file)]


def files_at(root: Path, path: str) -> Iterator[Path]:
    for folder in (root, root / path.split("/")[1]):
        if (file := folder / "_headers").is_file():
            yield file
