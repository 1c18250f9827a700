"""Redirects as hosts read them: `_redirects`, which Netlify, Cloudflare Pages and others know.

https://docs.netlify.com/routing/redirects/ and
https://developers.cloudflare.com/pages/configuration/redirects/
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from kmh_hub.exports.export import Export

REDIRECTS_PATH = "_redirects"
_HEAD = """\
# Addresses that have moved or are gone. Each has two lines: Netlify follows the first, with "!",
# even where there is a page for hosts that know no redirects; Cloudflare Pages reads the second.
"""
_SAFE = "/#?&=:%+,;@~"


class Answer(NamedTuple):
    """What a host answers at an address that is no page of its own."""

    status: int
    """301 or 410."""
    target: str
    """The address that it has moved to, percent-encoded; that of the page that says it is gone."""


def redirects_file(
    answers: Mapping[str, str | None], site_url: str, prefixes: Mapping[str, str]
) -> Export:
    """Return the file.

    Args:
        answers: where addresses lead, below the site's or elsewhere; None where they are gone.
            Those with anchors are left out, which no browser tells a host.
        site_url: the site's address.
        prefixes: what the languages' addresses begin with, by tag.

    """
    base = urlsplit(site_url).path or "/"
    lines = (
        f"{line}\n"
        for old, new in answers.items()
        if "#" not in old
        for line in _lines(base, old, new, prefixes.values())
    )
    return Export(REDIRECTS_PATH, f"{_HEAD}{''.join(lines)}".encode())


def _lines(base: str, old: str, new: str | None, prefixes: Iterable[str]) -> Iterator[str]:
    source = quote(base + old, safe=_SAFE)
    if new is None:
        language = max(filter(old.startswith, prefixes), key=len)
        shown = f"{old}index.html" if old.endswith("/") else f"{language}404.html"
        yield f"{source} {quote(base + shown, safe=_SAFE)} 410!"
        return
    target = quote(new if "://" in new else base + new, safe=_SAFE)
    yield f"{source} {target} 301!"
    yield f"{source} {target} 301"


def answers_in(text: str) -> dict[str, Answer]:
    """Return what a file says, by the paths of addresses, which are not percent-encoded.

    Raises:
        ValueError: where a line is none of such a file; it tells which.

    """
    answers = {}
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        match line.split():
            case [source, target, "301!" | "410!" as status]:
                answers[unquote(source)] = Answer(int(status[:-1]), target)
            case [_, _, "301"]:
                pass  # the same once more
            case _:
                raise ValueError(f"line {number} is no redirect: {line}")
    return answers
