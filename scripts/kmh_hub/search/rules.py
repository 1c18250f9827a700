"""How a language's words are brought to the form under which they are found.

The rules are data, `rules/<tag>.json`, so that the browser applies the same ones to a query
(`overrides/assets/search/terms.js` is the other reader of this format; tests compare the two).
The Arabic ones follow Lucene's ArabicNormalizer and light stemmer (Larkey, Ballesteros, Connell,
"Improving stemming for Arabic information retrieval", 2002), but take off prefixes until none is
left, so that a word and the same word behind any of them come to one form; the French ones follow
Savoy's light stemmer ("Light stemming approaches for the French", 2006).
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

END = "ˑ"
"""Ends every term: Pagefind finds by beginnings, so that this finds whole words. A letter (Lm)
that no language here writes, so that Pagefind keeps it."""
POINT = "ˌ"
"""Stands in a term for a decimal separator."""
JOINER = "\N{WORD JOINER}"
"""Stands in a piece of text for the space in a number: `1 000` is one piece."""
HIDDEN = "\ue000"
"""What follows it in a piece of text is found, but not shown: the numbers of a date."""

_SHORTEST = 4
"""Letters of a word that is listed for typing errors."""
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_OR_WORD = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+")
_GROUPS = re.compile(r"(?<=[0-9])[.,](?=[0-9]{3}(?![0-9]))")
_HYPHENS = re.compile(r"(?<=[^\W_])[-‐‑](?=[^\W_])")
# Spaces before what is before them: most texts have no digits, and this order skips them fastest.
_SPACED_GROUP = re.compile(r"[ \u00a0\u202f](?<=[0-9].)(?=[0-9]{3}(?![0-9]))")

Rule = tuple[re.Pattern[str], str]


@dataclass(frozen=True)
class Rules:
    """One language's rules."""

    data: dict[str, Any]
    """`letters`: what letters become; `ignored`: words that nobody looks for; `irregular`: words
    that become others, looked up before every step; `prefixes`: patterns and replacements, applied
    until none fits; `endings`: steps, each a list of them of which the first that fits is applied;
    `same`: phrases of one meaning.
    """

    @cached_property
    def terms(self) -> Callable[[str], tuple[str, ...]]:
        """Return the terms under which a piece of text without spaces is found.

        `l’Union` gives one, `UE-OIM` its two parts and both as one word, `de` none.
        """
        return cache(self._terms)

    @cached_property
    def words(self) -> Callable[[str], tuple[str, ...]]:
        """Return the longer words of a piece of text, each as `key spelling`."""
        return cache(self._words)

    def distinct(self, phrases: Iterable[str]) -> list[str]:
        """Return phrases without those that have the same terms as one before."""
        by_terms: dict[tuple[str, ...], str] = {}
        for phrase in phrases:
            terms = tuple(term for token in tokens_of(phrase) for term in self.terms(token))
            by_terms.setdefault(terms, phrase)
        return list(by_terms.values())

    def _terms(self, token: str) -> tuple[str, ...]:
        parts = [term for part in _HYPHENS.split(token) for term in self._terms_of(part)]
        if len(parts) > 1 and _HYPHENS.search(token):
            parts += self._terms_of(_HYPHENS.sub("", token))
        return tuple(dict.fromkeys(parts))

    def _terms_of(self, text: str) -> list[str]:
        found = (match[0] for match in _NUMBER_OR_WORD.finditer(self.fold(text)))
        return [self._term(each) for each in found if each not in self._ignored]

    def _words(self, token: str) -> tuple[str, ...]:
        return tuple(
            f"{key} {word}"
            for word in _WORD.findall(_plain(token.partition(HIDDEN)[0]))
            for folded in _WORD.findall(self.fold(word))
            if len(key := self.key(folded)) >= _SHORTEST
        )

    def fold(self, text: str) -> str:
        """Return a text in small letters, without accents, vowel signs and variants of letters."""
        return unicodedata.normalize("NFKD", text.lower()).translate(self._letters)

    def key(self, word: str) -> str:
        """Return a folded word without prefixes: the form in which typing errors are looked for."""
        fits = True
        while fits:
            word, fits = _first(self._prefixes, word)
        return word

    def term(self, word: str) -> str:
        """Return the term of one folded word or number."""
        if word[0] in "0123456789":
            return (_GROUPS.sub("", word).lstrip("0") or "0").replace(",", ".").replace(
                ".", POINT
            ) + END
        word = self.key(word)
        for step in self._endings:
            word, _ = _first(step, self._irregular.get(word, word))
        return word + END

    @cached_property
    def _term(self) -> Callable[[str], str]:
        return cache(self.term)

    @cached_property
    def _letters(self) -> "_Letters":
        return _Letters(self.data["letters"])

    @cached_property
    def _ignored(self) -> frozenset[str]:
        return frozenset(map(self.fold, self.data["ignored"]))

    @cached_property
    def _irregular(self) -> dict[str, str]:
        def form(word: str) -> str:
            return self.key(self.fold(word))

        return {form(word): form(other) for word, other in self.data["irregular"].items()}

    @cached_property
    def _prefixes(self) -> list[Rule]:
        return _compiled(self.data["prefixes"])

    @cached_property
    def _endings(self) -> list[list[Rule]]:
        return [_compiled(step) for step in self.data["endings"]]


def rules_of(tag: str, phrases: Iterable[list[str]] = ()) -> Rules:
    """Return the rules of a language; one without a file has those that all languages share.

    Args:
        tag: the language, BCP 47.
        phrases: groups of phrases of one meaning besides the language's own.

    """
    folder = resources.files(__package__) / "rules"
    common = json.loads((folder / "all.json").read_text("utf-8"))
    own = folder / f"{tag}.json"
    data = common | (json.loads(own.read_text("utf-8")) if own.is_file() else {})
    rules = Rules(data)
    groups = [rules.distinct(group) for group in (*data["same"], *phrases)]
    return Rules(data | {"same": [group for group in groups if len(group) > 1]})


def tokens_of(text: str) -> list[str]:
    """Return the pieces of a text between spaces; a number in groups of three is one piece."""
    return _SPACED_GROUP.sub(JOINER, text).split()


def _plain(token: str) -> str:
    """Return a piece of text in small letters, without vowel signs and lengthening."""
    return unicodedata.normalize("NFC", token.lower()).translate(_PLAIN)


class _Letters(dict[int, str]):
    """What letters become, for `str.translate`: marks become nothing, what is not told itself."""

    def __init__(self, letters: dict[str, str]) -> None:
        super().__init__((ord(letter), other) for letter, other in letters.items())

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = "" if unicodedata.category(letter)[0] == "M" else letter
        return self[code]


_PLAIN = _Letters({"ـ": ""})


def _compiled(rules: Iterable[tuple[str, str]]) -> list[Rule]:
    return [
        (re.compile(pattern), re.sub(r"\$(\d)", r"\\g<\1>", replacement))
        for pattern, replacement in rules
    ]


def _first(rules: list[Rule], word: str) -> tuple[str, bool]:
    for pattern, replacement in rules:
        if pattern.search(word):
            return pattern.sub(replacement, word), True
    return word, False
