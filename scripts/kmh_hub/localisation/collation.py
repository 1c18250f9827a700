"""In which order words stand in a list, and under which letter."""

import unicodedata

_ARTICLE = "ال"


def collation_key(words: str) -> tuple[str, str]:
    """Return the sort key of words, whose letters count before their accents and signs.

    As in Arabic indexes, the article at the beginning does not count.
    """
    return "".join(filter(str.isalnum, _letters(words))), words


def initial(words: str) -> str:
    """Return the letter under which words stand, without its accent or hamza."""
    return collation_key(words)[0][:1].upper()


def _letters(words: str) -> str:
    decomposed = unicodedata.normalize("NFKD", words.removeprefix(_ARTICLE))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold()
