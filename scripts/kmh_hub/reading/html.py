"""HTML and attribute lists in the editors' Markdown: what of them is not published.

A scanner of what stands outside code. What it does not see is taken out by the build, which warns
of it (`plugin/sanitiser.py`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape
from itertools import accumulate

from kmh_hub.model.markup import ELEMENTS, EVERYWHERE, OF_ELEMENTS, attribute_is_allowed
from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.prose import Prose

MOST_NESTED = 50
"""So deep may elements, quotations and lists be nested; no text needs a tenth of it."""

_ATTRIBUTE = r"""([^\s"'<>/={}]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`{}]*))?"""
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)(>?)""")
_DECLARATION = re.compile(r"<(?:!(?!--)|\?)[^>\n]*>?")
_COMMENT = re.compile(r"(?s)<!--.*?-->")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_LIST = re.compile(r"\{:?[ ]*([^}\n ][^}\n]*)[ ]*\}")
_VALUE = re.compile(r"""([^\s"'=.#{}][^\s"'={}]*)=("[^"]*"|'[^']*'|[^\s"'{}]*)""")
_EMPTY = frozenset(("br", "col", "hr", "img", "wbr"))
_OPEN_ENDED = frozenset(
    ("dd", "dt", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th", "thead", "tr")
)
_NESTED = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+")
_MARK = re.compile(r">|[-*+][ \t]|\d[.)][ \t]")
_MARKDOWN = re.compile(r"(?i)|1|block|span|markdown")
"""What says that Markdown stands within an element (md_in_html)."""


def check_html(prose: Prose) -> Iterator[Fault]:
    """Check that a text has no HTML but what `model/markup.py` allows."""
    lines = prose.without_code
    text = "\n".join(lines)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]

    def place(at: int, length: int) -> Place:
        line = bisect_right(starts, at)
        return Place(line, at - starts[line - 1] + 1, max(1, length))

    if "<" in text:
        text = _COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), text)
        for match in _DECLARATION.finditer(text):
            value = {"value": match[0][:2], "known": sorted(ELEMENTS)}
            yield Fault("html-not-allowed", prose.path, place(match.start(), 2), value)
        depth = 0
        for match in _TAG.finditer(text):
            closing, element = match[1], match[2].lower()
            if ":" in element or "@" in element:
                continue  # an address, which is checked as such
            if element not in ELEMENTS:
                value = {"value": f"<{closing}{match[2]}>", "known": sorted(ELEMENTS)}
                at = place(match.start(), len(match[1]) + len(match[2]) + 1)
                yield Fault("html-not-allowed", prose.path, at, value)
                continue
            if element not in _EMPTY | _OPEN_ENDED:
                depth += -1 if closing else 1
            if depth == MOST_NESTED + 1:
                at = place(match.start(), len(match[0]))
                yield Fault("too-deep", prose.path, at, {"limit": MOST_NESTED})
            for each in _ATTRIBUTES.finditer(match[3]):
                at = place(match.start(3) + each.start(), len(each[0]))
                yield from _check_attribute(prose, at, (element,), each)
    for number, line in enumerate(lines, start=1):
        if (nested := _NESTED.match(line)) and len(_MARK.findall(nested[0])) > MOST_NESTED:
            at = Place(number, 1, len(nested[0]))
            yield Fault("too-deep", prose.path, at, {"limit": MOST_NESTED})
        for match in _LIST.finditer(line) if "{" in line else ():
            for each in _VALUE.finditer(match[1]):
                at = Place(number, match.start(1) + each.start() + 1, len(each[0]))
                yield from _check_attribute(prose, at, tuple(OF_ELEMENTS), each)


def _check_attribute(
    prose: Prose, at: Place, elements: tuple[str, ...], match: re.Match[str]
) -> Iterator[Fault]:
    name, written = match[1].lower(), match[2] or ""
    value = unescape(written[1:-1] if written[:1] in {'"', "'"} else written)
    if name == "markdown" and _MARKDOWN.fullmatch(value):
        return
    if any(attribute_is_allowed(element, name, value) for element in elements):
        return
    if name == "href" and any("href" in OF_ELEMENTS.get(element, ()) for element in elements):
        yield Fault("url-not-https", prose.path, at, {"value": value})
    elif name == "src" and any("src" in OF_ELEMENTS.get(element, ()) for element in elements):
        yield Fault("picture-elsewhere", prose.path, at, {"value": value})
    else:
        known = sorted(
            {*EVERYWHERE, *(key for each in elements for key in OF_ELEMENTS.get(each, ()))}
        )
        yield Fault("attribute-not-allowed", prose.path, at, {"value": match[0], "known": known})
