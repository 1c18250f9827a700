"""The jobs of the workflows, step by step as their hosts run them, in clones of an invented hub."""

import shutil
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest

from ..conftest import FORMER, ROOT
from .host import Host
from .repository import commit, git, repository_at

VENV = Path(sys.executable).parent.parent
ADDRESS = "https://hub.example/invented/"
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
KEPT = "2031-05-invented-full"
"""One seminar is enough to show what passes from step to step."""


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Host:
    folder = tmp_path_factory.mktemp("jobs")
    repository = repository_at(folder / "hub", VENV)
    for path in (repository / "docs/seminars").glob("20*"):
        if path.name != KEPT:
            shutil.rmtree(path)
    for name in FORMER:
        (repository / "docs" / name).unlink(missing_ok=True)
    commit(repository, "Before")
    page = repository / "docs/about.ar.md"
    page.write_text(page.read_text("utf-8") + "\nنص مختلق.\n", "utf-8")
    commit(repository, "After")
    values = {
        "inputs.site-url": ADDRESS,
        "vars.HUB_SITE_URL": ADDRESS,
        "vars.HUB_LANGUAGE || 'fr'": "ar",
        "github.event.pull_request.base.sha": git(repository, "rev-parse", "HEAD~1"),
        "github.token": "invented",
    }
    return Host(repository, VENV, folder / "host", values)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_slices_of_four_machines_are_the_site_that_both_hosts_publish(
    host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in "1234":
        values = {"matrix.slice": number, "strategy.job-total": "4"}
        host.on_github("build.yml", "slice", values)
    host.on_github("build.yml", "join")
    joined = files_of(host.artifacts / "site")
    assert ADDRESS.encode() in joined["ar/index.html"]

    # The slices take their day from the commit.
    day = git(host.repository, "log", "-1", "--format=%ct")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
    host.on_github("publish.yml", "build")
    with tarfile.open(host.artifacts / "github-pages/artifact.tar") as archive:
        members = [each for each in archive.getmembers() if each.isfile()]
        published = {
            each.name.removeprefix("./"): archive.extractfile(each).read()  # type: ignore[union-attr]
            for each in members
        }
    assert published == joined
    assert len(list((host.artifacts / "github-pages").iterdir())) == 1

    place = host.on_gitlab("pages", {"CI_PAGES_URL": ADDRESS.rstrip("/")})
    assert files_of(place / "public") == joined


def test_a_review_shows_what_an_edit_changes(host: Host) -> None:
    place = host.on_github("pull-request.yml", "review")
    out = host.artifacts / "review"
    said = (out / "summary.md").read_text("utf-8")
    assert host.summary.read_text("utf-8") == said
    assert "صفحات معدَّلة (1)" in said
    assert "(`ar/about/`)" in said
    assert "نص مختلق" in (out / "site/ar/about/index.html").read_text("utf-8")
    assert {path.parent.name for path in out.glob("pictures/*/ar.about.png")} == {"before", "after"}
    assert {path.name for path in out.iterdir()} == {"summary.md", "pictures", "site"}
    assert not (place / ".cache/review/base").exists()


def test_a_merge_request_is_reviewed_alike(host: Host) -> None:
    base = host.values["github.event.pull_request.base.sha"]
    values = {"CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "HUB_LANGUAGE": "en"}
    place = host.on_gitlab("review", values)
    assert "Changed pages (1)" in (place / ".cache/review/summary.md").read_text("utf-8")


def test_what_tests_need_is_installed_by_a_step_of_its_own(host: Host) -> None:
    host.on_github("pull-request.yml", "test", left_out="make test")


def test_a_tag_makes_a_release(host: Host) -> None:
    notes = "## [{0}] - 2031-09-01\n\n- An invented change.\n"
    (host.repository / "CHANGELOG.md").write_text(notes.format(VERSION), "utf-8")
    commit(host.repository, "Release")
    tag = {"GITHUB_REF_NAME": f"v{VERSION}", "GITHUB_REPOSITORY": "invented/hub"}
    host.on_github("release.yml", "build", left_out="make test", environment=tag)
    # Stands for GitHub's program: notes what it is asked for and the files that it is given.
    asked = host.folder / "asked"
    host.add_program("gh", f'{{ echo "$@"; sha256sum --check SHA256SUMS; }} > "{asked}"')
    host.on_github("release.yml", "publish", environment=tag)
    site, bill = f"kmh-hub-site-{VERSION}.tar.gz", f"kmh-hub-{VERSION}.cdx.json"
    assert asked.read_text("utf-8").splitlines() == [
        f"release create v{VERSION} --repo invented/hub --verify-tag --notes-file notes.md"
        f" {bill} {site} SHA256SUMS",
        f"{bill}: OK",
        f"{site}: OK",
    ]
