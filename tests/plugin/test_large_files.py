"""A large file is read once, and again only when it was touched."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kmh_hub.build.files import hash_of
from kmh_hub.cache import Cache
from kmh_hub.plugin import large_files
from kmh_hub.plugin.large_files import large_hash


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files that were read."""
    files: list[Path] = []

    def noted(path: Path) -> str:
        files.append(path)
        return hash_of(path)

    monkeypatch.setattr(large_files, "hash_of", noted)
    monkeypatch.setattr(large_files, "_LARGE", 1000)
    return files


def test_a_large_file_is_read_once(tmp_path: Path, read: list[Path]) -> None:
    cache, path = Cache.open(tmp_path), tmp_path / "recording.mp4"
    path.write_bytes(b"a" * 1000)
    assert {large_hash(path, cache) for _ in range(3)} == {hash_of(path)}
    assert len(read) == 1


def test_a_change_that_keeps_size_and_time_is_noticed(tmp_path: Path, read: list[Path]) -> None:
    cache, path = Cache.open(tmp_path), tmp_path / "recording.mp4"
    path.write_bytes(b"a" * 1000)
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    before = large_hash(path, cache)
    path.write_bytes(b"b" * 1000)
    os.utime(path, ns=times)
    assert large_hash(path, cache) == hash_of(path) != before
    assert len(read) == 2


def test_small_files_and_caches_without_sense_are_read(tmp_path: Path, read: list[Path]) -> None:
    cache, path = Cache.open(tmp_path), tmp_path / "small.txt"
    path.write_bytes(b"a")
    assert {large_hash(path, cache) for _ in range(2)} == {hash_of(path)}
    path.write_bytes(b"a" * 1000)
    large_hash(path, cache)
    assert cache.path
    keys = dict.fromkeys(_keys(cache), b"<nonsense>")
    cache.put_many(keys)
    assert large_hash(path, cache) == hash_of(path)
    assert len(read) == 4


def _keys(cache: Cache) -> list[str]:
    assert cache.path
    with closing(sqlite3.connect(cache.path)) as database:
        return [key for (key,) in database.execute("SELECT key FROM entry")]
