"""The text of a built page, in blocks."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from kmh_hub.search.record import Block
from kmh_hub.search.rules import HIDDEN, tokens_of

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MAIN = re.compile(r"<main\b[^>]*\bdata-pagefind-body\b.*</main>", re.DOTALL)
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
# fmt: off
_INLINE = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "em", "i", "kbd", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup", "time", "u", "var",
))
_SILENT = ",".join((
    "[data-pagefind-ignore]", "audio", "button:not([popovertarget])", "iframe", "input", "label",
    "option", "script", "select", "style", "svg", "video",
))
"""What is not found. A button that opens an explanation is a word of the text."""
# fmt: on


def blocks_of(html: str) -> tuple[Block, ...]:
    """Return the blocks of a page's `main`, without what is `data-pagefind-ignore`.

    Args:
        html: the page.

    Returns:
        Its blocks in order; none where its `main` is not `data-pagefind-body`.

    """
    main = _MAIN.search(html)
    if main is None:
        return ()
    # Half of a page is its head, which takes the parser as long as the text.
    tree = LexborHTMLParser(main[0])
    reader = _Reader({node.mem_id for node in tree.css(_SILENT)})
    for node in tree.css("main"):
        reader.read(node)
    reader.close()
    return tuple(reader.blocks)


class _Reader:
    def __init__(self, silent: set[int]) -> None:
        self._silent = silent
        self.blocks: list[Block] = []
        self._text: list[str] = []
        self._tag = "p"
        self._id = ""

    def read(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag
            if tag == "-text":
                self._text.append(child.text_content or "")
            elif child.mem_id in self._silent:
                continue
            elif tag == "br":
                self._text.append(" ")
            elif tag in _INLINE:
                self.read(child)
                self._inline(child, tag)
            elif tag and tag[0] != "-":
                self.close()
                self._id = child.id or self._id
                self._tag = tag if tag in _HEADINGS else "p"
                self.read(child)
                self.close()

    def close(self) -> None:
        """End a block where a browser would."""
        tokens = tokens_of("".join(self._text)) if self._text else []
        self._text.clear()
        if tokens:
            self.blocks.append(Block(self._tag, self._id, tokens))
            self._id = ""
        self._tag = "p"

    def _inline(self, node: LexborNode, tag: str) -> None:
        if tag == "time":
            date = node.attributes.get("datetime") or ""
            if _DATE.fullmatch(date):
                self._text.append(f"{HIDDEN}{date}")
        elif tag == "span" and node.attributes.get("class") == "each":
            self._text.append(" ")  # one of a list, a line of its own
