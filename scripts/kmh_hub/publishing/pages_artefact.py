"""The archive that GitHub Pages is deployed from.

What it may hold: https://github.com/actions/upload-pages-artifact#artifact-validation
"""

import tarfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from kmh_hub.publishing.target import PublishingError

MOST_BYTES = 10 << 30
"""GitHub deploys no larger archive."""


def write_artefact(site: Path, archive: Path) -> int:
    """Write a site as an archive; the same site gives the same bytes.

    Args:
        site: the folder of the built site.
        archive: where to.

    Returns:
        The number of its files.

    Raises:
        PublishingError: where the site has what GitHub does not deploy.

    """
    sources = sorted(path for path in site.rglob("*") if not path.is_dir() or path.is_symlink())
    for each in sources:
        if each.is_symlink() or not each.is_file():
            raise PublishingError(f"{each} is a link or a device, which GitHub Pages refuses")
    if (size := sum(path.stat().st_size for path in sources)) > MOST_BYTES:
        raise PublishingError(
            f"the site has {size >> 20} MB, GitHub Pages takes {MOST_BYTES >> 20}; keep recordings "
            "elsewhere, or publish to a host of your own"
        )
    places = [PurePosixPath(path.relative_to(site).as_posix()) for path in sources]
    unfinished = archive.with_name(f"{archive.name}.unfinished")
    with tarfile.open(unfinished, "w", format=tarfile.GNU_FORMAT) as written:
        for folder in _folders(places):
            written.addfile(_entry(folder, tarfile.DIRTYPE, 0o755))
        for source, place in zip(sources, places, strict=True):
            # Not by `add`, which makes a link of a file that another name has, too.
            entry = _entry(place, tarfile.REGTYPE, 0o644)
            entry.size = source.stat().st_size
            with source.open("rb") as file:
                written.addfile(entry, file)
    unfinished.replace(archive)
    return len(sources)


def _folders(places: Iterable[PurePosixPath]) -> list[PurePosixPath]:
    return sorted({folder for place in places for folder in place.parents})


def _entry(place: PurePosixPath, kind: bytes, mode: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo("." if place == PurePosixPath() else f"./{place}")
    entry.type, entry.mode = kind, mode
    return entry
