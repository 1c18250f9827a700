"""What takes long to compile, kept where Python keeps its own bytecode, and trusted like that."""

import os
import shutil
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from kmh_hub.program import program_digest

_NAME = "compiled-"


def compiled(key: str) -> bytes | None:
    """Return what was kept by this very program; None where there is nothing."""
    folder = _folder()
    with suppress(OSError):
        return (folder / key).read_bytes() if folder else None
    return None


def keep_compiled(key: str, data: bytes) -> None:
    """Keep something.

    Args:
        key: the hash of what it was compiled from, or a name with that; it becomes a file's name.
        data: what it was compiled to.

    """
    if folder := _folder():
        with suppress(OSError):
            if not folder.is_dir():
                folder.mkdir(parents=True, exist_ok=True)
                _delete_others(folder)
            unfinished = folder / f"{key}.{os.getpid()}"
            unfinished.write_bytes(data)
            unfinished.replace(folder / key)


def _folder() -> Path | None:
    if sys.dont_write_bytecode:
        return None
    return Path(cache_from_source(__file__)).with_name(f"{_NAME}{program_digest()}")


def _delete_others(folder: Path) -> None:
    """Delete what programs of other versions kept."""
    for other in folder.parent.glob(f"{_NAME}*"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
