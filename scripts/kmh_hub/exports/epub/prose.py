"""The editors' text: HTML as MkDocs rendered it to well-formed XHTML that is only text.

selectolax reads it as browsers do (lxml's parser knows no HTML5, html5lib is kept no more), the
standard library writes it. Only the elements and attributes below are taken over, so that nothing
else reaches a reading system.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kmh_hub.exports.epub.links import Links
from kmh_hub.exports.epub.part import Heading
from kmh_hub.localisation.language import Language, LocalText

_KEPT = (
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del "
    "details dfn div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i ins kbd li mark "
    "ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot "
    "th thead time tr u ul var wbr"
)
_DROPPED = (
    "applet base button canvas datalist frame frameset head input link map meta noscript object "
    "script select style svg template textarea title"
)
_MEDIA = "audio embed iframe img video"
_TAGS = (
    {tag: tag for tag in _KEPT.split()}
    | dict.fromkeys(_DROPPED.split(), "")
    | dict.fromkeys(_MEDIA.split(), "a")
    | dict.fromkeys(("center", "fieldset", "form", "main", "nav"), "div")
    | {"h1": "h2"}
)
"""What an element becomes. An empty name drops it with all that is in it; pictures, films and
frames become links; of elements that are not named, the content stays."""

_NUMBER, _ANY = re.compile(r"-?\d{1,9}"), re.compile(r"(?s).*")
_ATTRIBUTES = {
    "class": _ANY,
    "dir": re.compile("ltr|rtl|auto"),
    "lang": re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "title": _ANY,
}
_CELL = {
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "rowspan": re.compile(r"[1-9]\d{0,2}"),
    "style": re.compile("text-align: (left|center|right);"),  # as Python-Markdown aligns columns
}
_ATTRIBUTES_OF = {
    "a": {"href": _ANY},
    "li": {"value": _NUMBER},
    "ol": {"start": _NUMBER, "type": re.compile("[1AaIi]")},
    "td": _CELL,
    "th": _CELL | {"scope": re.compile("row|col|rowgroup|colgroup")},
}
_ID = re.compile(r"\S+")


@dataclass(frozen=True)
class Prose:
    """The editors' text, without what a book cannot have."""

    language: str
    """BCP 47."""
    ids: frozenset[str]
    """What links can lead to."""
    _root: ET.Element
    """What holds it; its links are as they were written."""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not "".join(self._root.itertext()).strip()

    def headings(self, language: Language) -> Iterator[Heading]:
        """Return its main headings that links can lead to."""
        for element in self._root.iter("h2"):
            title = " ".join("".join(element.itertext()).split())
            if title and (id_ := element.get("id")):
                text = LocalText(title, self.language, self.language == language.tag)
                yield Heading(id_, text.__html__())

    def xhtml(self, links: Links) -> Markup:
        """Return it as XHTML, with links that lead where they can be followed from a book."""
        root = deepcopy(self._root)
        for element in root.iter("a"):
            link = element.attrib.pop("href", None)
            if address := None if link is None else links.resolved(link):
                element.set("href", address)
            else:
                element.tag = "span"
        written = (ET.tostring(each, encoding="unicode") for each in root)
        return Markup("").join([escape(root.text or ""), *map(Markup, written)])


def prose_of(source: str, language: str) -> Prose:
    """Return the editors' text.

    Args:
        source: HTML, as MkDocs rendered it.
        language: the language it is in, as BCP 47 has it.

    """
    root, ids = ET.Element("div"), set[str]()
    if body := LexborHTMLParser(source).body:
        _copy(body, root, ids)
    return Prose(language, frozenset(ids), root)


def _copy(source: LexborNode, target: ET.Element, ids: set[str]) -> None:
    """Copy what is in an element; `ids` are those seen so far."""
    for node in source.iter(include_text=True):
        if node.is_text_node:
            _add_text(target, node.text_content or "")
            continue
        tag = _TAGS.get(node.tag or "")
        attributes = {name: value or "" for name, value in node.attributes.items()}
        if tag == "" or "hidden" in attributes:
            continue
        if node.tag in _MEDIA.split():
            _add_media(node, attributes, target)
        elif tag:
            element = ET.SubElement(target, tag, _kept(tag, attributes, ids))
            _copy(node, element, ids)
        else:
            _copy(node, target, ids)


def _add_text(target: ET.Element, text: str) -> None:
    """Add text at the end of an element."""
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def _add_media(node: LexborNode, attributes: dict[str, str], target: ET.Element) -> None:
    """Add a link to what is not in the book, or its words alone where they stand in a link."""
    first = node.css_first("source")
    address = attributes.get("src") or (first and first.attributes.get("src")) or ""
    words = attributes.get("alt") or attributes.get("title")
    if not words and node.tag != "img":
        words = address
    if not words:
        return
    is_in_link = any(each.tag == "a" for each in _ancestors(node))
    attributes = {} if is_in_link else {"href": address}
    ET.SubElement(target, "span" if is_in_link else "a", attributes).text = words


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    while parent := node.parent:
        yield parent
        node = parent


def _kept(tag: str, attributes: dict[str, str], ids: set[str]) -> dict[str, str]:
    allowed = _ATTRIBUTES | _ATTRIBUTES_OF.get(tag, {})
    kept = {
        name: value
        for name, value in attributes.items()
        if name in allowed and allowed[name].fullmatch(value)
    }
    id_ = attributes.get("id", "")
    if _ID.fullmatch(id_) and id_ not in ids:
        ids.add(id_)
        kept["id"] = id_
    return kept
