"""A YAML file that all seminars share, read and checked as each of them is."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from kmh_hub.reading import characters, checks
from kmh_hub.reading.fault import Fault
from kmh_hub.reading.validation import validate
from kmh_hub.reading.waivers import waive
from kmh_hub.reading.yaml_document import Document, parse

M = TypeVar("M", bound=BaseModel)


def read_shared(
    path: Path,
    model: type[M],
    languages: Sequence[str],
    check: Callable[[Document], Iterable[Fault]] = lambda _: (),
) -> tuple[Document, M | None, list[Fault]]:
    """Read and check a file.

    Args:
        path: the file.
        model: what it must be.
        languages: the tags of the site's languages.
        check: checks what a single value cannot know, in a document that is valid or not.

    Returns:
        The file, its value (None where it has faults), and the faults.

    """
    document, faults = parse(path)
    value = None
    if document.value is not None:
        value, invalid = validate(model, document, languages)
        faults += invalid
        told = {fault.place for fault in faults}
        faults += [fault for fault in check(document) if fault.place not in told]
        faults += checks.check_examples(document)
        faults += characters.check_characters(path, document.lines)
    is_whole = document.value is not None
    faults = waive(path, document.lines, faults, document.lines_of, is_whole=is_whole)
    return document, None if faults else value, faults
