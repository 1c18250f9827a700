"""The pages of a built site, and where their links lead."""

from pathlib import Path
from typing import TypeAlias
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

Pages: TypeAlias = dict[str, LexborHTMLParser]

_LINKS = [
    ("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("source", "src"),
    ("track", "src"), ("option", "value"), ("button", "data-show"),
]  # fmt: skip


def pages_of(site: Path) -> Pages:
    """Return every page of a site, parsed, by its address below the site's."""
    return {
        str(path.relative_to(site)).removesuffix("index.html"): LexborHTMLParser(path.read_bytes())
        for path in site.rglob("*.html")
    }


def check_links(pages: Pages, site: Path, base: str) -> int:
    """Assert that links lead to pages, files and ids that are there; returns how many did."""
    ids = {url: {node.attributes["id"] for node in page.css("[id]")} for url, page in pages.items()}
    checked = 0
    for url, page in pages.items():
        assert len(page.css("[id]")) == len(ids[url]), ("an id twice", url)
        for name, attribute in _LINKS:
            for node in page.css(f"{name}[{attribute}]"):
                if (node.attributes.get("rel") or "").startswith("schema."):
                    continue  # names a vocabulary; nothing is loaded from there
                target = urlsplit(urljoin(base + url, node.attributes[attribute] or ""))
                if target.netloc != urlsplit(base).netloc:
                    assert name == "a", (url, node.html)
                    assert target.scheme == "https", (url, node.html)
                    continue
                path = urlsplit(base).path
                assert target.path.startswith(path), (url, node.html)
                inner = unquote(target.path).removeprefix(path)
                checked += 1
                if target.fragment:
                    assert unquote(target.fragment) in ids[inner], (url, node.html)
                if inner not in pages:
                    assert (site / inner).is_file(), (url, node.html)
    return checked
