"""Names of speakers and moderators to the keys of series.yml."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from kmh_hub.importing.gathered import NO_PERSON, Gathered
from kmh_hub.model.vocabulary import Vocabulary


class People:
    """Those whom series.yml has, and those whom a source adds.

    Args:
        vocabulary: what series.yml says.

    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.keys = {key: key for key in vocabulary.people}
        for key, person in vocabulary.people.items():
            for name in person.name.root.values():
                self.keys.setdefault(_folded(name), key)

    def appearances(
        self, names: Iterable[tuple[str, str]], gathered: Gathered
    ) -> list[dict[str, Any]]:
        """Return people as sessions have them, each once.

        Args:
            names: each name with its place in the source.
            gathered: takes those who are new, and names of which no key can be made.

        """
        found = dict.fromkeys(
            key for name, place in names if (key := self._key(name, place, gathered))
        )
        return [{"person": key} for key in found]

    def known(self, key: str, name: str, gathered: Gathered) -> str:
        """Return the key of somebody whose key and name another hub gives, which this one takes."""
        found = self.keys.get(key) or self.keys.get(_folded(name))
        if found is None:
            found = self.keys[key] = self.keys[_folded(name)] = key
            gathered.people[key] = {"name": name}
        return found

    def _key(self, name: str, place: str, gathered: Gathered) -> str | None:
        known = self.keys.get(_folded(name)) or self.keys.get(name)
        if known:
            return known
        key = key_of(name)
        if not key or key in self.keys.values():
            gathered.leave(place, name, NO_PERSON)
            return None
        self.keys[_folded(name)] = key
        gathered.people[key] = {"name": name}
        return key


def key_of(text: str) -> str:
    """Return a key of Latin words; empty where a text has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall("[a-z0-9]+", plain.lower()))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
