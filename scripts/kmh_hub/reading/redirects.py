"""Where moved addresses lead: redirects.yml read and checked."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from kmh_hub.model.redirects import Redirects
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.shared_file import read_shared
from kmh_hub.reading.yaml_document import Document, value_at


def read_redirects(
    path: Path, languages: Sequence[str]
) -> tuple[Document, Redirects | None, list[Fault]]:
    """Read and check the redirects, as far as they can be without the site's pages.

    Args:
        path: the file.
        languages: the tags of the site's languages.

    Returns:
        The file, the redirects (None where they have faults), and the faults.

    """
    return read_shared(path, Redirects, languages, _check)


def _check(document: Document) -> Iterator[Fault]:
    """Check what a single value cannot know, in a document that is valid or not."""
    moved = value_at(document.value, ("moved",))
    moved = moved if isinstance(moved, dict) else {}
    gone = value_at(document.value, ("gone",))
    for old in moved:
        if steps := _circle(old, moved):
            keys = ("moved", old)
            values = {"value": old, "steps": " → ".join(steps)}
            place = document.place(keys, key=True)
            yield Fault("moved-to-itself", document.path, place, values, keys)
    for index, address in enumerate(gone if isinstance(gone, list) else ()):
        place = document.place(("gone", index))
        if address in moved:
            yield Fault("moved-and-gone", document.path, place, {"value": address})
        elif address in gone[:index]:
            yield Fault("duplicate-value", document.path, place, {"value": address})


def _circle(old: str, moved: Mapping[str, object]) -> list[str]:
    """Return the steps that lead from an address back to itself; none where they do not."""
    steps = [old]
    while isinstance(after := moved.get(steps[-1]), str) and len(steps) <= len(moved):
        steps.append(after)
        if after == old:
            return steps
    return []
