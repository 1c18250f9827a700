"""What tells a manifest that a build completed from one that has to be looked through first."""

from pathlib import Path


def seal_of(manifest: Path) -> Path:
    """Return the file that says how a manifest looked when it was complete."""
    return manifest.with_suffix(".seal")


def seal(manifest: Path) -> None:
    """Say that a manifest is complete as it is."""
    seal_of(manifest).write_text(_looks(manifest))


def is_sealed(manifest: Path) -> bool:
    """Whether a manifest looks as it did when it was complete."""
    try:
        return seal_of(manifest).read_bytes() == _looks(manifest).encode()
    except FileNotFoundError:
        return False


def _looks(manifest: Path) -> str:
    stat = manifest.stat()
    return f"{stat.st_size} {stat.st_mtime_ns}"
