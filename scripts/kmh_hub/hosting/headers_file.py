"""`_headers`: what Netlify, Cloudflare Pages and hosts like them read headers from.

Both take `*` for anything, slashes included, and one of them in a path; of two rules with the same
header they join the values. Cloudflare Pages reads 100 rules of lines up to 2,000 characters.
"""

from collections.abc import Iterable

from kmh_hub.hosting.headers import Rule

HEADERS_PATH = "_headers"
_HEAD = """\
# Read by Netlify and Cloudflare Pages, at the root of what is published there.
# Strict-Transport-Security is left to the operator: it binds the whole host name.
"""


def headers_file(rules: Iterable[Rule]) -> bytes:
    """Return the file."""
    blocks = (
        "".join((f"\n{rule.path}\n", *(f"  {name}: {value}\n" for name, value in said.items())))
        for rule in rules
        if (said := rule.headers)
    )
    return (_HEAD + "".join(blocks)).encode()
