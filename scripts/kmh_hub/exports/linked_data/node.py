"""A node of linked data (JSON-LD)."""

from collections.abc import Iterable
from typing import Any

Node = dict[str, Any]
"""A thing of schema.org: its `@type`, maybe its `@id`, its properties."""

_UNKNOWN: tuple[object, ...] = (None, "", [])


def node(type_: str, id_: str | None = None, **properties: Any) -> Node:
    """Return a node without the properties that are not known.

    Texts are plain strings, in the page's language or the one that the page falls back to:
    search engines read strings, and take `{"@value": …, "@language": …}` for a thing without type.

    Args:
        type_: a type of schema.org, such as `Person`.
        id_: the IRI by which other nodes refer to it.
        properties: its properties of schema.org.

    """
    known = {key: value for key, value in properties.items() if value not in _UNKNOWN}
    return {"@type": type_} | ({"@id": id_} if id_ else {}) | known


def references(ids: Iterable[str]) -> list[Node]:
    """Return references to nodes that are described elsewhere."""
    return [{"@id": id_} for id_ in ids]
