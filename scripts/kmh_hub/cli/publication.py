"""A site's folder and a spare one, which is brought up to date and takes its place in one step.

Beside the site `site` lies `.site.hub`: the spare folder, which is the site as it was before, and
both manifests. A build changes the spare only where it differs, so that it costs what changed;
readers see the old site until the folders change places, and then the new one.
"""

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from filelock import FileLock

from kmh_hub.build.edition import Edition
from kmh_hub.build.seal import seal_of

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True)
class Publication:
    """The folders of a site."""

    site: Path

    @property
    def _work(self) -> Path:
        return self.site.with_name(f".{self.site.name}.hub")

    @property
    def _spare(self) -> Path:
        return self._work / "spare"

    def _manifest(self, name: str) -> Path:
        return self._work / f"{name}.sqlite"

    @property
    def published(self) -> Edition:
        """The site as it is, to take from."""
        return Edition.known(self.site, self._manifest("site"))

    @contextmanager
    def next(self) -> Iterator[Edition]:
        """Give the spare edition to bring up to date; it is published if no exception is raised.

        Raises:
            click.ClickException: where Git tracks what builds keep.

        """
        self._refuse_tracked()
        self._spare.mkdir(parents=True, exist_ok=True)
        with FileLock(self._work / "lock"):
            edition = Edition.opened(self._spare, self._manifest("spare"))
            yield edition
            _exchange(self._spare, self.site)
            for file in (Path, seal_of):
                _exchange(file(self._manifest("spare")), file(self._manifest("site")))

    def _refuse_tracked(self) -> None:
        """Refuse what a pull request could bring: pages that only look as if they were built."""
        command = ["git", "ls-files", "--", str(self._work)]
        listed = subprocess.run(  # noqa: S603 - the arguments are ours
            command, cwd=self.site.parent, capture_output=True, text=True, check=False
        )
        if listed.stdout.strip():
            raise click.ClickException(
                f"Git tracks files of {self._work}, which only builds may write; "
                f"take them out: git rm -r --cached {self._work.name}"
            )


def _exchange(new: Path, old: Path) -> None:
    """Let two files or folders change places, in one step where the system can."""
    if not old.exists():
        new.rename(old)
        return
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename and not rename(
        _AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(old), _RENAME_EXCHANGE
    ):
        return
    aside = new.with_name(f"{new.name}.aside")
    old.rename(aside)
    new.rename(old)
    aside.rename(new)
