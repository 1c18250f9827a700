"""The words of an index, for a browser to look up what was mistyped or is half written.

A word with one wrong letter still has its first or its last half: the words are written once in
the order of their beginnings and once in that of their ends, in files of which one or two are
read for a lookup.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from kmh_hub.search.rules import Rules
from kmh_hub.search.text import HIDDEN

_PER_FILE = 2500
_SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+")


class Words:
    """The words of one language's index."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._tokens: Counter[str] = Counter()

    def add(self, tokens: Iterable[str]) -> None:
        """Count the pieces of a text."""
        self._tokens.update(tokens)

    def write(self, folder: Path) -> dict[str, list[str]]:
        """Write the words, the commonest spelling of each, with how often it occurs.

        Args:
            folder: where the files go, `forward-0.txt`, `backward-0.txt` and so on.

        Returns:
            For either order, the key with which each of its files begins.

        """
        folder.mkdir(parents=True, exist_ok=True)
        entries = self._entries()
        orders = {
            "forward": sorted(entries),
            "backward": sorted((key[::-1], word) for key, word in entries),
        }
        starts: dict[str, list[str]] = {}
        for order, lines in orders.items():
            files = [lines[at : at + _PER_FILE] for at in range(0, len(lines), _PER_FILE)]
            starts[order] = [file[0][0] for file in files]
            for number, file in enumerate(files):
                text = "".join(f"{word}\n" for _, word in file)
                (folder / f"{order}-{number}.txt").write_text(text, "utf-8")
        return starts

    def _entries(self) -> list[tuple[str, str]]:
        spellings: dict[str, Counter[str]] = defaultdict(Counter)
        for token, count in self._tokens.items():
            for word in _WORD.findall(_plain(token.partition(HIDDEN)[0])):
                spellings[word][word] += count
        by_key: dict[str, Counter[str]] = defaultdict(Counter)
        for word, counts in spellings.items():
            for key in map(self._rules.key, _WORD.findall(self._rules.fold(word))):
                if len(key) >= _SHORTEST:
                    by_key[key].update(counts)
        entries = []
        for key, counts in by_key.items():
            word = min(counts, key=lambda each: (-counts[each], each))
            entries.append((key, f"{word}\t{counts.total()}"))
        return entries


def _plain(token: str) -> str:
    """Return a piece of text in small letters, without vowel signs and lengthening."""
    composed = unicodedata.normalize("NFC", token.lower()).replace("ـ", "")
    return "".join(each for each in composed if unicodedata.category(each)[0] != "M")
