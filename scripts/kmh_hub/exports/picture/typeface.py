r"""The faces of pictures: what they can draw, how broad it is, and the drawing.

Raqm lays text out: HarfBuzz shapes it, FriBidi orders it. Pillow looks for no glyph in a second
face, so that a face has to have all scripts of a line. `fonts/` has IBM Plex Sans (Latin, Greek,
Cyrillic) and IBM Plex Sans Arabic (Arabic, and the same Latin, up to Latin-1): the second draws
every text that has an Arabic letter. They are whole and as published, so that nothing is to be
merged or renamed (the licence reserves the name “Plex” for what is not changed); FreeType reads
WOFF2 in 2 ms. The web's faces in `overrides/` are parts, without Latin or without Š. To renew them:

    npm pack @ibm/plex-sans@1.1.0 @ibm/plex-sans-arabic@1.1.0
    for archive in ibm-plex-sans*.tgz; do tar xzf "$archive" --strip-components=4 --wildcards \
        '*/complete/woff2/*-Regular.woff2' '*/complete/woff2/*-SemiBold.woff2'; done
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

_FONTS = Path(__file__).parent / "fonts"
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe]")
_PROBE = 32
"""The size, in pixels, at which glyphs are compared."""
_UNASSIGNED = "\uffff"
"""No face has a glyph for it."""
_NO_RAQM = (
    "Pillow cannot shape Arabic here: its Raqm needs FriBidi, which its packages do not contain."
    " Install it, for example with: sudo apt-get install libfribidi0"
)


class NoShapingError(RuntimeError):
    """The machine has no FriBidi, without which Pillow draws Arabic letters apart and reversed."""


@dataclass(frozen=True)
class Typeface:
    """One weight of a family."""

    file: str
    """Below `fonts/`."""
    line: float
    """From one line's baseline to the next one's, in sizes."""

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the face at a size in pixels.

        Raises:
            NoShapingError: where Pillow has no Raqm.

        """
        return _font(self.file, size)

    def draws(self, character: str) -> bool:
        """Return whether the face has a glyph for a character, or needs none (as for joiners)."""
        return _probe(self.file, character) != _probe(self.file, _UNASSIGNED)


_SANS = {False: Typeface("IBMPlexSans-Regular.woff2", 1.2)}
_SANS[True] = Typeface("IBMPlexSans-SemiBold.woff2", 1.16)
_SANS_ARABIC = {False: Typeface("IBMPlexSansArabic-Regular.woff2", 1.45)}
_SANS_ARABIC[True] = Typeface("IBMPlexSansArabic-SemiBold.woff2", 1.4)


def typeface_for(text: str, *, bold: bool) -> Typeface:
    """Return the face that draws a text: of the regular weight, or semi-bold."""
    return (_SANS_ARABIC if _ARABIC.search(text) else _SANS)[bold]


@cache
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    if not features.check("raqm"):
        raise NoShapingError(_NO_RAQM)
    # Pillow itself would not say which file it cannot open.
    with (_FONTS / file).open("rb") as source:
        return ImageFont.truetype(source, size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=4096)
def _probe(file: str, character: str) -> bytes:
    image = Image.new("L", (3 * _PROBE, 3 * _PROBE))
    # A mark needs something that carries it, or HarfBuzz adds a dotted circle. Where it stands,
    # or the box that stands for it, is not compared.
    text, at = f"\u00a0{character}", (_PROBE, 2 * _PROBE)
    ImageDraw.Draw(image).text(at, text, fill=255, font=_font(file, _PROBE), anchor="ls")
    return image.crop(image.getbbox()).tobytes()
