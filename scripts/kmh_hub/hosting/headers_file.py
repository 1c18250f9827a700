"""`_headers`: what Netlify, Cloudflare Pages and hosts like them read headers from.

Both take `*` for anything, slashes included, and one of them in a path; of two rules with the same
header they join the values. Cloudflare Pages reads 100 rules of lines up to 2,000 characters.
"""

import re
from collections.abc import Iterable, Mapping

from kmh_hub.hosting.headers import Rule

HEADERS_PATH = "_headers"
_HEAD = """\
# Read by Netlify and Cloudflare Pages, at the root of what is published there.
# Strict-Transport-Security is left to the operator: it binds the whole host name.
"""
_HEADER = re.compile(r"  ([A-Za-z-]+): (\S.*)")


def headers_file(rules: Iterable[Rule]) -> bytes:
    """Return the file."""
    blocks = (
        "".join((f"\n{rule.path}\n", *(f"  {name}: {value}\n" for name, value in said.items())))
        for rule in rules
        if (said := rule.headers)
    )
    return (_HEAD + "".join(blocks)).encode()


def rules_in(text: str) -> list[Rule]:
    """Return the rules that a file has: what `headers_file` was given.

    Raises:
        ValueError: where a line is none of such a file; it tells which.

    """
    rules: list[tuple[str, dict[str, str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if line.startswith("/"):
            rules.append((line, {}))
        elif rules and (found := _HEADER.fullmatch(line)):
            rules[-1][1][found[1]] = found[2]
        else:
            raise ValueError(f"line {number} is no path and no header: {line}")
    return [Rule(path, headers) for path, headers in rules]


def headers_at(path: str, rules: Iterable[Rule]) -> Mapping[str, str]:
    """Return the headers of the file at a path; no two rules have the same for one."""
    found: dict[str, str] = {}
    for rule in rules:
        before, star, after = rule.path.partition("*")
        is_long_enough = len(path) >= len(before) + len(after)
        if path == rule.path or (
            star and is_long_enough and path.startswith(before) and path.endswith(after)
        ):
            found.update(rule.headers)
    return found
