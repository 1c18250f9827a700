"""Documents of a seminar as works of schema.org."""

from collections.abc import Iterable

from kmh_hub.exports.linked_data.edition import Edition
from kmh_hub.exports.linked_data.node import Node, node
from kmh_hub.model.material import Material, MaterialKind
from kmh_hub.model.series import Entry

_TYPES = {
    MaterialKind.SLIDES: "PresentationDigitalDocument",
    MaterialKind.REPORT: "Report",
}


def featured(material: Material) -> bool:
    """Whether it was shown at the seminar, rather than being about it."""
    return material.kind is MaterialKind.SLIDES


def documents(edition: Edition, entry: Entry, materials: Iterable[Material]) -> list[Node]:
    """Return the published documents among some."""
    return [_document(edition, entry, item) for item in materials if item.is_published]


def _document(edition: Edition, entry: Entry, item: Material) -> Node:
    url = item.url or edition.addresses.file(entry.slug, item.file or "")
    return node(
        _TYPES.get(item.kind, "DigitalDocument"),
        url,
        name=_name(edition, item),
        url=url,
        inLanguage=item.language,
        encodingFormat=item.type,
        encoding=media_file(edition, entry, item.file, item.type) if item.file else None,
    )


def _name(edition: Edition, item: Material) -> str:
    _ = edition.language.translations.gettext
    if item.title:
        return edition.text(item.title)
    names = {
        MaterialKind.AGENDA: _("Agenda"),
        MaterialKind.SLIDES: _("Slides"),
        MaterialKind.REPORT: _("Report"),
    }
    return names.get(item.kind) or _("Document")


def media_file(
    edition: Edition,
    entry: Entry,
    file: str,
    media_type: str | None,
    *,
    type_: str = "MediaObject",
    language: str | None = None,
) -> Node:
    """Return a file of a seminar's own with its type and its size in bytes."""
    facts = entry.files.get(file)
    return node(
        type_,
        contentUrl=edition.addresses.file(entry.slug, file),
        inLanguage=language,
        encodingFormat=media_type,
        contentSize=f"{facts.size} B" if facts else None,
    )
