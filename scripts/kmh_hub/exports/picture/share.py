"""The picture that previews of links show of a page, for `og:image` and `twitter:image`.

It has words only: what the site is called, which seminar it is and when, its title, and who
organises it. Nothing in it is cut but a title of some three hundred letters.
"""

from functools import lru_cache
from io import BytesIO
from zlib import Z_RLE

from PIL import Image, ImageDraw

from kmh_hub.exports.picture.block import Steps, TextBlock, text_block
from kmh_hub.exports.picture.text import typeset
from kmh_hub.localisation.language import Language
from kmh_hub.model.seminar import EventStatus, Seminar
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.pages.page import path_of

SIZE = (1200, 630)
"""Width and height in pixels: 1.91:1, which previews show whole."""

_GROUND, _WHITE, _BAND = (0x12, 0x39, 0x5B), (0xFF, 0xFF, 0xFF), (0xFF, 0xBF, 0x47)
_LEVELS = 14
"""Steps from the ground to white: 16 colours with the band's, so that a pixel takes four bits."""
_BAND_HEIGHT = 12
_MARGIN = 72
_WIDTH = SIZE[0] - 2 * _MARGIN
_TOP, _BOTTOM = 60, SIZE[1] - _BAND_HEIGHT - 42
_GAP = 36
"""Between the title and what is above and below it, at least."""

_NO_BREAK = "\u00a0"
_LEADING = 18
"""Between the site's name and what is below it."""

_INDEX = [round(value * _LEVELS / 255) for value in range(256)]
"""The palette's colour for each of the 256 strengths of ink."""
_PALETTE = [
    round(dark + (light - dark) * level / _LEVELS)
    for level in range(_LEVELS + 1)
    for dark, light in zip(_GROUND, _WHITE, strict=True)
] + list(_BAND)

_NAME: Steps = ((32, 1), (28, 1), (24, 1))
_ABOVE: Steps = ((30, 1), (27, 1), (24, 2))
_TITLE: Steps = (
    *((80, 1), (72, 1), (80, 2), (72, 2), (64, 2)),
    *((72, 3), (64, 3), (58, 3), (52, 3)),
    *((58, 4), (52, 4), (48, 4)),
    *((48, 5), (44, 5), (40, 5)),
)
_BELOW: Steps = ((28, 1), (26, 2), (24, 2))


def picture_path(slug: str) -> str:
    """Return the address of a seminar's picture below its language's."""
    return f"{path_of(slug)}share.png"


def picture_words(
    seminar: Seminar, vocabulary: Vocabulary, language: Language
) -> tuple[str, str, str]:
    """Return what the picture of a seminar says, as `share_picture` takes it: title, above, below.

    Args:
        seminar: the seminar.
        vocabulary: the names that seminars share.
        language: the language of titles and names.

    """
    known = (vocabulary.organisations.get(key) for key in seminar.organisers)
    organisers = [str(language.text(each.name)) for each in known if each]
    return (
        str(language.text(seminar.title)),
        rank_and_date(seminar, language),
        language.formats.list(_kept_together(name) for name in organisers),
    )


def rank_and_date(seminar: Seminar, language: Language) -> str:
    """Return what stands above a seminar's title on its pages, without what the day changes.

    A postponed seminar has no date: a preview of a link is kept for long, and by others.
    """
    _ = language.translations.gettext
    rank = _("Event outside the numbered series")
    if seminar.number:
        rank = _("Seminar %(number)s") % {"number": seminar.number}
    parts = [rank]
    if seminar.status is EventStatus.POSTPONED:
        parts.append(_("Postponed"))
    else:
        parts.append(language.formats.dates(seminar.days))
    if seminar.status is EventStatus.CANCELLED:
        parts.append(_("Cancelled"))
    return " · ".join(_kept_together(part) for part in parts)


def _kept_together(words: str) -> str:
    return words.replace(" ", _NO_BREAK)


def share_picture(
    title: str, above: str, below: str, *, site_name: str, language: Language
) -> bytes:
    """Return a picture of 1200 × 630 pixels: a PNG of 16 colours, the same for the same words.

    No-break spaces hold as long as there is room for it, so that names can be kept whole.

    Args:
        title: large, in up to five lines; an ellipsis ends what is longer.
        above: small, over the title; may be empty.
        below: small, at the bottom, in up to two lines; left out where it takes more.
        site_name: in the first line.
        language: of the words; it tells the side at which lines start.

    Raises:
        NoShapingError: where Pillow cannot shape Arabic.

    """
    return _picture(title, above, below, site_name, language.tag, language.direction)


def _picture(title: str, above: str, below: str, site_name: str, tag: str, direction: str) -> bytes:
    ink, top = _begun(site_name, tag, direction)
    ink = ink.copy()
    draw = ImageDraw.Draw(ink)
    edge, anchor = _start(direction)

    def block(text: str, steps: Steps, height: float, *, bold: bool = False) -> TextBlock:
        return _block(text, steps, height, tag, direction, bold=bold)

    small = block(above, _ABOVE, _BOTTOM)
    small.draw(draw, edge, top, anchor)
    top += small.height + _LEADING
    bottom = float(_BOTTOM)
    foot = block(below, _BELOW, bottom)
    if foot.is_whole:
        bottom -= foot.height
        foot.draw(draw, edge, bottom, anchor)
    room = bottom - top - 2 * _GAP
    large = block(title, _TITLE, room, bold=True)
    large.draw(draw, edge, top + _GAP + (room - large.height) / 2, anchor)
    return _png(ink)


@lru_cache(maxsize=16)
def _begun(site_name: str, tag: str, direction: str) -> tuple[Image.Image, float]:
    """Return the ink that all pictures of a language share, and where what is below it begins."""
    ink = Image.new("L", SIZE)
    block = _block(site_name, _NAME, _BOTTOM, tag, direction, bold=True)
    edge, anchor = _start(direction)
    block.draw(ImageDraw.Draw(ink), edge, _TOP, anchor)
    return ink, _TOP + block.height + _LEADING


def _start(direction: str) -> tuple[int, str]:
    """Return where lines start, in pixels from the left, and Pillow's name of that end of them."""
    return (SIZE[0] - _MARGIN, "r") if direction == "rtl" else (_MARGIN, "l")


def _block(
    text: str, steps: Steps, height: float, tag: str, direction: str, *, bold: bool
) -> TextBlock:
    found = text_block(typeset(text, tag, direction, bold=bold), steps, _WIDTH, height)
    if found.is_whole or _NO_BREAK not in text:
        return found
    return _block(text.replace(_NO_BREAK, " "), steps, height, tag, direction, bold=bold)


def _png(ink: Image.Image) -> bytes:
    """Return white ink on the ground, with the band, as PNG."""
    picture = ink.point(_INDEX)
    picture.putpalette(_PALETTE)
    picture.paste(_LEVELS + 1, (0, SIZE[1] - _BAND_HEIGHT, *SIZE))
    file = BytesIO()
    # Runs are what such pictures consist of; all else that zlib looks for takes twice as long.
    picture.save(file, "PNG", compress_level=6, compress_type=Z_RLE)
    return file.getvalue()
