"""What a release has: the same bytes again, from the version and the notes that were written."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from ..conftest import ROOT
from .repository import commit, git, repository_at

VENV = Path(sys.executable).parent.parent
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
VERSION: str = PROJECT["version"]
SITE = f"kmh-hub-site-{VERSION}.tar.gz"
BILL = f"kmh-hub-{VERSION}.cdx.json"
NOTES = f"""# Changelog

## [Unreleased]

- Not yet.

## [{VERSION}] - 2031-09-01

### Added

- An invented change.

## [0.0.1] - 2031-08-01

- Long ago.
"""


def release(folder: Path, version: str = VERSION, **own: str) -> subprocess.CompletedProcess[str]:
    given = {"HUB_SITE_URL": "https://hub.example/released/"} | own
    command = ["scripts/release", version, "out"]
    environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    return subprocess.run(
        command, cwd=folder, env=environment | given, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = repository_at(tmp_path_factory.mktemp("release") / "hub", VENV)
    (folder / "CHANGELOG.md").write_text(NOTES, "utf-8")
    commit(folder, "Release")
    return folder


@pytest.fixture(scope="module")
def out(repository: Path) -> Path:
    done = release(repository)
    assert done.returncode == 0, done.stderr
    return repository / "out"


@pytest.fixture(scope="module")
def bill(out: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((out / BILL).read_bytes())
    return read


def test_it_is_the_same_again_and_has_what_its_checksums_say(out: Path, repository: Path) -> None:
    assert {path.name for path in out.iterdir()} == {SITE, BILL, "SHA256SUMS", "notes.md"}
    sums = (out / "SHA256SUMS").read_text()
    for line in sums.splitlines():
        digest, name = line.split()
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
    assert len(sums.splitlines()) == 2
    assert release(repository, HUB_CACHE="", TZ="Asia/Tokyo").returncode == 0
    assert (out / "SHA256SUMS").read_text() == sums


def test_its_archive_has_the_site(out: Path) -> None:
    with tarfile.open(out / SITE) as archive:
        names = archive.getnames()
        members = archive.getmembers()
        page = archive.extractfile("site/en/index.html")
        assert page
        assert b"https://hub.example/released/en/" in page.read()
    assert {name.partition("/")[0] for name in names} == {"site"}
    assert {(each.uid, each.gid, each.mode & 0o7022) for each in members} == {(0, 0, 0)}


def test_its_notes_are_the_versions_own(out: Path) -> None:
    assert (out / "notes.md").read_text("utf-8").split() == [
        "###", "Added", "-", "An", "invented", "change.",
    ]  # fmt: skip


def test_its_bill_is_valid_and_names_all_that_sites_are_made_with(bill: dict[str, Any]) -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None
    found = {canonicalize_name(each["name"]): each for each in bill["components"]}
    wanted = {canonicalize_name(Requirement(each).name) for each in PROJECT["dependencies"]}
    assert wanted <= set(found)
    assert {"markupsafe", "pagefind-bin"} <= set(found), "what these need themselves is in it"
    assert not {"pytest", "playwright", "boto3", "mypy"} & set(found)
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)", lock(), re.MULTILINE))
    for name, each in found.items():
        if each["purl" if "purl" in each else "name"].startswith("pkg:pypi/"):
            assert each["version"] == locked[name]
            (source,) = each["externalReferences"]
            assert all(len(each["content"]) == 64 for each in source["hashes"])
            assert source["hashes"]
    refs = {each["bom-ref"] for each in bill["components"]}
    graph = {each["ref"]: set(each["dependsOn"]) for each in bill["dependencies"]}
    assert set().union(*graph.values()) == refs


def test_it_names_the_files_of_others_and_where_they_are(bill: dict[str, Any]) -> None:
    places = [
        occurrence["location"]
        for each in bill["components"]
        for occurrence in each.get("evidence", {}).get("occurrences", ())
    ]
    fonts = git(ROOT, "ls-files", "*.woff2").splitlines()
    assert fonts
    assert set(places) == {*fonts, "scripts/kmh_hub/pages/geography/world.json"}
    terms = (ROOT / "LICENSE.md").read_text("utf-8")
    for each in bill["components"]:
        if "evidence" in each:
            assert each["name"] in terms
            assert each["version"] in terms
            assert each["licenses"][0]["license"]["id"] in terms


@pytest.mark.parametrize(
    ("version", "own", "said"),
    [
        ("9.9.9", {}, f"pyproject.toml: the version is {VERSION}, not 9.9.9"),
        (VERSION, {"HUB_SITE_URL": ""}, "HUB_SITE_URL is missing"),
    ],
)
def test_what_is_missing_is_said(
    repository: Path, version: str, own: dict[str, str], said: str
) -> None:
    done = release(repository, version, **own)
    assert done.returncode == 1
    assert said in done.stderr


def test_a_version_without_notes_is_refused(repository: Path) -> None:
    (repository / "CHANGELOG.md").write_text(NOTES.replace(f"[{VERSION}]", "[0.0.0]"), "utf-8")
    done = release(repository)
    (repository / "CHANGELOG.md").write_text(NOTES, "utf-8")
    assert done.returncode == 1
    assert f'nothing stands under "## [{VERSION}] - ' in done.stderr


def lock() -> str:
    return (ROOT / "requirements.txt").read_text("utf-8")


def test_every_package_is_locked_with_hashes_and_as_the_project_allows() -> None:
    pins = re.findall(
        r"^([\w.-]+)==([^\s;]+)[^\n]*\\\n((?: +--hash=[^\n]+\n)+)", lock(), re.MULTILINE
    )
    assert len(pins) == len(re.findall(r"^[\w.-]+", lock(), re.MULTILINE))
    versions = {canonicalize_name(name): Version(version) for name, version, _ in pins}
    asked = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    for each in map(Requirement, asked):
        assert versions[canonicalize_name(each.name)] in each.specifier, each
