"""Runs jobs as GitHub and GitLab do: each in a clone of its own, step by step.

Actions are done by as much of them as the workflows use. The environment with the program is the
tests' own, so that nothing is asked of the network.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import yaml

from ..conftest import ROOT

FORBIDDEN = set('":<>|*?\r\n')
"""What actions/upload-artifact refuses in names of files."""


class Host:
    """A host that has a repository and keeps what jobs leave."""

    def __init__(self, repository: Path, venv: Path, folder: Path, values: dict[str, str]) -> None:
        """Give what expressions stand for, such as `vars.HUB_SITE_URL`, in all jobs."""
        self.repository = repository
        self.venv = venv
        self.folder = folder
        self.values = values
        self.artifacts = folder / "artifacts"
        self.summary = folder / "summary.md"
        self._programs = folder / "programs"
        for each in (self.artifacts, self._programs):
            each.mkdir(parents=True)
        self.add_program("sudo", 'exec "$@"')

    def add_program(self, name: str, text: str) -> None:
        """Put a program, as a shell's text, before those of the machine."""
        path = self._programs / name
        path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        path.chmod(0o755)

    def on_github(
        self,
        file: str,
        job: str,
        values: dict[str, str] | None = None,
        environment: dict[str, str] | None = None,
        left_out: str = "",
    ) -> Path:
        """Run a job of a workflow, but for one step that a test cannot run in itself.

        Returns the folder in which it ran.
        """
        workflow = yaml.safe_load((ROOT / ".github/workflows" / file).read_text("utf-8"))
        known = self.values | (values or {})
        place = self._place(job)
        files = {name: place.with_suffix(f".{name}") for name in ("env", "output")}
        for each in files.values():
            each.touch()
        of_host = {
            "GITHUB_ENV": str(files["env"]),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_STEP_SUMMARY": str(self.summary),
        }
        for step in workflow["jobs"][job]["steps"]:
            if "uses" in step:
                self._act(step["uses"].partition("@")[0], _filled(step.get("with"), known), place)
            elif step["run"] != left_out:
                own = dict(line.split("=", 1) for line in files["env"].read_text().splitlines())
                for each in (workflow, workflow["jobs"][job], step):
                    own |= _filled(each.get("env"), known)
                _run(step["run"], place, of_host | (environment or {}) | own | self._own())
        return place

    def on_gitlab(self, job: str, values: dict[str, str]) -> Path:
        """Run a job's script; return the folder in which it ran."""
        read = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text("utf-8"))
        place = self._place(job)
        _clone(self.repository, place, int(read["variables"]["GIT_DEPTH"]), self.venv)
        own = read["variables"] | values | self._own()
        for line in read[job]["script"]:
            _run(line, place, own)
        for path in read[job]["artifacts"]["paths"]:
            assert (place / path).exists(), path
        return place

    def _place(self, job: str) -> Path:
        return self.folder / f"{len(list(self.folder.iterdir()))}-{job}"

    def _own(self) -> dict[str, str]:
        return {"CI": "true", "PATH": f"{self._programs}:{os.environ['PATH']}"}

    def _act(self, action: str, given: dict[str, str], place: Path) -> None:
        match action:
            case "actions/checkout":
                _clone(self.repository, place, int(given.get("fetch-depth", "1")), self.venv)
            case "actions/upload-artifact":
                self._upload(given, place)
            case "actions/download-artifact":
                place.mkdir(exist_ok=True)
                for artifact in self.artifacts.glob(given.get("name") or given["pattern"]):
                    target = place / given.get("path", ".")
                    shutil.copytree(artifact, target, dirs_exist_ok=True)
            case _:
                raise ValueError(action)

    def _upload(self, given: dict[str, str], place: Path) -> None:
        """Keep files below what all given paths have in common, without times, as the action."""
        paths = [place / each for each in given["path"].split()]
        shared = Path(os.path.commonpath(paths))
        base = shared.parent if shared.is_file() else shared
        hidden = given.get("include-hidden-files") == "True"
        found = [
            path
            for each in paths
            for path in (each.rglob("*") if each.is_dir() else [each])
            if path.is_file()
            and (hidden or not re.search(r"(^|/)\.", path.relative_to(place).as_posix()))
        ]
        assert found, given["path"]
        for path in found:
            name = path.relative_to(base)
            assert not FORBIDDEN & set(str(name)), name
            target = self.artifacts / given["name"] / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)


def _filled(given: dict[str, Any] | None, values: dict[str, str]) -> dict[str, str]:
    """Return settings with what their expressions stand for."""
    return {
        name: re.sub(r"\$\{\{ (.+?) \}\}", lambda found: values[found[1]], str(value))
        for name, value in (given or {}).items()
    }


def _clone(repository: Path, place: Path, depth: int, venv: Path) -> None:
    """Clone so many commits of a repository, all for 0, and use an environment's programs."""
    options = ["--depth", str(depth)] if depth else []
    command = ["git", "clone", "--quiet", *options, f"file://{repository}", place]
    subprocess.run(command, check=True)
    (place / ".venv").symlink_to(venv)
    for name in ("requirements.txt", "pyproject.toml"):
        # Older than the environment, so that make does not install it anew.
        os.utime(place / name, (0, 0))


def _run(text: str, place: Path, own: dict[str, str]) -> None:
    done = subprocess.run(
        ["bash", "-e", "-c", text],
        cwd=place,
        env=os.environ | own,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{text}\n{done.stdout}{done.stderr}"
