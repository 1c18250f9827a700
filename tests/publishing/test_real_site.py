"""The real site at every target, byte by byte, and read there as readers do."""

import shutil
import tarfile
from datetime import date
from pathlib import Path

import pytest

from kmh_hub.cli.publish import _target as target_at
from kmh_hub.hosting import headers_file
from kmh_hub.publishing.pages_artefact import write_artefact
from kmh_hub.publishing.publication import Manners, publish
from kmh_hub.publishing.site_file import site_files
from kmh_hub.publishing.target import PublishingError

from ..conftest import run
from ..headers import headers_for, rules_in
from .targets import Folder, Storage, files_of, write_site


@pytest.mark.parametrize("kind", ["machine", "storage"])
def test_all_of_it_arrives(
    kind: str, real_site: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    there: Folder | Storage = request.getfixturevalue(kind)
    site = real_site
    if kind == "storage":
        # Moto takes its time with each file; the search's many are alike.
        site = tmp_path / "site"
        shutil.copytree(real_site, site, ignore=shutil.ignore_patterns("*.pf_*"))
    target = target_at(there.name, site)
    publish(site, target, Manners(), date(2031, 9, 1), lambda _: True)
    assert there.files() == files_of(site)
    again = publish(site, target, Manners(), date(2031, 9, 2), lambda _: True)
    assert again.is_empty


def test_what_is_published_is_whole(folder: Folder, real_site: Path) -> None:
    assert run("publish", str(real_site), folder.name).exit_code == 0
    checked = run("verify", folder.name, "--site-url", "https://hub.example/kmh/")
    assert checked.exit_code == 0, checked.output


def test_storage_is_told_what_other_hosts_read(real_site: Path) -> None:
    rules = rules_in(real_site / "_headers")
    for path, file in site_files(real_site).items():
        asked = headers_for(f"/kmh/{path}", rules)
        for name, value in file.headers.items():
            assert value == asked.get(name, value), path
        known = path.rpartition(".")[2].startswith(("pf_", "pagefind")) or path == "_headers"
        assert (file.headers["Content-Type"] == "application/octet-stream") == known, path


def test_the_artefact_is_as_github_asks(tmp_path: Path, real_site: Path) -> None:
    archive = tmp_path / "artifact.tar"
    result = run("publish", str(real_site), str(archive))
    assert result.exit_code == 0, result.output
    with tarfile.open(archive) as read:
        members = read.getmembers()
        assert all(each.isdir() or (each.isreg() and not each.linkname) for each in members)
        assert {each.mode for each in members} == {0o755, 0o644}
        assert members[0].name == "."
        read.extractall(tmp_path / "deployed", filter="data")
    assert files_of(tmp_path / "deployed") == files_of(real_site)
    write_artefact(real_site, tmp_path / "again.tar")
    assert archive.read_bytes() == (tmp_path / "again.tar").read_bytes()


def test_an_artefact_has_no_links(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    (site / "twice.html").hardlink_to(site / "index.html")
    write_artefact(site, tmp_path / "artifact.tar")
    with tarfile.open(tmp_path / "artifact.tar") as read:
        member = read.extractfile("./twice.html")
        assert member
        assert member.read() == b"one"
    (site / "link.html").symlink_to("index.html")
    with pytest.raises(PublishingError, match=r"link\.html is a link"):
        write_artefact(site, tmp_path / "artifact.tar")


def test_headers_are_read_as_they_are_written(real_site: Path) -> None:
    read = headers_file.rules_in((real_site / "_headers").read_text("utf-8"))
    assert [(each.path, dict(each.headers)) for each in read] == [
        (each.path, each.headers) for each in rules_in(real_site / "_headers")
    ]
