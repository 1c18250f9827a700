"""Pages as far as links are about them: the links that stand in them, the ids they lead to."""

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from kmh_hub.model.figure import anchor_of
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.ids import document_ids, recording_ids
from kmh_hub.model.markup import address_is_safe, written_address
from kmh_hub.reading.links import InnerLink, LinkedPage
from kmh_hub.reading.pages import MarkdownPage
from kmh_hub.reading.prose import Link
from kmh_hub.reading.yaml_document import Document, value_at

GLOSSARY_PAGE = "glossary"
"""The page of the glossary, which is generated."""


def linked_pages(page: MarkdownPage, document: Document | None = None) -> Iterator[LinkedPage]:
    """Return a page that editors write and, for a seminar's, those made from its metadata.

    Args:
        page: the page.
        document: the seminar.yml beside it; None where there is none.

    """
    anchors = {
        tag: frozenset(heading.id for heading in prose.headings if heading.id)
        for tag, prose in page.prose.items()
    }
    links = tuple(
        inner
        for tag, prose in page.prose.items()
        for link in prose.links
        if (inner := _inner_link(page.name, tag, link))
    )
    if document is None:
        yield LinkedPage(page.name, anchors, links)
        return
    folder = posixpath.dirname(page.name)
    is_draft = value_at(document.value, ("draft",)) is True
    parts = {"facts"} | {
        key for key in ("countries", "figures") if value_at(document.value, (key,))
    }
    parts |= {anchor_of(id_) for id_ in _texts(document, "figures", "id") if id_}
    yield LinkedPage(page.name, {**anchors, "": frozenset(parts)}, links, is_draft)
    days = _list_at(document.value, "days")
    sessions = sum(len(_list_at(day, "sessions")) for day in days)
    agenda = {"documents"} | _numbered("day", len(days)) | _numbered("session", sessions)
    players = set(recording_ids(_texts(document, "recordings", "language")))
    kinds = [str(kind) for kind in _texts(document, "materials", "kind")]
    tags = _texts(document, "materials", "language")
    of_kind = list(zip(document_ids(zip(kinds, tags, strict=True)), kinds, strict=True))
    agenda |= {id_ for id_, kind in of_kind if kind == "agenda"}
    documents = {id_ for id_, kind in of_kind if kind != "agenda"}
    for kind, ids in (
        ("agenda", agenda),
        ("presentation", documents),
        ("recordings", players),
    ):
        known = {"": frozenset(ids)} if document.value is not None else None
        yield LinkedPage(f"{folder}/{kind}", known, is_draft=is_draft)


def _list_at(value: Any, key: str) -> list[Any]:
    """Return a list of a value; an empty one where something else stands there."""
    found = value_at(value, (key,))
    return found if isinstance(found, list) else []


def _inner_link(page: str, language: str, link: Link) -> InnerLink | None:
    """Return a link to something of the hub; None for one that leads elsewhere."""
    address = written_address(link.target)
    if not address_is_safe(address):
        return None
    url = urlsplit(address)
    if url.scheme or url.netloc:
        return None
    path = unquote(url.path)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    is_page = not path or path.endswith(".md")
    to = joined.removesuffix(".md") if path else page
    return InnerLink(language, link.place, path, unquote(url.fragment), to, is_page)


def glossary_page(glossary: Glossary | None) -> LinkedPage:
    """Return the glossary's page.

    Args:
        glossary: its terms; None where they have faults.

    """
    return LinkedPage(GLOSSARY_PAGE, {"": frozenset(glossary.terms)} if glossary else None)


def _texts(document: Document, key: str, inner: str) -> list[str | None]:
    """Return what the items of a list say under a key, as far as it is text."""
    values = [value_at(item, (inner,)) for item in _list_at(document.value, key)]
    return [value if isinstance(value, str) else None for value in values]


def _numbered(name: str, count: int) -> set[str]:
    return {f"{name}-{number}" for number in range(1, count + 1)}
