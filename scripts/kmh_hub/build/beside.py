"""Something that another process finds out meanwhile."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

T = TypeVar("T")


class Beside(Generic[T]):
    """The answer of a function that runs in a process of its own, from now on.

    Args:
        ask: the function; it must change nothing, and its answer can be pickled.

    """

    def __init__(self, ask: Callable[[], T]) -> None:
        self._ask = ask
        self._answer: Connection | None = None
        if "fork" in multiprocessing.get_all_start_methods():
            self._answer, ours = multiprocessing.Pipe(duplex=False)
            process = multiprocessing.get_context("fork").Process(
                target=_tell, args=(ours, ask), daemon=True
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


def _tell(answer: Connection, ask: Callable[[], object]) -> None:
    answer.send(ask())
