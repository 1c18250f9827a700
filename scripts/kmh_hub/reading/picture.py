"""What is in a picture that editors show in their text: its size, itself as WebP; by Pillow."""

from io import BytesIO
from pathlib import Path

_QUALITY = 82
"""WebP's, from 0 to 100: words in a picture of a screen stay sharp."""
_ORIENTATION = 0x0112
_TURNED = {5, 6, 7, 8}
"""Exif's orientations in which width and height are exchanged."""
CONVERTED = frozenset({".png", ".jpg", ".jpeg"})
"""Suffixes of pictures that are published as WebP."""
MEASURED = CONVERTED | {".webp", ".gif", ".avif"}
"""Suffixes of pictures whose size is to be known."""


def size_of(path: Path) -> tuple[int, int] | None:
    """Return width and height in pixels as shown; None where the file is no whole picture."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - slow, and most texts have none

    try:
        with Image.open(path) as image:
            width, height = image.size
            is_turned = image.getexif().get(_ORIENTATION) in _TURNED
            image.draft(None, (1, 1))  # a JPEG is read to its end, but not drawn in full
            image.load()
            return (height, width) if is_turned else (width, height)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return None


def webp_of(path: Path, width: int) -> bytes:
    """Return a picture as WebP, upright, and without what the camera says of it.

    Args:
        path: a picture that can be read.
        width: how wide it is to be, in pixels, at most as wide as it is.

    """
    from PIL import Image, ImageOps  # noqa: PLC0415

    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image)
        upright = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    if width < upright.width:
        height = max(1, round(upright.height * width / upright.width))
        upright = upright.resize((width, height), Image.Resampling.LANCZOS)
    into = BytesIO()
    upright.save(into, "WEBP", quality=_QUALITY, method=6)
    return into.getvalue()
