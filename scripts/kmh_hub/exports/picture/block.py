"""A text in lines, as large as there is room for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import ImageDraw

from kmh_hub.exports.picture.breaks import balanced, first_words, is_well_broken, pieces
from kmh_hub.exports.picture.text import TypesetText

Steps = Sequence[tuple[int, int]]
"""Sizes in pixels, each with the most lines that it may have: what is best first."""

_ASCENT, _DESCENT = 0.72, 0.25
"""How far capitals reach above the baseline and letters below it, in sizes."""
_NEAR = 0.85
"""How much smaller a text may become so that its lines end well."""
_PAUSES = ":;,.–—·،؛ "


@dataclass(frozen=True)
class TextBlock:
    """Lines of one text at one size."""

    text: TypesetText
    size: int
    """In pixels."""
    lines: tuple[str, ...]
    is_whole: bool = True
    """Whether no word had to be divided or left out."""

    @property
    def height(self) -> float:
        """From the top of the first line's capitals to the bottom of the last line's letters."""
        if not self.lines:
            return 0
        return self.size * (_ASCENT + _DESCENT + self.text.face.line * (len(self.lines) - 1))

    def draw(self, onto: ImageDraw.ImageDraw, edge: int, top: float, anchor: str) -> None:
        """Draw the lines in white.

        Args:
            onto: what to draw onto.
            edge: where lines start or end, in pixels from the left.
            top: where the first line's capitals begin, in pixels from the top.
            anchor: `l` where the edge is the lines' left one, `r` where it is their right one.

        """
        for index, line in enumerate(self.lines):
            baseline = top + self.size * (_ASCENT + self.text.face.line * index)
            self.text.draw(onto, line, self.size, (edge, round(baseline)), f"{anchor}s")


def text_block(text: TypesetText, steps: Steps, width: float, height: float) -> TextBlock:
    """Return a text by the first step at which it has room, in balanced lines.

    It becomes a little smaller where its lines would end with short words otherwise. By the last
    step, words broader than a line are divided, and a text that is too long ends with an ellipsis.

    Args:
        text: the text; it may be empty.
        steps: the sizes.
        width: of the lines, in pixels.
        height: the most that the lines may take together, in pixels.

    """
    if not text.words:
        return TextBlock(text, steps[-1][0], ())
    first: TextBlock | None = None
    for block in _blocks(text, steps, width, height):
        first = first or block
        if block.size < first.size * _NEAR or len(block.lines) > len(first.lines):
            break
        if is_well_broken(block.lines):
            return block
    return first or _cut(text, *steps[-1], width)


def _blocks(text: TypesetText, steps: Steps, width: float, height: float) -> Iterator[TextBlock]:
    """Yield the text by each step at which it has room."""
    unit = steps[0][0]
    spans = [text.width(word, unit) / unit for word in text.words]
    space = text.width(" ", unit) / unit
    for size, most in steps:
        ems = width / size
        count = len(first_words(spans, space, ems))
        if max(spans) > ems or count > most:
            continue
        block = TextBlock(text, size, balanced(text.words, spans, space, ems, count))
        if block.height <= height and _breadth(block) <= width:
            yield block


def _breadth(block: TextBlock) -> float:
    """Return the width of the broadest line: words can be narrower than what they make together."""
    return max(block.text.width(line, block.size) for line in block.lines)


def _cut(text: TypesetText, size: int, most: int, width: float) -> TextBlock:
    def fits(line: str) -> bool:
        return text.width(line, size) <= width

    words = [piece for word in text.words for piece in pieces(word, fits)]
    spans = [text.width(word, size) for word in words]
    starts = first_words(spans, text.width(" ", size), width)
    bounds = [*starts, len(words)][: most + 1]
    lines = [" ".join(words[start:end]) for start, end in pairwise(bounds)]
    if len(starts) <= most:
        return TextBlock(text, size, tuple(lines), is_whole=False)
    last = lines[-1]
    while last and not fits(f"{last.rstrip(_PAUSES)}…"):
        last = last.rpartition(" ")[0] or last[:-1]
    return TextBlock(text, size, (*lines[:-1], f"{last.rstrip(_PAUSES)}…"), is_whole=False)
