"""Links between pages: whether what they lead to exists."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kmh_hub.model.figure import anchor_of
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.ids import MOMENT, document_ids, recording_ids
from kmh_hub.reading import picture
from kmh_hub.reading.fault import Fault, Place
from kmh_hub.reading.glossary import GLOSSARY_FILE
from kmh_hub.reading.pages import MarkdownPage
from kmh_hub.reading.yaml_document import Document, value_at

SERIES_PAGE = "seminars/index"
"""The page of all seminars, which is generated."""
GLOSSARY_PAGE = "glossary"
"""The page of the glossary, which is generated."""


@dataclass(frozen=True)
class InnerLink:
    """A link to a page or file of the hub."""

    path: Path
    """The file in which it stands."""
    language: str
    target: str
    place: Place


@dataclass(frozen=True)
class LinkedPage:
    """A page, as far as links are about it."""

    name: str
    """Its path below docs/ without language and suffix: `about`, `seminars/x/agenda`."""
    anchors: Mapping[str, frozenset[str]] | None
    """The ids of its headings and parts by language; under the empty tag, those of all.

    None where they are not known, because what the page is made from could not be read.
    """
    links: tuple[InnerLink, ...] = ()
    """The links that stand in it."""
    is_draft: bool = False
    """Whether it is shown in the preview only."""

    def has_anchor(self, anchor: str, language: str) -> bool:
        """Whether it has an id in a language; in the first that it has, if not in that one."""
        if moment := MOMENT.fullmatch(anchor):
            # Any moment can be gone to: the page's own language's recording, or a named one.
            known = self.all_anchors(language)
            first = next((each for each in known if each.startswith("recording-")), anchor)
            anchor = moment["recording"] or first
        return self.anchors is None or anchor in self.all_anchors(language)

    def all_anchors(self, language: str) -> frozenset[str]:
        """Return its ids in a language, or in the first that it has."""
        anchors = self.anchors or {}
        own = anchors.get(language) or next(iter(anchors.values()), frozenset())
        return own | anchors.get("", frozenset())


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
        InnerLink(prose.path, tag, link.target, link.place)
        for tag, prose in page.prose.items()
        for link in prose.links
        if not urlsplit(link.target).scheme and not urlsplit(link.target).netloc
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
    days = value_at(document.value, ("days",))
    days = days if isinstance(days, list) else []
    sessions = sum(len(value_at(day, ("sessions",)) or ()) for day in days)
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


def glossary_page(docs: Path, glossary: Glossary | None) -> Iterator[LinkedPage]:
    """Return the glossary's page, where the content has one.

    Args:
        docs: the folder of the content.
        glossary: its terms; None where they have faults.

    """
    if (docs / GLOSSARY_FILE).is_file():
        yield LinkedPage(GLOSSARY_PAGE, {"": frozenset(glossary.terms)} if glossary else None)


def _texts(document: Document, key: str, inner: str) -> list[str | None]:
    """Return what the items of a list say under a key, as far as it is text."""
    items = value_at(document.value, (key,))
    values = [value_at(item, (inner,)) for item in (items if isinstance(items, list) else ())]
    return [value if isinstance(value, str) else None for value in values]


def _numbered(name: str, count: int) -> set[str]:
    return {f"{name}-{number}" for number in range(1, count + 1)}


def check_links(pages: Iterable[LinkedPage], docs: Path) -> Iterator[Fault]:
    """Check every link of every page."""
    pages = list(pages)
    by_name = {page.name: page for page in pages} | {SERIES_PAGE: LinkedPage(SERIES_PAGE, {})}
    for page in pages:
        for link in page.links:
            yield from _check_link(page, link, by_name, docs)


def _check_link(
    page: LinkedPage, link: InnerLink, by_name: Mapping[str, LinkedPage], docs: Path
) -> Iterator[Fault]:
    url = urlsplit(link.target)
    path, anchor = unquote(url.path), unquote(url.fragment)
    here = posixpath.dirname(page.name)
    joined = posixpath.normpath(posixpath.join(here, path))
    if not path or path.endswith(".md"):
        target = by_name.get(joined.removesuffix(".md") if path else page.name)
        if target is None:
            known = [f"{posixpath.relpath(name, here or '.')}.md" for name in by_name]
            yield Fault("broken-link", link.path, link.place, {"value": path, "known": known})
        elif target.is_draft and not page.is_draft:
            yield Fault("link-to-draft", link.path, link.place, {"value": path})
        elif anchor and not target.has_anchor(anchor, link.language):
            values = {"value": anchor, "known": sorted(target.all_anchors(link.language))}
            yield Fault("broken-anchor", link.path, link.place, values)
    elif joined.startswith("..") or not (docs / joined).is_file():
        folder = docs / posixpath.dirname(joined)
        inside = folder.is_relative_to(docs) and folder.is_dir() and ".." not in joined
        known = [each.name for each in folder.iterdir()] if inside else []
        known += [f"{posixpath.relpath(name, here or '.')}.md" for name in by_name]
        yield Fault("broken-link", link.path, link.place, {"value": path, "known": known})
    elif Path(joined).suffix.lower() in picture.MEASURED and not picture.size_of(docs / joined):
        yield Fault("unreadable-picture", link.path, link.place, {"value": path})
