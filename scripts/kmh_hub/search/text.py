"""The text of a built page, in blocks."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kmh_hub.search.record import Block
from kmh_hub.search.rules import tokens_of

HIDDEN = "\ue000"
"""What follows it in a piece of text is found, but not shown: the numbers of a date."""

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
# fmt: off
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "em", "i", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "time", "u", "var",
))
_SILENT = frozenset((
    "audio", "button", "iframe", "input", "label", "option", "script", "select", "style", "svg",
    "video",
))
# fmt: on


def blocks_of(html: str) -> tuple[Block, ...]:
    """Return the blocks of a page's `data-pagefind-body`, without what is `data-pagefind-ignore`.

    Args:
        html: the page.

    Returns:
        Its blocks in order; none where the page is not to be found.

    """
    body = LexborHTMLParser(html).css_first("[data-pagefind-body]")
    if body is None:
        return ()
    reader = _Reader()
    reader.read(body)
    reader.close()
    return tuple(reader.blocks)


class _Reader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._tag = "p"
        self._id = ""

    def read(self, node: LexborNode) -> None:
        for child in _children(node):
            if child.tag == "-text":
                self._text.append(child.text_content or "")
            elif child.tag == "br":
                self._text.append(" ")
            elif child.tag in _INLINE or _is_term(child):
                self.read(child)
                self._date(child)
                if child.attributes.get("class") == "each":  # one of a list, a line of its own
                    self._text.append(" ")
            elif child.tag and not child.tag.startswith("-"):
                self.close()
                self._id = child.attributes.get("id") or self._id
                self._tag = child.tag if child.tag in _HEADINGS else "p"
                self.read(child)
                self.close()

    def close(self) -> None:
        """End a block where a browser would."""
        tokens = tokens_of("".join(self._text))
        self._text = []
        if tokens:
            self.blocks.append(Block(self._tag, self._id, tokens))
            self._id = ""
        self._tag = "p"

    def _date(self, node: LexborNode) -> None:
        date = (node.attributes.get("datetime") or "") if node.tag == "time" else ""
        if _DATE.fullmatch(date):
            self._text.append(f"{HIDDEN}{date}")


def _children(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter(include_text=True):
        attributes = child.attributes if child.tag != "-text" else {}
        is_silent = child.tag in _SILENT and not _is_term(child)
        if "data-pagefind-ignore" not in attributes and not is_silent:
            yield child


def _is_term(node: LexborNode) -> bool:
    """Whether it is a word of the text that opens its explanation."""
    return node.tag == "button" and "popovertarget" in node.attributes
