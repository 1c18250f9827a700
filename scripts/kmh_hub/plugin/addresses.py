"""Addresses in Markdown that are none: MkDocs would end at the first, and a preview with it."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_BEFORE_MKDOCS = 1
"""MkDocs' own processor of links has 0, attribute lists have 8."""
_ADDRESSES = {"a": "href", "img": "src"}
"""Where MkDocs expects addresses."""


class OnlyAddresses(Extension):  # type: ignore[misc]
    """Takes out links and pictures whose addresses have no parts, such as `https://[a`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processor."""
        md.treeprocessors.register(_Processor(md), "kmh-hub-addresses", _BEFORE_MKDOCS)


class _Processor(Treeprocessor):  # type: ignore[misc]
    def run(self, root: Element) -> None:
        for element in root.iter():
            name = _ADDRESSES.get(element.tag)
            if name and not _is_address(element.get(name)):
                # `hub check` tells of it with its line. What stays is its words.
                element.text = element.get("alt", element.text)
                element.tag = "span"
                element.attrib.clear()


def _is_address(value: str | None) -> bool:
    try:
        urlsplit(value or "")
    except ValueError:
        return False
    return value is not None
