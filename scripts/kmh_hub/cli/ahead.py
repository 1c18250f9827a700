"""The content, looked at by another process while this one imports MkDocs."""

from datetime import date
from functools import partial

from kmh_hub.build.beside import Beside
from kmh_hub.cache import Cache
from kmh_hub.reading.look import Look, Place, look_at
from kmh_hub.reading.survey import keys_of, read_anew

_FEW = 50
"""More parts are read by several processes, later."""


class Ahead:
    """A look at the content of a place, from now on.

    Args:
        place: which content.

    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._look = Beside(partial(_read_ahead, place, Cache.open()))

    def look(self, place: Place) -> Look | None:
        """Return what was seen there; None of another place."""
        return self._look.answer() if place == self._place else None


def _read_ahead(place: Place, cache: Cache) -> Look:
    """Look at content; what little was edited is read, and found in the cache afterwards."""
    look = look_at(place)
    keys = keys_of(look.digests, place.docs, place.languages)
    kept = cache.get_many(keys)
    changed = {key: unit for key, unit in keys.items() if key not in kept}
    if len(changed) <= _FEW:
        for _ in read_anew(changed, look.digests, place.docs, place.languages, date.today(), cache):
            pass
    return look
