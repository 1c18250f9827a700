"""A site's folder and a spare one, which is brought up to date and takes its place in one step.

Beside the site `site` lies `.site.hub`: the spare folder, which is the site as it was before, and
both manifests; and what a preview shows. A build changes the spare only where it differs, so that
it costs what changed; readers see the old site until the folders change places, and then the new
one.
"""

import ctypes
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from filelock import FileLock, Timeout

from kmh_hub.build.beside import Beside
from kmh_hub.build.edition import Edition
from kmh_hub.build.files import link, places_of
from kmh_hub.build.inspection import Found
from kmh_hub.build.manifest import copy, paths_in
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

    @property
    def lock(self) -> Path:
        """The file that a build holds while it works."""
        return self._work / "lock"

    def _manifest(self, name: str) -> Path:
        return self._work / f"{name}.sqlite"

    @property
    def _manifests(self) -> Sequence[Path]:
        return [self._manifest(name) for name in ("site", "spare")]

    @property
    def published(self) -> Edition:
        """The site as it is, to take from."""
        return Edition.known(self.site, self._manifest("site"))

    @contextmanager
    def next(self) -> Iterator[Edition]:
        """Give the spare edition to bring up to date; it is published if no exception is raised.

        Raises:
            click.ClickException: where Git tracks what builds keep, or where the site's folder has
                files that no build made, which would be deleted.

        """
        self._refuse_tracked()
        was_built = any(manifest.is_file() for manifest in self._manifests)
        is_told = self._manifest("site").is_file()
        if not was_built and self.site.is_dir():
            self._refuse_strangers([*places_of(str(self.site))])
        self._spare.mkdir(parents=True, exist_ok=True)
        with FileLock(self.lock):
            self._begin()
            edition = Edition.opened(self._spare, self._manifest("spare"))
            look = edition.find
            answers: list[Callable[[], list[str]]] = []

            def find() -> Found:
                found = look()
                # Two looks at once would take each other's time; later, the spare's is another.
                known = *found.places.values(), *found.lost.values()
                ask = partial(self._strangers, known, is_told=is_told)
                answers.append(Beside(ask, is_urgent=False).answer if was_built else list)
                return found

            edition.find = find
            yield edition
            _ = edition.keys  # in case that nothing was asked of it
            self._refuse_strangers(answers.pop()())
            _exchange(self._spare, self.site)
            for file in (Path, seal_of):
                _exchange(file(self._manifest("spare")), file(self._manifest("site")))

    def _begin(self) -> None:
        """Let the spare folder begin as the site is, which costs a link a file."""
        manifest = self._manifest("site")
        if any(self._spare.iterdir()) or not self.site.is_dir():
            return
        if known := paths_in(manifest):
            for place in places_of(str(self.site)):
                if place in known:
                    link(f"{self.site}/{place}", f"{self._spare}/{place}")
            copy(manifest, self._manifest("spare"))

    @contextmanager
    def preview(self) -> Iterator[Path]:
        """Give the folder of a preview, which begins with what the last one left.

        A second preview at the same time has a folder of its own, which goes with it.
        """
        self._refuse_tracked()
        folder = self._work / "preview"
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            try:
                stack.enter_context(FileLock(folder / "lock", timeout=0))
            except Timeout:
                folder = Path(stack.enter_context(TemporaryDirectory(prefix="hub-")))
            yield folder

    def _strangers(self, spare: Sequence[Sequence[str]], *, is_told: bool) -> list[str]:
        """Return the places of files in the site's folder that no build made.

        Args:
            spare: the places of the files that builds made in the spare folder; a build that was
                killed after the folders had changed places left these in the site's.
            is_told: whether the site had a manifest when the build began; one that cannot be read
                goes in the meantime.

        """
        made = paths_in(self._manifest("site")) if is_told else set()
        if made is None or not (made or spare) or not self.site.is_dir():
            return []  # nobody can tell
        return sorted(set(places_of(str(self.site))).difference(made, *spare))

    def _refuse_strangers(self, strangers: Sequence[str]) -> None:
        if strangers:
            raise click.ClickException(
                f"{self.site} has files that no build made, such as {strangers[0]}, and a build "
                "replaces the whole folder. Move them elsewhere (what is to be published belongs "
                "in docs/), delete the folder if something else built it, or choose another one "
                "with --site-dir; nothing was changed"
            )

    def _refuse_tracked(self) -> None:
        """Refuse what a pull request could bring: pages that only look as if they were built."""
        command = ["git", "ls-files", "--", str(self._work)]
        try:
            listed = subprocess.run(  # noqa: S603 - the arguments are ours
                command, cwd=self.site.parent, capture_output=True, text=True, check=False
            )
        except FileNotFoundError:
            return  # without Git, nothing came from it
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
