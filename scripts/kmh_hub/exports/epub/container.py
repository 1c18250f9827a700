"""The container of an EPUB: a ZIP file that depends on nothing but what is put into it.

The standard library's zipfile writes it: EbookLib, the library for EPUB, is under the AGPL and
takes the time of the build for a book's date.
"""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_MIMETYPE = b"application/epub+zip"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that ZIP knows."""
_UNIX, _READABLE = 3, 0o100644 << 16
_LEVEL = 9
"""zlib's, from 0 to 9."""


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return files as an EPUB, in their order, behind its media type.

    Args:
        files: their contents by path.

    """
    into = BytesIO()
    with ZipFile(into, "w") as archive:
        # OCF wants the media type first and as it is, so that programs find it at byte 38.
        archive.writestr(_info("mimetype", ZIP_STORED), _MIMETYPE)
        for path, content in files.items():
            archive.writestr(_info(path, ZIP_DEFLATED), content, compresslevel=_LEVEL)
    return into.getvalue()


def _info(path: str, compression: int) -> ZipInfo:
    info = ZipInfo(path, _FIRST_DAY)
    info.compress_type = compression
    info.create_system = _UNIX  # else the machine's
    info.external_attr = _READABLE
    return info
