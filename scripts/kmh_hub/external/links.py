"""Where links to other sites stand: in metadata and in prose, by file and line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kmh_hub.reading.fault import Place
from kmh_hub.reading.pages import read_page
from kmh_hub.reading.unit import Kind, Unit, units_of
from kmh_hub.reading.yaml_document import parse

_SCHEMES = ("https://", "http://")


@dataclass(frozen=True, order=True)
class ExternalLink:
    """A link to another site, where it is written."""

    path: Path
    place: Place
    url: str
    """As it is written, without what follows `#`."""


def external_links(docs: Path, languages: Sequence[str]) -> list[ExternalLink]:
    """Return every link to another site that editors wrote and do not know to be dead, in order.

    Args:
        docs: the folder of the content.
        languages: the tags of the site's languages.

    """
    units = [*units_of(docs, languages)]
    gone = {url for unit in units if unit.kind is Kind.ARCHIVE for url in _gone(unit.path)}
    links = (link for unit in units for link in _of_unit(unit, docs, languages))
    return sorted(link for link in links if link.url not in gone)


def _gone(path: Path) -> Iterator[str]:
    """Return the addresses that editors say are gone; their copies are links, too."""
    document, _ = parse(path)
    return (keys[1] for keys, _ in document.leaves if keys[2:] == ("gone",))  # type: ignore[misc]


def _of_unit(unit: Unit, docs: Path, languages: Sequence[str]) -> Iterator[ExternalLink]:
    page = unit.path / "index" if unit.kind is Kind.SEMINAR else unit.path
    if unit.kind in {Kind.SEMINAR, Kind.PAGE}:
        name = page.relative_to(docs).as_posix()
        for prose in read_page(page, name, languages).prose.values():
            for link in prose.links:
                yield from _link(prose.path, link.place, link.target)
    metadata = unit.path / "seminar.yml" if unit.kind is Kind.SEMINAR else unit.path
    if unit.kind is not Kind.PAGE and metadata.is_file():
        document, _ = parse(metadata)
        for keys, value in document.leaves:
            if isinstance(value, str):
                yield from _link(metadata, document.place(keys), value)


def _link(path: Path, place: Place, target: str) -> Iterator[ExternalLink]:
    if target.startswith(_SCHEMES):
        yield ExternalLink(path, place, target.partition("#")[0])
