"""The words of an index, for a browser to look up what was mistyped or is half written.

A word with one wrong letter still has its first or its last half: the words are written once in
the order of their beginnings and once in that of their ends, in files of which one or two are
read for a lookup.
"""

from collections import defaultdict
from collections.abc import Iterable

_PER_FILE = 1000


def words_of(
    counts: Iterable[tuple[str, int]],
) -> tuple[dict[str, list[str]], dict[str, bytes]]:
    """Return the words, the commonest spelling of each, with how often it occurs.

    Args:
        counts: how often each is written, as `key spelling`.

    Returns:
        For either order, the key with which each of its files begins, and the files by their
        names, `forward-0.txt`, `backward-0.txt` and so on.

    """
    entries = _entries(counts)
    orders = {
        "forward": sorted(entries),
        "backward": sorted((key[::-1], word) for key, word in entries),
    }
    starts: dict[str, list[str]] = {}
    written: dict[str, bytes] = {}
    for order, lines in orders.items():
        files = [lines[at : at + _PER_FILE] for at in range(0, len(lines), _PER_FILE)]
        starts[order] = [file[0][0] for file in files]
        for number, file in enumerate(files):
            text = "".join(f"{word}\n" for _, word in file)
            written[f"{order}-{number}.txt"] = text.encode()
    return starts, written


def _entries(counts: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    by_key: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for entry, count in counts:
        key, _, word = entry.partition(" ")
        by_key[key].append((-count, word))
    return [
        (key, f"{min(spellings)[1]}\t{-sum(count for count, _ in spellings)}")
        for key, spellings in by_key.items()
    ]
