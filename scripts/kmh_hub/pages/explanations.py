"""Explanations of terms where prose first has them, by the Popover API: without scripts.

A term becomes a button that opens its definition; browsers without popovers show a link to the
glossary instead. selectolax reads the HTML as browsers do, and writes it again.
"""

import re
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment
from markupsafe import Markup, escape
from selectolax.lexbor import LexborHTMLParser, LexborNode

from kmh_hub.localisation.language import Language
from kmh_hub.localisation.phrases import PhraseFinder
from kmh_hub.model.glossary import Glossary

_TAGS = (
    "a abbr audio blockquote button cite code dfn h1 h2 h3 h4 h5 h6 iframe kbd label nav option "
    "pre q samp script select style summary svg textarea th title video"
)
_LEFT_ALONE = frozenset(_TAGS.split())
"""Elements that are followed, are no prose, or say something of their own."""
_LONGEST = 48
"""So many characters fit on a line of a phone; a button does not break as words do."""
_SIGN = re.compile("\ue000([0-9]+)\ue001")
"""Stands for a piece of HTML in the text until it is written; nobody's letters."""
_FOREIGN = re.compile("(?i)\ue000[0-9]+\ue001|\ue000|&#(?:x0*e000|0*57344)(?![0-9a-f]);?")
"""The same in what editors wrote, where a piece would take its place."""
_PLACE = re.compile("[\0\1\2]")
_GLUED = re.compile(r"[^ \t\r\n]{0,12}\Z"), re.compile(r"[^ \t\r\n]{0,12}")


class Explanations:
    """Explains the terms of a glossary in pages of one language.

    Args:
        glossary: the terms.
        finder: finds them in the pages' language.
        language: the language of the pages; text in another one is left alone.
        environment: the templates of generated pages in that language.

    """

    def __init__(
        self,
        glossary: Glossary,
        finder: PhraseFinder,
        language: Language,
        environment: Environment,
    ) -> None:
        self._language = language
        self._finder = finder
        template = environment.get_template("_term.html")
        # The parts of the text take their places afterwards, so that a term is rendered once.
        places = {"before": Markup("\0"), "words": Markup("\1"), "after": Markup("\2")}
        self._rendered = cache(
            lambda key, link: template.render(
                places, key=key, term=glossary.terms[key], glossary_link=link
            ).strip()
        )

    def add(self, html: str, glossary_link: str, within: str = "") -> str:
        """Return HTML in which each term is explained where it first occurs.

        Args:
            html: what stands in the body of a page.
            glossary_link: a relative link from the page to the glossary.
            within: the classes of what is prose, as a CSS selector has them; else all is.

        """
        if within and not any(each.strip(" .") in html for each in within.split(",")):
            return html
        html = _FOREIGN.sub("", html)
        body = LexborHTMLParser(f"<body>{html}").body
        assert body is not None  # noqa: S101 - just opened
        pieces: list[str] = []
        explained: set[str] = set()
        for root in body.css(within) if within else (body,):
            for node in list(self._texts(root)):
                self._explain(node, glossary_link, explained, pieces)
        if not pieces:
            return html
        return _SIGN.sub(lambda sign: pieces[int(sign[1])], body.inner_html or "")

    def _texts(self, element: LexborNode) -> Iterator[LexborNode]:
        for node in element.iter(include_text=True):
            if node.is_text_node:
                yield node
            elif node.tag not in _LEFT_ALONE and self._is_own(node):
                yield from self._texts(node)

    def _is_own(self, node: LexborNode) -> bool:
        return (node.attributes.get("lang") or self._language.tag) == self._language.tag

    def _explain(
        self, node: LexborNode, glossary_link: str, explained: set[str], pieces: list[str]
    ) -> None:
        text = _SIGN.sub("", node.text_content or "")
        written: list[str] = []
        end = 0
        for found in self._finder.find(text):
            if found.name in explained or found.end - found.start > _LONGEST:
                continue
            explained.add(found.name)
            # What touches a term stays on its line: “l’”, a comma, a no-break space.
            before = _GLUED[0].search(text, end, found.start)
            after = _GLUED[1].match(text, found.end)
            start = found.start - len(before[0] if before else "")
            written += [text[end:start], f"\ue000{len(pieces)}\ue001"]
            end = found.end + len(after[0] if after else "")
            parts = text[start : found.start], text[found.start : found.end], text[found.end : end]
            pieces.append(self._piece(found.name, glossary_link, parts))
        if written:
            node.replace_with("".join([*written, text[end:]]))

    def _piece(self, key: str, glossary_link: str, parts: tuple[str, str, str]) -> str:
        """Return the HTML of a term; the parts are what touches it before, its words, and after."""
        return _PLACE.sub(
            lambda place: escape(parts[ord(place[0])]), self._rendered(key, glossary_link)
        )
