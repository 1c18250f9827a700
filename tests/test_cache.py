"""The cache: what was kept comes back, whatever happens to its file."""

import multiprocessing
import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from kmh_hub import cache as module
from kmh_hub.cache import Cache

ITEMS = {f"key-{number}": f"value {number}".encode() * 50 for number in range(1200)}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    cache = Cache.open(tmp_path / "kept")
    cache.put_many(ITEMS)
    return cache


def file_of(cache: Cache) -> Path:
    assert cache.path
    return cache.path


def test_what_was_kept_comes_back(cache: Cache) -> None:
    assert cache.get_many([*ITEMS, "unknown"]) == ITEMS
    cache.put_many({"key-0": b"other"})
    assert Cache.open(file_of(cache).parent).get_many(["key-0"]) == {"key-0": b"other"}


def test_the_variable_names_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_CACHE", str(tmp_path / "there"))
    Cache.open().put_many({"key": b"value"})
    assert Cache.open(tmp_path / "there").get_many(["key"]) == {"key": b"value"}
    monkeypatch.setenv("HUB_CACHE", "")
    Cache.open().put_many({"key": b"value"})
    assert Cache.open().get_many(["key"]) == {}
    monkeypatch.delenv("HUB_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "user"))
    assert Cache.open().path == tmp_path / "user/kmh-hub/hub.sqlite3"


def spoil_with_noise(path: Path) -> None:
    path.write_bytes(b"no database" * 500)


def spoil_its_pages(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = os.urandom(len(data) - 4096)
    path.write_bytes(data)


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def of_another_version(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE entry (key TEXT PRIMARY KEY, value BLOB)")
        connection.execute("INSERT INTO entry VALUES ('key-0', 'old')")
    connection.close()


def by_a_stranger(path: Path) -> None:
    """Put a view without end in the place of the table."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "CREATE VIEW entry AS WITH RECURSIVE n(key, day, value) AS (SELECT 'key-0', 1, x'00' "
            "UNION ALL SELECT key, day, value FROM n) SELECT * FROM n"
        )
    connection.close()


@pytest.mark.parametrize(
    "spoil",
    [spoil_with_noise, spoil_its_pages, cut_short, empty, of_another_version, by_a_stranger],
)
def test_a_file_that_is_no_cache_is_made_anew(cache: Cache, spoil: object) -> None:
    assert callable(spoil)
    spoil(file_of(cache))
    for key, value in cache.get_many(ITEMS).items():
        assert ITEMS[key] == value
    cache.put_many({"key-0": b"new"})
    cache.put_many(ITEMS)
    assert cache.get_many(ITEMS) == ITEMS


def test_a_changed_value_is_none(cache: Cache) -> None:
    with closing(sqlite3.connect(file_of(cache))) as connection, connection:
        connection.execute("UPDATE entry SET value = x'0011223344' WHERE key = 'key-3'")
        connection.execute("UPDATE entry SET value = 'text' WHERE key = 'key-4'")
        connection.execute(
            "UPDATE entry SET value = (SELECT value FROM entry WHERE key = 'key-6') "
            "WHERE key = 'key-5'"
        )
    connection.close()
    assert cache.get_many(["key-3", "key-5", "key-6"]) == {"key-6": ITEMS["key-6"]}
    assert cache.get_many(["key-4"]) == {}


def test_a_place_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache.open(tmp_path / "file/folder")
    cache.put_many({"key": b"value"})
    assert cache.get_many(["key"]) == {}


def test_what_is_locked_is_passed_over(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0)
    connection = sqlite3.connect(file_of(cache))
    connection.execute("BEGIN IMMEDIATE")
    cache.put_many({"key": b"value"})
    assert cache.get_many(["key", "key-1"]) == {"key-1": ITEMS["key-1"]}
    connection.rollback()
    connection.close()


def test_what_is_not_used_goes(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    today = module._today()
    monkeypatch.setattr(module, "_today", lambda: today + 20)
    assert cache.get_many(["key-1"])
    monkeypatch.setattr(module, "_today", lambda: today + 40)
    cache.put_many({"new": b"value"})
    assert set(cache.get_many([*ITEMS, "new"])) == {"key-1", "new"}


def test_its_size_is_bounded(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_BYTES", 500_000)
    for number in range(100):
        cache.put_many({f"more-{number}": os.urandom(20_000)})
    assert file_of(cache).stat().st_size < 2_000_000
    assert "more-99" in cache.get_many(["more-99"])


def write_for_ever(path: Path) -> None:
    number = 0
    while True:
        number += 1
        Cache(path).put_many({f"{number}-{at}": b"%d" % at * 3000 for at in range(200)})


def test_a_writer_that_is_killed_leaves_a_cache_that_works(cache: Cache) -> None:
    for wait in (0.05, 0.11, 0.17, 0.23):
        writer = multiprocessing.Process(target=write_for_ever, args=(file_of(cache),))
        writer.start()
        time.sleep(wait)
        assert writer.pid
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        assert cache.get_many(ITEMS) == ITEMS
        cache.put_many({f"after-{wait}": b"value"})
        assert cache.get_many([f"after-{wait}"]) == {f"after-{wait}": b"value"}


def test_processes_write_at_once(cache: Cache) -> None:
    with multiprocessing.Pool(4) as pool:
        parts = [{f"{part}-{at}": b"%d" % at for at in range(200)} for part in range(8)]
        pool.map(cache.put_many, parts)
    wanted = {key: value for part in parts for key, value in part.items()}
    assert cache.get_many(wanted) == wanted
