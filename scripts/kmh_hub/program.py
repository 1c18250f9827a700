"""What the program is: its files, Python, and the packages' versions, as a hash."""

import hashlib
import platform
import sysconfig
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def program_digest() -> str:
    """Return the hash of the program, as hexadecimal digits."""
    packages = Path(sysconfig.get_path("purelib")).glob("*.dist-info")
    said = "\0".join([platform.python_version(), *sorted(path.name for path in packages)])
    return hashlib.blake2b(
        f"{folder_digest(_PACKAGE)}\0{said}".encode(), digest_size=16
    ).hexdigest()


def folder_digest(folder: Path) -> str:
    """Return the hash of the names and contents of a folder's files, bytecode left out."""
    hash_ = hashlib.blake2b(digest_size=16)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            data = path.read_bytes()
            hash_.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
            hash_.update(data)
    return hash_.hexdigest()
