"""Units made side by side, in processes that share what is read already."""

import gc
import logging
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from logging.handlers import QueueHandler
from queue import SimpleQueue

from mkdocs.utils import CountHandler

from kmh_hub.build.beside import Beside
from kmh_hub.build.edition import Edition
from kmh_hub.build.files import Stamp
from kmh_hub.build.unit import Unit
from kmh_hub.collector import collect_rarely

_FEW = 24
"""So many small units are made before processes for them would have started."""


@dataclass(frozen=True)
class Done:
    """A unit that was made and written, as it comes from a process."""

    name: str
    key: str
    """The unit's; empty where it is to be made again."""
    files: Mapping[str, Stamp]
    pieces: Mapping[str, bytes]


def made(
    units: Sequence[Unit], edition: Edition, *, batch: int = 1, alone: bool = False
) -> Iterator[Done]:
    """Make units and write their files into an edition, in the units' order.

    What is logged meanwhile is logged here, wherever it was said.

    Args:
        units: the units.
        edition: where their files go.
        batch: so many neighbours are made in one process, as they have something in common; where
            it is 1, each is worth a process.
        alone: whether to make them in this process, which must not fork where it has threads.

    """
    make = partial(_made, edition)
    workers = 1 if alone else min(os.cpu_count() or 1, len(units) // (1 if batch == 1 else _FEW))
    # A forked process has all that was read; one that is spawned would have to read it again.
    if workers < 2 or "fork" not in multiprocessing.get_all_start_methods():  # noqa: PLR2004
        yield from map(make, units)
        return
    _Shared.make, _Shared.units = make, units
    # Else the first collection in each process would touch, and so copy, all that is shared.
    gc.freeze()
    try:
        with ProcessPoolExecutor(
            workers, mp_context=multiprocessing.get_context("fork"), initializer=_listen
        ) as pool:
            batches = (range(at, min(at + batch, len(units))) for at in range(0, len(units), batch))
            for done, said in pool.map(_made_batch, batches):
                _repeat(said)
                yield from done
    finally:
        gc.unfreeze()


def begun(
    units: Sequence[Unit], edition: Edition, *, alone: bool = False
) -> Callable[[], Iterable[Done]]:
    """Begin to make units in one other process; return what waits for them, as `made` gives them.

    Args:
        units: the units.
        edition: where their files go.
        alone: whether to make them in this process, once they are waited for.

    """
    make = partial(_made, edition)
    if alone or not units:
        return lambda: map(make, units)
    crew = Beside(partial(_made_apart, make, units))

    def wait() -> Iterable[Done]:
        done, said = crew.answer()
        _repeat(said)
        return done

    return wait


def _made(edition: Edition, unit: Unit) -> Done:
    warnings = CountHandler()
    warnings.setLevel(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        result = unit.make()
    finally:
        logger.removeHandler(warnings)
    files = edition.written(result, edition.files_of(unit.name))
    # What was warned of once has to be warned of again.
    key = "" if warnings.get_counts() else unit.key
    return Done(unit.name, key, files, result.pieces)


class _Shared:
    """What forked processes find, since functions cannot be sent to them."""

    make: Callable[[Unit], Done]
    units: Sequence[Unit]
    said: SimpleQueue[logging.LogRecord] = SimpleQueue()


def _listen() -> None:
    """Keep what is logged for the process that asked, and away from handlers that are its own."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_rarely()
    for name, handlers in _listening().items():
        logging.getLogger(name).handlers = handlers


def _listening() -> dict[str, list[logging.Handler]]:
    """Return the handlers that loggers have while what is said is kept, by the loggers' names."""
    return {"": [QueueHandler(_Shared.said)], "mkdocs": []}


def _end_with_parent() -> None:
    """End where the process that asked was killed: nothing would, and the lock would stay taken."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _made_batch(places: range) -> tuple[list[Done], list[logging.LogRecord]]:
    return [_Shared.make(_Shared.units[at]) for at in places], _said()


def _made_apart(
    make: Callable[[Unit], Done], units: Sequence[Unit]
) -> tuple[list[Done], list[logging.LogRecord]]:
    before = {name: logging.getLogger(name).handlers for name in _listening()}
    try:
        for name, handlers in _listening().items():
            logging.getLogger(name).handlers = handlers
        return [*map(make, units)], _said()
    finally:
        for name, handlers in before.items():
            logging.getLogger(name).handlers = handlers


def _said() -> list[logging.LogRecord]:
    """Return what was logged since this was asked last."""
    return [_Shared.said.get() for _ in range(_Shared.said.qsize())]


def _repeat(said: Iterable[logging.LogRecord]) -> None:
    for record in said:
        logging.getLogger(record.name).handle(record)
