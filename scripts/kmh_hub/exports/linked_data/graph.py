"""Linked data of a page: JSON-LD with the vocabulary of schema.org."""

import json
import posixpath
import re
from collections.abc import Iterator, Sequence
from typing import cast

from kmh_hub.exports.export import Addresses
from kmh_hub.exports.linked_data.edition import Edition
from kmh_hub.exports.linked_data.entity import entity_node
from kmh_hub.exports.linked_data.event import event
from kmh_hub.exports.linked_data.glossary import term_set
from kmh_hub.exports.linked_data.node import Node, node, references
from kmh_hub.exports.linked_data.recording import recordings
from kmh_hub.localisation.language import Languages
from kmh_hub.model.entity import Entity
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.series import Series
from kmh_hub.pages.entity import kind_texts
from kmh_hub.pages.page import GLOSSARY, HOME, SEMINARS, Kind, Page, entity_path, path_of
from kmh_hub.pages.recordings import ShownRecording

_UNSAFE = re.compile("[<>&\u2028\u2029]")


def linked_data(
    page: Page,
    series: Series,
    languages: Languages,
    addresses: Addresses,
    series_title: str,
) -> list[Node]:
    """Return what a generated page says, as nodes of schema.org.

    Args:
        page: a generated page.
        series: the seminars that are shown.
        languages: the site's languages; identifiers are addresses in the default one.
        addresses: the site's absolute addresses.
        series_title: what the series is called in the page's language.

    """
    edition = Edition(page.language, languages, addresses)
    if page.source == HOME:
        home = addresses.site(edition.language)
        known = {"name": series_title, "url": home, "inLanguage": page.language.tag}
        return [node("WebSite", f"{addresses.site(languages.default)}#site", **known)]
    if page.source == GLOSSARY and isinstance(
        glossary := page.make_context()["glossary"], Glossary
    ):
        return [term_set(edition, page, glossary)]
    crumbs = _breadcrumbs(edition, page)
    if page.path == f"{SEMINARS}/":
        return [*_series(edition, page, series_title), crumbs]
    if page.entity:
        return [*_entity(edition, page, page.entity, series), crumbs]
    if page.entity_kind:
        return [crumbs]
    if page.entries:
        return [_list(edition, page), crumbs]
    entry = series.by_slug.get(page.slug)
    if not entry:
        return []
    kind = Kind(posixpath.basename(page.source))
    if kind in {Kind.OVERVIEW, Kind.AGENDA}:
        return [event(edition, series.vocabulary, entry), crumbs]
    if kind is Kind.RECORDINGS:
        shown = cast("Sequence[ShownRecording]", page.context["recordings"])
        return [*recordings(edition, entry, shown), crumbs]
    return [crumbs]


def to_script(nodes: Sequence[Node]) -> str:
    """Return nodes as JSON that can stand in `<script type="application/ld+json">`."""
    data = {"@context": "https://schema.org", "@graph": list(nodes)}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Some are found quickly; str.translate looks up every character that is not ASCII.
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _series(edition: Edition, page: Page, title: str) -> list[Node]:
    # Further pages list the others: no page grows with the series.
    numbered = [entry for entry in reversed(page.entries) if entry.seminar.number]
    address = edition.addresses.site(edition.language, page.path)
    events = node(
        "EventSeries",
        edition.series_id,
        name=title,
        url=address,
        subEvent=references(edition.event_id(entry.slug) for entry in numbered),
    )
    # The page lists events outside the numbered series, too; only a list can hold them.
    listed = _list(edition, page)
    return [events, listed] if numbered else [listed]


def _list(edition: Edition, page: Page) -> Node:
    return node(
        "ItemList",
        name=page.title,
        itemListElement=[
            node(
                "ListItem",
                position=position,
                name=edition.text(entry.seminar.title),
                url=edition.page(entry.slug),
            )
            for position, entry in enumerate(page.entries, start=1)
        ],
    )


def _entity(edition: Edition, page: Page, entity: Entity, series: Series) -> Iterator[Node]:
    is_first = page.path == entity_path(entity.kind, entity.key)
    if is_first and (described := entity_node(edition, entity, series.vocabulary)):
        yield described | {"mainEntityOfPage": edition.addresses.site(edition.language, page.path)}
    yield _list(edition, page)


def _breadcrumbs(edition: Edition, page: Page) -> Node:
    _ = edition.language.translations.gettext
    trail = [(_("Home"), ""), (_("All seminars"), f"{SEMINARS}/")]
    if page.seminar:
        trail.append((page.seminar, path_of(page.slug)))
    if page.entity:
        title, _description = kind_texts(page.entity.kind, edition.language)
        trail.append((title, entity_path(page.entity.kind)))
    if page.path != f"{SEMINARS}/":
        trail.append((page.title, page.path))
    return node(
        "BreadcrumbList",
        itemListElement=[
            node(
                "ListItem",
                position=position,
                name=name,
                item={"@id": edition.addresses.site(edition.language, path)},
            )
            for position, (name, path) in enumerate(trail, start=1)
        ],
    )
