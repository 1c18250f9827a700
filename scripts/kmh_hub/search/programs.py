"""Pagefind's programs for browsers, which its command writes beside an index."""

import gzip
import json
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Any, NamedTuple

from kmh_hub.search import pagefind_format as form

_ENGINE = "wasm.unknown.pagefind"
_NAMES = ("pagefind.js", "pagefind-worker.js", _ENGINE)
_PAGE = f"""<html lang="{form.LANGUAGE}"><body data-pagefind-body>
<i data-pagefind-meta="title:one an"></i><h1>one</h1><p>two one - two an/one</p></body></html>"""
_INDEX = form.array(
    [
        form.array(
            [
                b"\x83" + form.text(term) + form.array([form.page_step(0) + rest]) + form.array([])
                for term, rest in {
                    "an": form.page_rest(((12, 5),), (1,)),
                    "anone": form.page_rest(((24, 5),)),
                    "one": form.page_rest(((24, 2), (168, 0), (12, 5)), (0,)),
                    "two": form.page_rest(((24, 1), (24, 4))),
                }.items()
            ]
        )
    ]
)
"""The index of that page as we write it."""


class Programs(NamedTuple):
    """What every index has."""

    version: str
    """Pagefind's."""
    entry: dict[str, Any]
    """What `pagefind-entry.json` says besides of an index."""
    files: dict[str, bytes]
    """By their names."""

    def to_json(self) -> bytes:
        """Return what `from_json` reads."""
        files = {name: b64encode(content).decode() for name, content in self.files.items()}
        return json.dumps((self.version, self.entry, files)).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Programs":
        """Return the programs that were written."""
        version, entry, files = json.loads(data)
        return cls(version, entry, {name: b64decode(content) for name, content in files.items()})


def programs() -> Programs:
    """Return the programs of the installed Pagefind.

    Raises:
        OSError, subprocess.SubprocessError: where Pagefind fails.
        ValueError: where it writes another format than we do.

    """
    with tempfile.TemporaryDirectory() as folder:
        site, index = Path(folder, "site"), Path(folder, "index")
        site.mkdir()
        (site / "index.html").write_text(_PAGE, "utf-8")
        command = [sys.executable, "-m", "pagefind"]
        command += ["--site", str(site), "--output-path", str(index)]
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - ours
        entry = json.loads((index / "pagefind-entry.json").read_text("utf-8"))
        written = [gzip.decompress(path.read_bytes()) for path in index.glob("index/*")]
        if written != [form.SIGNATURE + _INDEX]:
            raise ValueError(
                f"Pagefind {entry['version']} writes another index than"
                " kmh_hub/search/pagefind_format.py: bring the two together"
            )
        files = {name: (index / name).read_bytes() for name in _NAMES}
        files[_ENGINE] = form.packed_better(files[_ENGINE])
    return Programs(entry["version"], entry, files)
