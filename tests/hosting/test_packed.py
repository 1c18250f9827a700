"""The compressed copy of a site: the same of the same, whatever was there before."""

import gzip
import os
from pathlib import Path

import brotli
import pytest

from kmh_hub.hosting.hosted import UnreadableSiteError
from kmh_hub.hosting.packed import BROTLI, ENCODINGS, Packed, pack

PAGE = "<p>Invented text, which can be compressed.</p>\n" * 20


def type_of(suffix: str) -> str:
    return {"html": "text/html; charset=utf-8", "webm": "video/webm"}.get(suffix, "")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for place, text in {
        "index.html": PAGE,
        "en/index.html": PAGE.upper(),
        "en/small.html": "<p>Invented.",
        "talk.webm": f"Invented. {PAGE}",
        "_headers": "/*\n",
        "_redirects": "#\n",
        ".hidden/x.html": PAGE,
        "en/.hidden.html": PAGE,
    }.items():
        file = tmp_path / "site" / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path / "site"


def packed(site: Path, name: str = "public") -> tuple[Packed, dict[str, tuple[bytes, float]]]:
    target = site.parent / name
    result = pack(site, target, type_of, ENCODINGS)
    return result, {
        path.relative_to(target).as_posix(): (path.read_bytes(), path.stat().st_mtime)
        for path in target.rglob("*")
        if path.is_file()
    }


def test_texts_have_copies_and_files_for_hosts_are_left_out(site: Path) -> None:
    result, files = packed(site)
    assert result == Packed(files=4, written=4)
    assert sorted(files) == [
        "en/index.html",
        "en/index.html.br",
        "en/index.html.gz",
        "en/small.html",
        "index.html",
        "index.html.br",
        "index.html.gz",
        "talk.webm",
    ]
    assert brotli.decompress(files["index.html.br"][0]) == PAGE.encode()
    assert gzip.decompress(files["index.html.gz"][0]) == PAGE.encode()


def test_the_same_site_is_the_same_copy_everywhere(site: Path) -> None:
    _, files = packed(site)
    os.utime(site / "index.html", (1, 1))
    assert packed(site, "elsewhere") == (Packed(4, 4), files)
    assert packed(site) == (Packed(4, 0), files)
    assert len({time for _, time in files.values()}) == len(files)
    assert all(1 << 29 <= time < 1 << 30 and time == int(time) for _, time in files.values())


def test_what_is_as_long_as_before_still_has_another_time(site: Path) -> None:
    _, before = packed(site)
    (site / "index.html").write_text(PAGE.replace("Invented", "INVENTED"), "utf-8")
    result, after = packed(site)
    assert result.written == 1
    assert {name for name in after if after[name][1] != before[name][1]} == {
        "index.html",
        "index.html.br",
        "index.html.gz",
    }


def test_whatever_was_there_before_makes_no_difference(site: Path) -> None:
    _, files = packed(site)
    target = site.parent / "public"
    (target / "index.html.br").write_bytes(brotli.compress(b"another page"))
    (target / "index.html.gz").write_bytes(b"damaged")
    (target / "en/index.html.gz").write_bytes(files["en/index.html.gz"][0][:-9])
    (target / "en/index.html").write_text(PAGE, "utf-8")
    (target / "talk.webm.br").write_bytes(BROTLI.compress(f"Invented. {PAGE}".encode()))
    (target / "gone/deeper").mkdir(parents=True)
    (target / "gone/deeper/index.html").write_text(PAGE, "utf-8")
    (target / ".index.html.new").write_text("half", "utf-8")
    os.utime(target / "index.html", (1, 1))
    assert packed(site) == (Packed(4, 1), files)
    assert not (target / "gone").exists()


def test_what_is_gone_from_the_site_is_gone_from_the_copy(site: Path) -> None:
    packed(site)
    (site / "index.html").unlink()
    _, files = packed(site)
    assert not [name for name in files if name.startswith("index.html")]


def test_compressed_files_of_the_sites_own_are_refused(site: Path) -> None:
    (site / "index.html.gz").write_bytes(b"invented")
    with pytest.raises(UnreadableSiteError, match=r"index\.html\.gz has the name of a compressed"):
        packed(site)
