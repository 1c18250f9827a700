"""Files for other programs, read by programs that others wrote."""

import csv
import io
import json
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import bibtexparser
import icalendar
import rispy


def read(suffix: str, data: bytes) -> None:
    """Read a file as its readers would; it has to be whole, and books without scripts."""
    match suffix:
        case ".json" | ".webmanifest":
            json.loads(data)
        case ".xml":
            ET.fromstring(data)  # noqa: S314 - the hub's own
        case ".ics":
            assert icalendar.Calendar.from_ical(data).walk("VEVENT")
        case ".ris":
            assert rispy.loads(data.decode())
        case ".bib":
            library = bibtexparser.parse_string(data.decode())
            assert library.entries
            assert not library.failed_blocks
        case ".csv":
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
            assert len({len(row) for row in rows}) == 1
        case ".epub":
            _read_book(data)


def _read_book(data: bytes) -> None:
    with ZipFile(io.BytesIO(data)) as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml")):
                root = ET.fromstring(book.read(name))  # noqa: S314 - as above
                for node in root.iter():
                    assert not str(node.tag).endswith(("}script", "}iframe", "}object"))
                    assert not any(key.startswith("on") for key in node.attrib)
                    assert "script:" not in node.get("href", "").lower()
