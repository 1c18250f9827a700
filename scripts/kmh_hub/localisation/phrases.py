"""Finding given phrases in running text of any of the site's languages.

Letters count, not how they are set: capital letters, the kind of apostrophe, no-break spaces and
Arabic vowel signs make no difference. In Arabic a phrase is found behind the letters that are
written together with it, too: و ف ب ك ل and the article ال, whether or not it is given with the
article. French “l’” and “d’” end in an apostrophe, which ends a word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_SETTING = (("’", "'"), ("\u00a0", " "), ("\u202f", " "), ("\n", " "), ("\t", " "))
_ARTICLE = "ال"
_MARK = re.compile("[\u0640\u064b-\u0652\u0670]")
"""Arabic vowel signs, and the stroke that lengthens a letter."""
_IS_ARABIC = re.compile("[\u0620-\u064a]")
_IN_WORD = r"[\w-]"
_NEVER = "(?!)"


@dataclass(frozen=True)
class Found:
    """A phrase in a text."""

    name: str
    """What the phrase stands for."""
    start: int
    end: int
    """Where it stands, with the Arabic letters that are written together with it."""


class PhraseFinder:
    """Finds phrases, the longest where several begin.

    Args:
        phrases: what each phrase stands for.
        exact: the same for phrases that are found only with the same capital letters.

    """

    def __init__(self, phrases: Mapping[str, str], exact: Mapping[str, str]) -> None:
        self._exact = {_key(phrase): (phrase, name) for phrase, name in exact.items()}
        self._names = {_key(phrase): name for phrase, name in phrases.items()}
        self._pattern = _pattern((*self._names, *self._exact))

    def find(self, text: str) -> Iterator[Found]:
        """Return the phrases in a text, in order; none overlaps another."""
        folded, places = _without_marks(_folded(text))
        for match in self._pattern.finditer(folded):
            kind = match.lastgroup or ""
            phrase = _key(match[kind])
            if kind == "definite" and _ARTICLE + phrase in self._names:
                phrase = _ARTICLE + phrase
            phrase_as_given, name = self._exact.get(phrase, ("", ""))
            start, end = places[match.start()], places[match.end()]
            as_set = text[places[match.start(kind)] : end]
            if phrase_as_given and as_set == phrase_as_given:
                yield Found(name, start, end)
            elif phrase in self._names:
                yield Found(self._names[phrase], start, end)


@lru_cache(maxsize=4096)
def _key(phrase: str) -> str:
    """Return a phrase without what makes no difference."""
    return _MARK.sub("", " ".join(_folded(phrase).split()))


def _folded(text: str) -> str:
    """Return a text without what makes no difference, each sign in the place where it was."""
    for sign, plain in _SETTING:  # faster than str.translate
        text = text.replace(sign, plain)
    folded = text.lower()
    if len(folded) == len(text):
        return folded
    # A few capital letters, such as the Turkish İ, become two signs.
    lower = ((sign, sign.lower()) for sign in text)
    return "".join(small if len(small) == 1 else sign for sign, small in lower)


def _without_marks(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without Arabic vowel signs, and where each sign and the end was before."""
    if not _MARK.search(text):
        return text, range(len(text) + 1)
    places = [place for place, sign in enumerate(text) if not _MARK.match(sign)]
    return "".join(text[place] for place in places), [*places, len(text)]


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of phrases by their keys: one alternative each, the longest first."""
    arabic = [phrase for phrase in phrases if _IS_ARABIC.search(phrase)]
    definite = [phrase.removeprefix(_ARTICLE) for phrase in arabic]
    plain = [phrase for phrase in arabic if not phrase.startswith(_ARTICLE)]
    latin = [phrase for phrase in phrases if phrase not in arabic]
    return re.compile(
        f"(?<!{_IN_WORD})(?:(?P<latin>{_alternatives(latin)})"
        f"|[وف]?(?:[بك]?ال|لل)(?P<definite>{_alternatives(definite)})"
        f"|[وف]?[بكل]?(?P<plain>{_alternatives(plain)})"
        f")(?!{_IN_WORD})"
    )


def _alternatives(phrases: list[str]) -> str:
    """Return the pattern of any of some phrases, tried by their first letters for speed."""
    by_letter: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)):
        by_letter.setdefault(phrase[:1], []).append(_loose(phrase[1:]))
    alternatives = (
        f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()
    )
    return "|".join(alternatives) or _NEVER


def _loose(phrase: str) -> str:
    """Return the pattern of a phrase: any blanks between its words."""
    return " +".join(map(re.escape, phrase.split(" ")))
