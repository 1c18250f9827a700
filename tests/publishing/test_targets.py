"""The same promises at every target: a folder, a machine behind ssh, storage."""

import json
import os
import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from boto3.s3.transfer import S3Transfer
from botocore.exceptions import ConnectionClosedError

from kmh_hub.cli.publish import _target as target_at
from kmh_hub.publishing.plan import Plan
from kmh_hub.publishing.publication import Manners, publish
from kmh_hub.publishing.target import PublishingError

from ..conftest import run
from .targets import Folder, Host, Storage, files_of, write_site

TODAY = date(2031, 9, 1)
MOST = 200 * 1024
"""So many bytes a line passes on before it breaks."""


EVERYWHERE = pytest.mark.parametrize("there", ["folder", "machine", "storage"], indirect=True)
HERE = pytest.mark.parametrize("there", ["folder", "storage"], indirect=True)
"""Without the machine behind ssh, which differs from a folder in its line alone."""


@pytest.fixture
def there(request: pytest.FixtureRequest) -> Folder | Storage:
    found: Folder | Storage = request.getfixturevalue(request.param)
    return found


def published(
    site: Path, there: Folder | Storage, day: int = 0, manners: Manners | None = None
) -> Plan:
    target = target_at(there.name, site)
    today = TODAY + timedelta(days=day)
    return publish(site, target, manners or Manners(), today, lambda _: True)


def changed(tmp_path: Path, name: str = "new", **files: str | None) -> Path:
    """Return the small site after an edit: a page, a script and a part of the index are others."""
    usual: dict[str, str | None] = {
        "index.html": "two",
        "a.js": "script 2",
        "pagefind/fr/first.pf_fragment": None,
        "pagefind/fr/second.pf_fragment": "second",
        "deep/er/index.html": None,
        "deep/er/été 'x'.pdf": None,
    }
    return write_site(tmp_path / name, **(usual | files))


@EVERYWHERE
def test_every_byte_arrives_and_nothing_else(there: Folder | Storage, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    plan = published(site, there)
    assert there.files() == files_of(site)
    assert len(plan.added) + len(plan.replaced) == len(files_of(site))
    assert published(site, there).is_empty


@EVERYWHERE
def test_only_what_changed_is_sent(there: Folder | Storage, tmp_path: Path) -> None:
    published(write_site(tmp_path / "site"), there)
    new = changed(tmp_path)
    plan = published(new, there)
    assert plan.added == ["pagefind/fr/second.pf_fragment"]
    assert plan.replaced == ["a.js", "index.html"]
    assert plan.deleted == ["deep/er/index.html", "deep/er/été 'x'.pdf"]
    assert plan.kept == ["pagefind/fr/first.pf_fragment"]
    assert there.files() == files_of(new) | {"pagefind/fr/first.pf_fragment": b"first"}


@HERE
def test_what_open_pages_may_ask_for_stays_for_a_while(
    there: Folder | Storage, tmp_path: Path
) -> None:
    old, new = write_site(tmp_path / "site"), changed(tmp_path)
    published(old, there)
    published(new, there, day=100)
    assert published(new, there, day=129).is_empty
    assert published(new, there, day=130).deleted == ["pagefind/fr/first.pf_fragment"]
    assert there.files() == files_of(new)


@HERE
def test_nothing_stays_where_that_is_asked_for(there: Folder | Storage, tmp_path: Path) -> None:
    published(write_site(tmp_path / "site"), there)
    new = changed(tmp_path)
    published(new, there, manners=Manners(keep_days=0))
    assert there.files() == files_of(new)


@HERE
def test_an_older_build_takes_everything_back(there: Folder | Storage, tmp_path: Path) -> None:
    old = write_site(tmp_path / "site")
    published(old, there)
    published(changed(tmp_path), there)
    published(old, there)
    assert there.files() == files_of(old) | {"pagefind/fr/second.pf_fragment": b"second"}


@HERE
def test_what_others_put_there_stays(there: Folder | Storage, tmp_path: Path) -> None:
    others = {"CNAME": b"hub.example", "deep/er/theirs.txt": b"theirs"}
    for path, content in others.items():
        there.put(path, content)
    published(write_site(tmp_path / "site"), there)
    new = changed(tmp_path)
    published(new, there, manners=Manners(keep_days=0))
    assert there.files() == files_of(new) | others


@HERE
def test_what_others_put_in_the_way_is_replaced_only_by_choice(
    there: Folder | Storage, tmp_path: Path
) -> None:
    there.put("index.html", b"theirs")
    site = write_site(tmp_path / "site")
    with pytest.raises(PublishingError, match=r"such as index\.html.*--adopt"):
        published(site, there)
    assert there.files() == {"index.html": b"theirs"}
    published(site, there, manners=Manners(adopts=True))
    assert there.files() == files_of(site)


@HERE
def test_what_somebody_deleted_or_cut_there_is_sent_again(
    there: Folder | Storage, tmp_path: Path
) -> None:
    site = write_site(tmp_path / "site")
    published(site, there)
    there.put("a.js", b"cut")
    assert published(site, there).replaced == ["a.js"]
    assert there.files() == files_of(site)
    there.put("a.js", b"scripT")  # of the same size: only a comparison of everything tells
    assert published(site, there).is_empty
    published(site, there, manners=Manners(compares_all=True))
    assert there.files() == files_of(site)


@HERE
def test_a_record_that_is_damaged_stops_before_anything_changes(
    there: Folder | Storage, tmp_path: Path
) -> None:
    site = write_site(tmp_path / "site")
    published(site, there)
    there.put(".hub/published.json", b'{"format": 1, "files": {"a')
    with pytest.raises(PublishingError, match="cannot be read"):
        published(changed(tmp_path), there)
    assert there.files() == files_of(site)


@pytest.fixture
def broken_line(
    there: Folder | Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[pytest.MonkeyPatch]:
    """Let whatever leads to a target end in the middle of a large file."""
    with monkeypatch.context() as patch:
        if isinstance(there, Storage):
            patch.setattr("boto3.s3.transfer.S3Transfer.upload_file", failing(MOST))
        elif isinstance(there, Host):
            command = os.environ["RSYNC_RSH"].replace("ssh ", "ssh -o ControlPath=none ", 1)
            wrapper(tmp_path / "bin/ssh-cut", f'exec {command} "$@" < <(stdbuf -o0 head -c {MOST})')
            patch.setenv("RSYNC_RSH", str(tmp_path / "bin/ssh-cut"))
        else:
            rsync = shutil.which("rsync")
            wrapper(tmp_path / "bin/rsync", f'ulimit -f {MOST // 1024}; exec {rsync} "$@"')
            patch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
        yield patch


def wrapper(path: Path, script: str) -> None:
    path.parent.mkdir()
    path.write_text(f"#!/bin/bash\n{script}\n")
    path.chmod(0o755)


def failing(most: int) -> Any:
    send = S3Transfer.upload_file

    def upload(self: Any, filename: str, *rest: Any, **named: Any) -> Any:
        if Path(filename).stat().st_size > most:
            raise ConnectionClosedError(endpoint_url="https://storage.example")
        return send(self, filename, *rest, **named)

    return upload


@EVERYWHERE
@pytest.mark.parametrize("large", ["pagefind/fr/second.pf_fragment", "index.html"])
def test_a_line_that_breaks_leaves_the_older_site_whole(
    there: Folder | Storage,
    tmp_path: Path,
    broken_line: pytest.MonkeyPatch,
    large: str,
) -> None:
    old = write_site(tmp_path / "site")
    published(old, there)
    new = changed(tmp_path, **{large: random.Random(1).randbytes(3 * MOST).hex()})  # noqa: S311
    with pytest.raises(PublishingError, match="publish again"):
        published(new, there)
    after = there.files()
    assert {path: after[path] for path in files_of(old)} == files_of(old)
    broken_line.undo()
    # The next publication brings it to its end, and knows what the broken one had left.
    published(new, there, manners=Manners(keep_days=0))
    assert there.files() == files_of(new)


@HERE
def test_a_dry_run_tells_all_and_changes_nothing(there: Folder | Storage, tmp_path: Path) -> None:
    old, new = write_site(tmp_path / "site"), changed(tmp_path)
    first = run("publish", str(old), there.name, "--dry-run")
    assert (first.exit_code, there.files()) == (0, {})
    assert run("publish", str(old), there.name).exit_code == 0
    said = run("publish", str(new), there.name, "--dry-run")
    assert said.exit_code == 0
    assert said.output.splitlines() == [
        "+ pagefind/fr/second.pf_fragment",
        "~ a.js",
        "~ index.html",
        "- deep/er/index.html",
        "- deep/er/été 'x'.pdf",
        "1 files to add, 2 pages and files to add or replace, 2 to delete; "
        "1 are kept for pages that are open",
    ]
    assert there.files() == files_of(old)


def test_the_record_is_for_people_to_read(folder: Folder, tmp_path: Path) -> None:
    published(write_site(tmp_path / "site"), folder)
    published(changed(tmp_path), folder)
    record = json.loads((folder.root / ".hub/published.json").read_bytes())
    assert record["files"]["pagefind/fr/first.pf_fragment"][2] == "2031-09-01"
    assert not (folder.root / "deep").exists()


def test_a_link_of_others_is_in_the_way(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder.root.mkdir()
    (folder.root / "deep").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishingError, match="such as deep"):
        published(write_site(tmp_path / "site"), folder)


def test_what_cannot_be_used_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "empty").mkdir()
    result = run("publish", str(tmp_path / "empty"), str(tmp_path / "target"))
    assert (result.exit_code, "is no site that the hub built" in result.output) == (3, True)
    site = write_site(tmp_path / "site")
    result = run("publish", str(site), str(site / "target"))
    assert (result.exit_code, "lie in one another" in result.output) == (2, True)
    monkeypatch.setenv("RSYNC_RSH", "ssh -p 1 -o ConnectTimeout=2")
    result = run("publish", str(site), "nobody@127.0.0.1:/srv/hub")
    assert (result.exit_code, "Connection refused" in result.output) == (3, True)
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("publish", str(site), str(tmp_path / "target"))
    assert (result.exit_code, "apt-get install rsync" in result.output) == (3, True)


def test_storage_that_refuses_is_told(storage: Storage, tmp_path: Path) -> None:
    result = run("publish", str(write_site(tmp_path / "site")), "s3://invented-nowhere/hub")
    assert result.exit_code == 3
    assert "NoSuchBucket" in result.output
    assert storage.files() == {}


def test_storage_sends_the_headers_that_the_site_asks_for(storage: Storage, tmp_path: Path) -> None:
    published(write_site(tmp_path / "site"), storage)
    for path, type_, cached in (
        ("index.html", "text/html; charset=utf-8", "max-age=0"),
        ("a.js", "text/javascript; charset=utf-8", "immutable"),
        ("seminars/feed.xml", "application/atom+xml; charset=utf-8", "max-age=0"),
        ("pagefind/fr/first.pf_fragment", "application/octet-stream", "immutable"),
    ):
        sent = storage.object(path)
        assert sent["ContentType"] == type_
        assert cached in sent["CacheControl"]
    new = write_site(tmp_path / "new", _headers="\n\n/hub/*\n  Cache-Control: private\n")
    published(new, storage)
    assert storage.object("index.html")["CacheControl"] == "private"
    assert not [key for key in storage.places() if "incoming" in key]
