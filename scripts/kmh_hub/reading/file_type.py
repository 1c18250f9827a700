"""What kinds of files are published, and whether a file is what its name says.

Readers' browsers and programs open files by their name: one that is something else could be a
program. SVG, HTML and office documents with macros are programs, too, and not published.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kmh_hub.reading.fault import Fault

HEAD = 4096
"""So many bytes at the beginning tell what a file is."""

_Test = Callable[[bytes, Path], bool]


@dataclass(frozen=True)
class FileType:
    """A kind of file."""

    limit: str
    """The field of `Limits` that it falls under."""
    matches: _Test
    """Whether a file is of it, by its first `HEAD` bytes and its path."""


def _begins(*signatures: bytes) -> _Test:
    return lambda head, _: head.startswith(signatures)


def _brands(*brands: bytes) -> _Test:
    """ISO base media (ISO/IEC 14496-12): the box `ftyp`, with a brand, or none of pictures."""

    def test(head: bytes, _: Path) -> bool:
        size = int.from_bytes(head[:4], "big")
        listed = {head[8:12], *(head[at : at + 4] for at in range(16, min(size, HEAD), 4))}
        wanted = bool(listed & set(brands)) if brands else head[8:12] not in _PICTURE_BRANDS
        return head[4:8] == b"ftyp" and wanted

    return test


_PICTURE_BRANDS = {b"avif", b"avis", b"heic", b"heix", b"mif1", b"msf1"}


def _webm(head: bytes, _: Path) -> bool:
    return head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:1024]


def _mp3(head: bytes, _: Path) -> bool:
    """MPEG audio, layer III, with or without ID3."""
    return head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] in _LAYER_III)


_LAYER_III = {bytes([each]) for each in (0xE2, 0xE3, 0xF2, 0xF3, 0xFA, 0xFB)}


def _wave(head: bytes, _: Path) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WAVE"


def _webp(head: bytes, _: Path) -> bool:
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def _text(head: bytes, path: Path) -> bool:
    data = path.read_bytes()
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


def _ooxml(folder: str) -> _Test:
    """Office Open XML (ECMA-376), without macros."""

    def test(_: bytes, path: Path) -> bool:
        names = _names_in(path)
        return (
            "[Content_Types].xml" in names
            and any(name.startswith(f"{folder}/") for name in names)
            and not any(name.lower().endswith("vbaproject.bin") for name in names)
        )

    return test


def _open_document(kind: str) -> _Test:
    """OpenDocument (ISO/IEC 26300), which says its type first, without macros."""
    mime = f"mimetypeapplication/vnd.oasis.opendocument.{kind}PK".encode()

    def test(head: bytes, path: Path) -> bool:
        return mime in head[:128] and not any(
            name.startswith(("Basic/", "Scripts/")) for name in _names_in(path)
        )

    return test


def _names_in(path: Path) -> list[str]:
    from zipfile import BadZipFile, ZipFile  # noqa: PLC0415 - slow, and most have no such file

    try:
        with ZipFile(path) as file:
            return file.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return []


TYPES = {
    ".pdf": FileType("documents", _begins(b"%PDF-")),
    ".docx": FileType("documents", _ooxml("word")),
    ".pptx": FileType("documents", _ooxml("ppt")),
    ".xlsx": FileType("documents", _ooxml("xl")),
    ".odt": FileType("documents", _open_document("text")),
    ".odp": FileType("documents", _open_document("presentation")),
    ".ods": FileType("documents", _open_document("spreadsheet")),
    ".png": FileType("pictures", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": FileType("pictures", _begins(b"\xff\xd8\xff")),
    ".jpeg": FileType("pictures", _begins(b"\xff\xd8\xff")),
    ".gif": FileType("pictures", _begins(b"GIF87a", b"GIF89a")),
    ".webp": FileType("pictures", _webp),
    ".avif": FileType("pictures", _brands(b"avif", b"avis")),
    ".mp4": FileType("recordings", _brands()),
    ".m4v": FileType("recordings", _brands()),
    ".m4a": FileType("recordings", _brands()),
    ".webm": FileType("recordings", _webm),
    ".weba": FileType("recordings", _webm),
    ".ogg": FileType("recordings", _begins(b"OggS")),
    ".opus": FileType("recordings", _begins(b"OggS")),
    ".mp3": FileType("recordings", _mp3),
    ".wav": FileType("recordings", _wave),
    ".vtt": FileType("texts", _text),
    ".txt": FileType("texts", _text),
    ".csv": FileType("texts", _text),
}
"""By the suffixes of names, in lower case."""


def type_of(name: str) -> FileType | None:
    """Return the kind of a file by its name; None where it is not published."""
    return TYPES.get(name[name.rfind(".") :].lower())


def check_type(path: Path, at: Path) -> Iterator[Fault]:
    """Check that a file is what its name says.

    Args:
        path: the file, of a kind that is published.
        at: the file that a fault is told of.

    """
    type_ = type_of(path.name)
    if type_ and not type_.matches(head_of(path), path):
        yield Fault("file-not-of-type", at, values={"value": path.name})


def head_of(path: Path | str) -> bytes:
    """Return the bytes at the beginning of a file that tell what it is."""
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - fast, for many files
        return file.read(HEAD)
