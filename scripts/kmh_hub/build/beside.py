"""Something that another process finds out meanwhile."""

import multiprocessing
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

T = TypeVar("T")

_LAST = 19
"""What the system adds at most to how nice a process is to others."""


class Beside(Generic[T]):
    """The answer of a function that runs in a process of its own, from now on.

    Args:
        ask: the function; it must change nothing, and its answer can be pickled.
        is_urgent: whether it is waited for soon; else it takes what time others leave.

    """

    def __init__(self, ask: Callable[[], T], *, is_urgent: bool = True) -> None:
        self._ask = ask
        self._answer: Connection | None = None
        if "fork" in multiprocessing.get_all_start_methods():
            self._answer, ours = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.get_context("fork").Process(
                target=_tell, args=(ours, ask, is_urgent), daemon=True
            )
            process.start()
            ours.close()

    def answer(self) -> T:
        """Return the answer as soon as there is one; of a process that died, make it here."""
        if self._answer:
            try:
                answer: T = self._answer.recv()
            except EOFError:
                pass
            else:
                return answer
            finally:
                self._answer.close()
                self._answer = None
        return self._ask()


def end_with_parent() -> None:
    """Let this process end where the one that began it is killed.

    Nothing else would, and it has that one's files open: a lock would stay taken.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _tell(answer: Connection, ask: Callable[[], object], is_urgent: bool) -> None:
    end_with_parent()
    if not is_urgent:
        os.nice(_LAST)
    # Whatever fails fails once more where the answer is wanted, and is told there; so does a stop.
    with suppress(Exception, KeyboardInterrupt):
        answer.send(ask())
