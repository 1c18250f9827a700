"""Pieces that are worth something to the very program only that made them."""

import json
from typing import Any

from kmh_hub.build.edition import Edition
from kmh_hub.program import program_digest


def own_piece(value: Any) -> bytes:
    """Return a value that JSON can write as a piece that tells which program made it."""
    return json.dumps([program_digest(), value]).encode()


def value_of_own(edition: Edition, kind: str, name: str) -> Any:
    """Return the value of a unit's piece of a kind; None if this program made no such piece."""
    for piece in edition.pieces_at([(kind, name)]):
        program, value = json.loads(piece)
        if program == program_digest():
            return value
    return None
