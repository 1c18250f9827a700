"""Where to break a text into lines, by the widths of its words."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import accumulate, pairwise

_SHORT = 3
"""Words of so many letters, such as “of”, “les” or “في”, had better not end a line."""
_SHORT_COST, _PAUSE_GAIN = 0.03, 0.02
"""As parts of what is minimised: a line of which a tenth is free costs 0.01."""
_PAUSES = tuple(":;,.!?–—·،؛؟")
_JOINTS = re.compile(r"(?<=[-–—/_.@])(?=\w)")


def first_words(widths: Sequence[float], space: float, width: float) -> list[int]:
    """Return the index of each line's first word where every line takes as much as it holds.

    Args:
        widths: of the words.
        space: between two words.
        width: of the lines; a broader word has a line of its own.

    """
    starts, end = [0], -space
    for index, each in enumerate(widths):
        end += space + each
        if end > width and index > starts[-1]:
            starts.append(index)
            end = each
    return starts


def balanced(
    words: Sequence[str], widths: Sequence[float], space: float, width: float, count: int
) -> tuple[str, ...]:
    """Return a text in lines none of which is much shorter than the others.

    The sum of squares of what lines leave free is the least (Knuth and Plass, 1981), and lines
    rather end at a pause than after a short word.

    Args:
        words: the text.
        widths: of the words; none is broader than a line.
        space: between two words.
        width: of the lines.
        count: how many lines, no fewer than are needed and no more than there are words.

    """
    ends = [0.0, *accumulate(each + space for each in widths)]

    @cache
    def rest(start: int, lines: int) -> tuple[float, tuple[int, ...]]:
        if lines == 1:
            return _cost(ends[-1] - ends[start] - space, width), (len(words),)
        options = []
        for end in range(start + 1, len(words) - lines + 2):
            cost, following = rest(end, lines - 1)
            cost += _cost(ends[end] - ends[start] - space, width) + _cost_after(words[end - 1])
            options.append((cost, (end, *following)))
        return min(options)

    bounds = (0, *rest(0, count)[1])
    return tuple(" ".join(words[start:end]) for start, end in pairwise(bounds))


def is_well_broken(lines: Sequence[str]) -> bool:
    """Return whether no line but the last ends with a short word."""
    return not any(_is_short(line.rpartition(" ")[2]) for line in lines[:-1])


def pieces(word: str, fits: Callable[[str], bool]) -> list[str]:
    """Return a word that is broader than a line in parts that fit, apart at its joints if it can.

    A letter stays with its marks.
    """
    found = [""]
    for part in _JOINTS.split(word):
        if fits(found[-1] + part):
            found[-1] += part
            continue
        found.append("")
        for letter in part:
            if not fits(found[-1] + letter) and not unicodedata.combining(letter):
                found.append("")
            found[-1] += letter
    return [piece for piece in found if piece]


def _cost(length: float, width: float) -> float:
    return float("inf") if length > width else (1 - length / width) ** 2


def _cost_after(word: str) -> float:
    if word.endswith(_PAUSES):
        return -_PAUSE_GAIN
    return _SHORT_COST if _is_short(word) else 0


def _is_short(word: str) -> bool:
    return len(word) <= _SHORT and word.isalpha() and not word.isupper()
