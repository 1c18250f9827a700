"""Units made side by side, in processes that share what is read already."""

import gc
import logging
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from logging.handlers import QueueHandler
from queue import SimpleQueue

from mkdocs.utils import CountHandler

from kmh_hub.build.beside import Beside, end_with_parent
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
    end_with_parent()
    collect_rarely()
    _redirect({"": [QueueHandler(_Shared.said)], "mkdocs": []})


def _redirect(handlers: Mapping[str, list[logging.Handler]]) -> dict[str, list[logging.Handler]]:
    """Give loggers other handlers, by their names; return those that they had."""
    before = {name: logging.getLogger(name).handlers for name in handlers}
    for name, each in handlers.items():
        logging.getLogger(name).handlers = each
    return before


def _made_batch(places: range) -> tuple[list[Done], list[logging.LogRecord]]:
    return [_Shared.make(_Shared.units[at]) for at in places], _taken(_Shared.said)


def _made_apart(
    make: Callable[[Unit], Done], units: Sequence[Unit]
) -> tuple[list[Done], list[logging.LogRecord]]:
    said: SimpleQueue[logging.LogRecord] = SimpleQueue()
    before = _redirect({"": [QueueHandler(said)], "mkdocs": []})
    try:
        return [*map(make, units)], _taken(said)
    finally:
        _redirect(before)


def _taken(said: SimpleQueue[logging.LogRecord]) -> list[logging.LogRecord]:
    return [said.get() for _ in range(said.qsize())]


def _repeat(said: Iterable[logging.LogRecord]) -> None:
    for record in said:
        logging.getLogger(record.name).handle(record)
