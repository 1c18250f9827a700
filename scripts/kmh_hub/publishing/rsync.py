"""A folder, here or on another machine, by rsync.

rsync reads how to reach another machine from RSYNC_RSH, such as `ssh -p 2222 -i key`.
"""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from kmh_hub.publishing.site_file import SiteFile
from kmh_hub.publishing.target import PublishingError

_LISTING = ("--dry-run", "-r", "--links", "--specials", "--8-bit-output", "--out-format=%l %n")
_LINE = re.compile(rb"(\d+) (.+)")
_SENDING = ("--files-from=-", "--from0", "--checksum", "--chmod=D755,F644", "--mkpath")
_PATIENCE = 60
"""So many seconds without a byte, and the line is taken for dead."""
_MISSING = 23
"""Some files could not be sent: with a listing, that the folder is not there."""


class RsyncTarget:
    """A folder that rsync reaches.

    Args:
        place: the folder, as rsync names it: `/srv/hub`, `user@host:/srv/hub`.

    """

    sends_headers = False

    def __init__(self, place: str) -> None:
        self._place = f"{place.rstrip('/')}/"
        self._folders: set[str] = set()

    def listing(self) -> dict[str, int]:
        """Return the sizes of all files there; links and devices are files, too."""
        with TemporaryDirectory() as empty:
            done = _run([*_LISTING, self._place, f"{empty}/"])
        if done.returncode == _MISSING and b"No such file or directory" in done.stderr:
            return {}
        _expect(done)
        found = {}
        for line in done.stdout.splitlines():
            if match := _LINE.fullmatch(line):
                found[match[2].decode(errors="surrogateescape")] = int(match[1])
        self._folders = {path.rstrip("/") for path in found if path.endswith("/")} - {"."}
        return {path: size for path, size in found.items() if not path.endswith("/")}

    def read(self, path: str) -> bytes:
        """Return the content of a file that is there."""
        with TemporaryDirectory() as folder:
            _expect(_run([f"{self._place}{path}", f"{folder}/"]))
            return (Path(folder) / PurePosixPath(path).name).read_bytes()

    def write(self, path: str, content: bytes) -> None:
        """Write a file of the hub's own."""
        with TemporaryDirectory() as folder:
            source = Path(folder) / path
            source.parent.mkdir(parents=True)
            source.write_bytes(content)
            self._send(folder, [path])

    def add(self, files: Mapping[str, SiteFile]) -> None:
        """Write files that are not there yet."""
        self._send_all(files)

    def replace(self, files: Mapping[str, SiteFile]) -> None:
        """Send all files beside their places, and then rename them, which takes a moment."""
        self._send_all(files, "--delay-updates")

    def delete(self, paths: Sequence[str]) -> None:
        """Delete files, and the folders that they leave empty."""
        if not paths:
            return
        remain = self.listing().keys() - set(paths)
        used = {str(folder) for path in remain for folder in PurePosixPath(path).parents}
        left = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
        empty = (left & self._folders) - used
        self._delete(paths)
        # A folder is empty after those in it.
        for depth in sorted({path.count("/") for path in empty}, reverse=True):
            self._delete([path for path in empty if path.count("/") == depth])

    def _delete(self, paths: Sequence[str]) -> None:
        with TemporaryDirectory() as empty:
            for path in paths:
                (Path(empty) / path).parent.mkdir(parents=True, exist_ok=True)
            self._send(empty, paths, "--delete-missing-args")

    def _send_all(self, files: Mapping[str, SiteFile], *options: str) -> None:
        if files:
            place, file = next(iter(files.items()))
            self._send(str(file.source).removesuffix(place), list(files), *options)

    def _send(self, folder: str, paths: Sequence[str], *options: str) -> None:
        """Bring files below a folder to the same places below the target."""
        listed = "\0".join(paths).encode(errors="surrogateescape")
        _expect(_run([*_SENDING, *options, f"{folder}/", self._place], listed))


def _run(arguments: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("rsync")
    if program is None:
        raise PublishingError(
            "rsync is missing. Install it, for example with: sudo apt-get install rsync"
        )
    return subprocess.run(  # noqa: S603 - the program that was asked for
        [program, f"--timeout={_PATIENCE}", *arguments],
        input=given,
        capture_output=True,
        check=False,
    )


def _expect(done: subprocess.CompletedProcess[bytes]) -> None:
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise PublishingError(
            f"rsync failed ({done.returncode}): {said[0] if said else 'without a message'}. Mend "
            "that, and publish again: what was sent is not sent twice"
        )
