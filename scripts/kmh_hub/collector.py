"""When Python looks for unused cycles: rarely, where almost all that is made stays or has none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def collect_rarely() -> None:
    """Look for unused cycles a hundredth as often as Python would by itself."""
    gc.set_threshold(100_000, 50, 50)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Look for no unused cycles meanwhile: what is read stays, and is looked through in vain."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
