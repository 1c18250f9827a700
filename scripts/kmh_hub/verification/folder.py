"""A site in a folder, whoever built it: whether what its files refer to is there."""

from pathlib import Path

from kmh_hub.verification.piece import piece_of
from kmh_hub.verification.whole import wrong_in


def wrong_in_folder(folder: Path, site_url: str) -> tuple[int, list[str]]:
    """Return how many files a site has, and what is wrong in it, one line each.

    Args:
        folder: its folder.
        site_url: the address it was built for, with a slash at its end.

    """
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    whole = piece_of(files, site_url)

    def has(place: str, anchor: str) -> bool:
        raise AssertionError((place, anchor))  # where both ends are known, the piece has told it

    return len(files), [*wrong_in([whole], files.keys(), has, site_url)]
