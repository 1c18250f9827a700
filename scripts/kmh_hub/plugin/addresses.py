"""Addresses in Markdown that are none: MkDocs would end at the first, and a preview with it."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

_BEFORE_MKDOCS = 1
"""MkDocs' own processor of links has 0, attribute lists have 8."""


class OnlyAddresses(Extension):  # type: ignore[misc]
    """Takes out what cannot be split into the parts of an address, such as `https://[a`."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the processor."""
        md.treeprocessors.register(_Processor(md), "kmh-hub-addresses", _BEFORE_MKDOCS)


class _Processor(Treeprocessor):  # type: ignore[misc]
    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                try:
                    urlsplit(element.get(name, ""))
                except ValueError:
                    # `hub check` tells of it with its line.
                    del element.attrib[name]
