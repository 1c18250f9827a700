"""A part of the units, for a build that is shared by several machines."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Slice:
    """Each unit is in just one of so many slices, and in the same one on every machine."""

    number: int
    """From 1."""
    of: int

    @classmethod
    def parsed(cls, text: str) -> "Slice":
        """Return the slice that a text such as `2/4` names.

        Raises:
            ValueError: where it names none.

        """
        number, of = map(int, text.split("/"))
        if not 1 <= number <= of:
            raise ValueError(text)
        return cls(number, of)

    def has(self, name: str) -> bool:
        """Whether a unit is in this slice."""
        first = hashlib.blake2b(name.encode(), digest_size=4).digest()
        return int.from_bytes(first) % self.of == self.number - 1
