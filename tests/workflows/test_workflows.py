"""What runs on GitHub and GitLab: well formed, with the least rights, and thin."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ..conftest import ROOT

BIN = Path(sys.executable).parent
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
PINS = {
    "actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "actions/upload-artifact": "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
    "actions/download-artifact": "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
    "actions/deploy-pages": "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 # v5.0.0",
}
"""The commits that were looked at in the actions' own repositories."""
SCRIPTS = ("review", "watch", "keep-issue", "release", "make-venv", "test-pythons")
SHELL = [".ci/run", *(f"scripts/{name}" for name in SCRIPTS)]


def jobs() -> Iterator[tuple[str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in yaml.safe_load(path.read_text("utf-8"))["jobs"].items():
            yield f"{path.name}: {name}", job


def commands() -> Iterator[str]:
    for _, job in jobs():
        for step in job["steps"]:
            yield from step.get("run", "").splitlines()
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
    for each in gitlab.values():
        yield from each.get("script", ()) if isinstance(each, dict) else ()


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-workflows", ".github/workflows/*.yml"),
        ("dependabot", ".github/dependabot.yml"),
        ("gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_files_are_as_their_hosts_read_them(schema: str, pattern: str) -> None:
    files = [str(path) for path in ROOT.glob(pattern)]
    assert files
    command = [BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_nothing_in_them_is_known_to_be_unsafe() -> None:
    command = [BIN / "zizmor", "--offline", "--no-progress", "--format", "json", ".github"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, json.loads(done.stdout)) == (0, []), done.stdout


def test_their_expressions_steps_and_inputs_are_sound() -> None:
    options = ["--no-online", "--strict-exit", "--shellcheck", BIN / "shellcheck"]
    command = [BIN / "jactionlint", *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_actions_are_pinned_to_commits_that_were_looked_at() -> None:
    uses = [
        found
        for path in WORKFLOWS
        for found in re.findall(r"uses: ([^@\s]+)@(.+)", path.read_text("utf-8"))
    ]
    assert uses
    for action, pin in uses:
        assert PINS[action] == pin


def test_jobs_may_only_read_but_for_three_that_run_nothing_else() -> None:
    for path in WORKFLOWS:
        workflow = yaml.safe_load(path.read_text("utf-8"))
        assert workflow["permissions"] == {}
        # YAML 1.1 reads the key `on` as true.
        assert "pull_request_target" not in workflow[True]
        assert "secrets." not in path.read_text("utf-8")
    for name, job in jobs():
        expected = {"contents": "read"}
        if name == "publish.yml: deploy":
            expected = {"pages": "write", "id-token": "write"}
            assert [each.get("uses", "").partition("@")[0] for each in job["steps"]] == [
                "actions/deploy-pages"
            ]
        if name == "release.yml: publish":
            expected = {"contents": "write"}
            assert [each.get("uses", "").partition("@")[0] for each in job["steps"]] == [
                "actions/download-artifact",
                "",
            ]
            assert job["steps"][1]["run"].startswith("gh release create ")
        if name == "watch.yml: issue":
            expected = {"contents": "read", "issues": "write"}
            assert [step["run"] for step in job["steps"] if "run" in step] == [
                'scripts/keep-issue "Links to other sites and vulnerabilities" watch.md'
            ]
        assert job["permissions"] == expected, name


def test_steps_call_what_there_is() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    asked = [
        target
        for command in commands()
        for line in re.findall(r"^(?:sudo )?make ([^&|]*)", command)
        for target in line.split()
        if "=" not in target and not target.startswith(".venv/")
    ]
    assert asked
    assert set(asked) <= targets


def test_shell_scripts_and_steps_are_clean(tmp_path: Path) -> None:
    for number, (_, job) in enumerate(jobs()):
        for at, step in enumerate(job["steps"]):
            if "run" in step:
                (tmp_path / f"{number}-{at}").write_text(f"#!/bin/bash -e\n{step['run']}\n")
    files = [*(ROOT / each for each in SHELL), *ROOT.glob("scripts/require-*"), *tmp_path.iterdir()]
    done = subprocess.run([BIN / "shellcheck", *files], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("open_", "text", "expected"),
    [
        ("", "a link", "issue create --title Links --body-file text.md"),
        ("12", "a link", "issue edit 12 --body-file text.md"),
        ("12", "", "issue close 12"),
        ("", "", ""),
    ],
)
def test_one_issue_is_kept_current(tmp_path: Path, open_: str, text: str, expected: str) -> None:
    (tmp_path / "text.md").write_text(text)
    # Stands for GitHub's program: tells the number of the open issue, and notes what it is asked.
    (tmp_path / "gh").write_text(
        f'#!/bin/sh\nif [ "$2" = list ]; then echo "{open_}"; else echo "$@" > asked; fi\n'
    )
    (tmp_path / "gh").chmod(0o755)
    subprocess.run(
        [ROOT / "scripts/keep-issue", "Links", "text.md"],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        check=True,
    )
    asked = tmp_path / "asked"
    assert (asked.read_text().strip() if asked.exists() else "") == expected
