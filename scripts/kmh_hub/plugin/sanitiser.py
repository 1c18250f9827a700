"""Prose that Markdown made, without what could attack its readers; by ammonia (nh3).

`hub check` refuses such prose before (`reading/html.py`); this is the second line of defence.
"""

import logging
import re
from html import unescape

import nh3
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.model.markup import ELEMENTS, EVERYWHERE, OF_ELEMENTS, SCHEMES, attribute_is_allowed

_PIECE = re.compile(r'(</?[a-z][a-z0-9]*(?: [a-z-]+="[^"<>]*")*(?: /)?>)|([^<>]+)')
"""HTML in its plainest form, which no parser reads in two ways: tags, or text."""
_VALUE = re.compile(r' ([a-z-]+)="([^"<>]*)"')


_ROUNDS = 10
"""More often than any text needs."""


def _checked(element: str, name: str, value: str) -> str | None:
    return value if attribute_is_allowed(element, name, value) else None


_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    attributes={each: {*EVERYWHERE, *OF_ELEMENTS.get(each, {})} for each in ELEMENTS},
    attribute_filter=_checked,
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def sanitised(html: str) -> str:
    """Return HTML with the elements and attributes only that `model/markup.py` allows.

    What is as it should be stays as it is written, byte by byte.
    """
    clean = _CLEANER.clean(html)
    if _pieces(html) == _pieces(clean) != []:
        return html
    # Where an element was taken out, what was in it can be read in another way than before.
    for _ in range(_ROUNDS):
        before, clean = clean, _CLEANER.clean(clean)
        if clean == before:
            break
    return clean


def clean(html: str, name: str) -> str:
    """Return sanitised HTML; warn where something was taken out that `hub check` did not see.

    Args:
        html: what Markdown made.
        name: the page's source, for the warning, which stops a strict build.

    """
    result = sanitised(html)
    if not is_whole(html, result):
        logging.getLogger("mkdocs.plugins.kmh-hub").warning(
            "%s: HTML, an attribute or an address that is not published was taken out; write "
            "Markdown instead",
            name,
        )
    return result


def is_whole(html: str, clean: str) -> bool:
    """Whether nothing but comments was taken out, however it is spelt now."""
    return html == clean or _shape(html) == _shape(clean)


def _pieces(html: str) -> list[object]:
    """Return tags and texts, their references read; none where HTML is not in its plainest form."""
    found: list[object] = []
    end = 0
    for match in _PIECE.finditer(html):
        if match.start() != end:
            return []
        end = match.end()
        tag, text = match.groups()
        if tag:
            attributes = tuple((name, unescape(value)) for name, value in _VALUE.findall(tag))
            found.append(
                (tag[: tag.find(" ")] if attributes else tag.replace(" />", ">"), attributes)
            )
        else:
            found.append(unescape(text))
    return found if end == len(html) else []


def _shape(html: str) -> list[object]:
    """Return the elements, attributes and texts of HTML in order, as a browser finds them."""
    shape: list[object] = []
    body = LexborHTMLParser(f"<body>{html}").body
    for node in body.traverse(include_text=True) if body else ():
        if not node.is_text_node:
            if node.is_element_node:
                shape.append((node.tag, sorted(node.attributes.items(), key=str)))
        elif shape and isinstance(shape[-1], str):
            shape[-1] += node.text_content or ""
        else:
            shape.append(node.text_content or "")
    return shape
