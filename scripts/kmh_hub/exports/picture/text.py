"""A text as a picture shows it: what its face can draw, in its direction."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from PIL import ImageDraw

from kmh_hub.exports.picture.typeface import Typeface, typeface_for
from kmh_hub.localisation.direction import isolated

_LONGEST = 600
"""In characters: more than the smallest lines hold."""
_INVISIBLE = "\u200c\u200d\u200e\u200f\u061c"
"""Format characters that good text has: joiners and marks of direction. Embeddings, overrides and
isolates are taken out: a line break would leave their halves in different lines."""
_NARROW, _NO_BREAK = "\u202f", "\u00a0"
_VARIATIONS = "\ufe00", "\ufe0f"
"""The first and the last of the selectors that make, for instance, an emoji of a sign."""
_MARKS = 3
"""The most marks on one letter: Arabic has a shadda, a vowel and a small alef."""
_ISOLATE, _POP = "\u2068", "\u2069"


@dataclass(frozen=True)
class TypesetText:
    """A text with all that tells how it is shaped."""

    words: tuple[str, ...]
    """Between them a line may be broken."""
    face: Typeface
    direction: str
    """The base direction of each line: `ltr` or `rtl`."""
    language: str
    """BCP 47, of the forms of letters."""

    def width(self, line: str, size: int) -> float:
        """Return how broad a line or a part of it is at a size, in pixels."""
        return _width(self.face, size, self._ordered(line), self.direction, self.language)

    def draw(
        self,
        onto: ImageDraw.ImageDraw,
        line: str,
        size: int,
        at: tuple[int, int],
        anchor: str,
    ) -> None:
        """Draw a line in white.

        Args:
            onto: what to draw onto.
            line: the line, in the order of reading.
            size: in pixels.
            at: a point of the baseline, in pixels from the left and from the top.
            anchor: Pillow's name of that point: `ls` for the line's left end, `rs` for its right.

        """
        onto.text(
            at,
            self._ordered(line),
            fill=255,
            font=self.face.at(size),
            anchor=anchor,
            direction=self.direction,
            language=self.language,
        )

    def _ordered(self, line: str) -> str:
        """Isolate runs of Latin words as the pages do by `<bdi>`."""
        if self.direction != "rtl":
            return line
        html = isolated(line, self.direction)
        return unescape(html.replace("<bdi>", _ISOLATE).replace("</bdi>", _POP))


# Titles have most of their words in common.
@lru_cache(maxsize=4096)
def _width(face: Typeface, size: int, line: str, direction: str, language: str) -> float:
    return face.at(size).getlength(line, direction=direction, language=language)


def typeset(text: str, tag: str, direction: str, *, bold: bool) -> TypesetText:
    """Return a text ready to be measured and drawn.

    What cannot be drawn is left out: emoji, and scripts that the faces do not have.

    Args:
        text: plain text, whatever is in it.
        tag: the picture's language.
        direction: the picture's, `ltr` or `rtl`; a text without any letter of this direction goes
            the other way.
        bold: semi-bold instead of regular.

    """
    face = typeface_for(text, bold=bold)
    words = _drawable(text[:_LONGEST], face).split(" ")
    visible = tuple(word for word in words if word.strip(_NO_BREAK + _INVISIBLE))
    return TypesetText(visible, face, _direction(text, direction), tag)


def _direction(text: str, preferred: str) -> str:
    found = {unicodedata.bidirectional(character) for character in text}
    has = {"ltr": "L" in found, "rtl": bool(found & {"R", "AL"})}
    own, other = ("rtl", "ltr") if preferred == "rtl" else ("ltr", "rtl")
    return other if has[other] and not has[own] else own


def _drawable(text: str, face: Typeface) -> str:
    """Return what the face can draw of a text; white space becomes spaces."""
    kept: list[str] = []
    marks = 0
    for character in text.replace(_NARROW, _NO_BREAK):
        category = unicodedata.category(character)
        marks = marks + 1 if category == "Mn" else 0
        if character == _NO_BREAK or character in _INVISIBLE:
            kept.append(character)
        elif character.isspace():
            kept.append(" ")
        elif category.startswith("C") or marks > _MARKS or _is_selector(character):
            continue
        elif face.draws(character):
            kept.append(character)
        else:
            # A letter without its accent, “1” of “①”.
            plain = unicodedata.normalize("NFKD", character)
            kept.extend(each for each in plain if each != character and face.draws(each))
    return "".join(kept)


def _is_selector(character: str) -> bool:
    return _VARIATIONS[0] <= character <= _VARIATIONS[1]
