"""Where a site is published."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from kmh_hub.publishing.site_file import SiteFile


class PublishingError(Exception):
    """A target could not be used; the message says what to do."""


class Target(Protocol):
    """Where a site is published. Every method raises PublishingError where the target fails."""

    sends_headers: bool
    """Whether it keeps headers with its files."""

    def listing(self) -> dict[str, int]:
        """Return the sizes of all files there, in bytes, by places."""

    def read(self, path: str) -> bytes:
        """Return the content of a file that is there."""

    def write(self, path: str, content: bytes) -> None:
        """Write a file of the hub's own."""

    def add(self, files: Mapping[str, SiteFile]) -> None:
        """Write files that are not there yet, in any order."""

    def replace(self, files: Mapping[str, SiteFile]) -> None:
        """Send all files first, and then put them into their places, in their order.

        Where sending fails, nothing has changed for readers.
        """

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files; those that are not there are passed over."""
