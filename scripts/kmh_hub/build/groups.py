"""Neighbours put together, so that what is joined of most stays as it was when some change."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar
from zlib import crc32

T = TypeVar("T", bound=tuple[str, ...])


def groups(items: Iterable[T], size: int) -> Iterator[Sequence[T]]:
    """Return items in groups whose bounds depend on names alone: a new item changes its own.

    Args:
        items: in any order that does not depend on what else there is; the first two values of
            each name it.
        size: how many a group has on average.

    """
    group: list[T] = []
    for item in items:
        group.append(item)
        if crc32("\0".join(item[:2]).encode()) % size == 0:
            yield group
            group = []
    if group:
        yield group
