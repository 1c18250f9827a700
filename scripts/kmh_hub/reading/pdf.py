"""What is in a PDF: its pages, their text, a picture of the first; by PDFium."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from kmh_hub.model.file import TALLEST

_ARABIC_WORD = re.compile("[\u0620-\u065f\u066e-\u06d3]+")
_QUALITY = 70
"""WebP's, from 0 to 100: text of slides stays sharp at a fifth of PNG's bytes."""
_EFFORT = 2
"""WebP's, from 0 to 6: the most takes five times as long for a twentieth less."""


def page_sizes(path: Path) -> list[tuple[float, float]]:
    """Return width and height of each page in points (1/72 inch).

    None are known of a PDF that cannot be read without a password.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - slow, and most have no PDF

    try:
        with PdfDocument(path) as document:
            return [page.get_size() for page in document]
    except PdfiumError:
        return []


def pictures_of(path: Path, widths: Iterable[int]) -> Iterator[bytes]:
    """Return pictures of a PDF's first page as WebP.

    Args:
        path: a PDF that can be read.
        widths: how wide each picture is to be, in pixels.

    """
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    with PdfDocument(path) as document:
        page = document[0]
        page_width, page_height = page.get_size()
        below = max(0, page_height - page_width * TALLEST)
        for width in widths:
            scale = width / page_width
            # In Pillow's order of colours, so that it need not exchange them.
            drawn = page.render(scale=scale, crop=(0, below, 0, 0), rev_byteorder=True)
            into = BytesIO()
            drawn.to_pil().save(into, "WEBP", quality=_QUALITY, method=_EFFORT)
            yield into.getvalue()


def texts_of(path: Path) -> Iterator[str]:
    """Return the text of each page of a PDF that can be read, in reading order."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    with PdfDocument(path) as document:
        for page in document:
            yield " ".join(_in_reading_order(page.get_textpage()).split())


def _in_reading_order(page: Any) -> str:
    """Turn round Arabic words that PDFium gives from left to right.

    Chromium prints Arabic as reversed runs, each letter with its own text, and PDFium gives some of
    them as they stand on the page. Where they stand tells: a word whose first letter is left of its
    last is the wrong way round.
    """
    text = str(page.get_text_range())
    if page.count_chars() != len(text):
        return text  # letters and places cannot be matched

    def turned(match: re.Match[str]) -> str:
        first, last = (page.get_charbox(index)[0] for index in (match.start(), match.end() - 1))
        return match[0][::-1] if first < last else match[0]

    return _ARABIC_WORD.sub(turned, text)
