"""Whether what editors name is there."""

from pathlib import Path


def is_file(path: Path) -> bool:
    """Whether a file is there; a name that is too long for any names none."""
    try:
        return path.is_file()
    except OSError:
        return False
