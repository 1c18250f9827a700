"""HTML, attribute lists and addresses in the editors' Markdown: what is not published of them.

A scanner of what stands outside code. What it does not see is taken out by the build, which warns
of it (`plugin/sanitiser.py`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from html import unescape

from kmh_hub.model.markup import (
    ELEMENTS,
    EVERYWHERE,
    OF_ELEMENTS,
    address_is_safe,
    attribute_is_allowed,
    is_of_the_hub,
    scheme_of,
    written_address,
)
from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.prose import Prose

MOST_NESTED = 50
"""So deep may elements, quotations and lists be nested; no text needs a tenth of it."""

_ATTRIBUTE = r"""([^\s"'<>/={}]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>`{}]*))?"""
_TAG = re.compile(r"""<(/?)([A-Za-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)(>?)""")
_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
"""Where an element begins, even within what `_TAG` takes for a value: code may hold its end."""
_AUTOLINK = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]+|[\w.+-]+@[\w.-]+)>")
_MAIL = re.compile("<([^<> !]+@[^@<> ]+)>")
"""What Markdown takes for the address of a mailbox."""
_DECLARATION = re.compile(r"<(?:!(?!--)|\?)[^>\n]*>?")
_COMMENT = re.compile(r"(?s)<!--(?!-?>).*?--!?>")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_LIST = re.compile(r"\{:?[ ]*+([^{}\n]{1,500}+)(?=([{}]))")
"""Up to its end, or up to another brace, which can be within one."""
_VALUE = re.compile(r"""([^\s"'=.#{}][^\s"'={}]*)=("[^"]*"|'[^']*'|[^\s"'{}]*)""")
_WORD = re.compile(r"(?<!\S)([^.#\s]\S*)()")
"""An attribute without a value in an attribute list."""
_ENDS_OF_INLINE = frozenset(")]*_`>")
"""What a list of attributes follows that is about words within a line."""
_OPEN_ENDED = "br col dd dt hr img li p rp rt tbody td tfoot th thead tr wbr"
"""Elements that are empty, or whose end need not be written."""
_NESTED = re.compile(r"(?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))+")
_MARK = re.compile(r">|[-*+][ \t]|\d[.)][ \t]")
_MARKDOWN = re.compile(r"(?i)|1|block|span|markdown")
"""What says that Markdown stands within an element (md_in_html)."""


def check_html(prose: Prose) -> Iterator[Fault]:
    """Check that a text has no HTML but what `model/markup.py` allows."""
    lines = prose.without_code
    text = "\n".join(lines)
    if "<" in text:
        # What follows the last end of a comment is not looked through for another one.
        end = max(text.rfind("-->"), text.rfind("--!>")) + len("--!>")
        yield from _check_elements(prose, _COMMENT.sub(_blanked, text[:end]) + text[end:])
    for number, line in enumerate(lines, start=1):
        if (nested := _NESTED.match(line)) and len(_MARK.findall(nested[0])) > MOST_NESTED:
            at = Place(number, 1, len(nested[0]))
            yield Fault("too-deep", prose.path, at, {"limit": MOST_NESTED})
        for match in _LIST.finditer(line) if "{" in line else ():
            yield from _check_list(prose, number, match)


def check_addresses(prose: Prose) -> Iterator[Fault]:
    """Check where links lead, and that pictures are the hub's own and told in words."""
    for link in prose.links:
        if link.is_image and not link.text.strip():
            yield Fault("missing-alt", prose.path, link.place, {"value": link.target})
        address = written_address(link.target)
        if not address_is_safe(address):
            is_kind = is_of_the_hub(address) or scheme_of(address) == "https"
            rule = "invalid-url" if is_kind else "url-not-https"
            yield Fault(rule, prose.path, link.place, {"value": link.target})
        elif link.is_image and not is_of_the_hub(address):
            yield Fault("picture-elsewhere", prose.path, link.place, {"value": link.target})


def _check_elements(prose: Prose, text: str) -> Iterator[Fault]:
    """Check declarations, elements, their attributes and how deep they are nested."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(at: int, length: int) -> Place:
        line = bisect_right(starts, at)
        return Place(line, at - starts[line - 1] + 1, max(1, length))

    known = sorted(ELEMENTS)
    for match in _DECLARATION.finditer(text):
        values = {"value": match[0], "known": known}
        yield Fault("html-not-allowed", prose.path, place(match.start(), len(match[0])), values)
    for match in _MAIL.finditer(text):
        if not address_is_safe(f"mailto:{written_address(match[1])}"):
            at = place(match.start(1), len(match[1]))
            yield Fault("invalid-url", prose.path, at, {"value": match[1]})
    for match in _NAME.finditer(text):
        if match[2].lower() not in ELEMENTS and not _AUTOLINK.match(text, match.start()):
            values = {"value": f"<{match[1]}{match[2]}>", "known": known}
            at = place(match.start(), len(match[0]))
            yield Fault("html-not-allowed", prose.path, at, values)
    depth = 0
    for match in _TAG.finditer(text):
        element, at = match[2].lower(), place(match.start(), len(match[1]) + len(match[2]) + 1)
        if element not in ELEMENTS:
            continue
        if element not in _OPEN_ENDED.split():
            depth += -1 if match[1] else 1
            if depth == MOST_NESTED + 1:
                yield Fault("too-deep", prose.path, at, {"limit": MOST_NESTED})
        for each in _ATTRIBUTES.finditer(match[3]):
            at = place(match.start(3) + each.start(), len(each[0]))
            yield from _check_attribute(prose, at, (element,), each)


def _check_list(prose: Prose, number: int, match: re.Match[str]) -> Iterator[Fault]:
    """Check a list of attributes, `{: lang=fr }`, in a line."""
    before = match.string[match.start() - 1] if match.start() else "\n"
    found = [*_VALUE.finditer(match[1])]
    if before in _ENDS_OF_INLINE:
        found += _WORD.finditer(_VALUE.sub(_blanked, match[1]))
    elif match[2] == "{":
        return
    elements = tuple({*OF_ELEMENTS} - (set() if before in ")]" else {"a", "img"}))
    for each in found:
        at = Place(number, match.start(1) + each.start() + 1, len(each[0]))
        yield from _check_attribute(prose, at, elements, each)


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


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
