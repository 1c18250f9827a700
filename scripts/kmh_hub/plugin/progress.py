"""A progress bar for builds that take more than a moment, on a terminal."""

from typing import NoReturn

from tqdm import tqdm

_DELAY = 2.0
"""Seconds before it shows; a shorter build has none."""


class Progress:
    """Counts the pages of a build."""

    def __init__(self) -> None:
        self._bar: tqdm[NoReturn] | None = None

    def start(self, pages: int) -> None:
        """Begin, unless begun; nothing shows where standard error is not a terminal."""
        if self._bar is None:
            self._bar = tqdm(
                total=pages, desc="Pages", unit="", leave=False, disable=None, delay=_DELAY
            )

    def advance(self, pages: int) -> None:
        """Count pages."""
        if self._bar is not None:
            self._bar.update(pages)

    def say(self, step: str) -> None:
        """Name the step that follows the pages."""
        if self._bar is not None:
            self._bar.set_description(step)

    def end(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None
