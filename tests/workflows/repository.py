"""A repository with the real program and the invented seminars, for scripts to run in."""

import shutil
import subprocess
from pathlib import Path

from ..conftest import FIXTURES, ROOT

FILES = (
    "mkdocs.yml",
    "pyproject.toml",
    "requirements.txt",
    "CHANGELOG.md",
    "Makefile",
    ".gitignore",
)


def repository_at(folder: Path, venv: Path) -> Path:
    """Make a repository with one commit, which uses the given environment's programs."""
    folder.mkdir()
    for name in FILES:
        shutil.copy(ROOT / name, folder)
    for name in ("overrides", "scripts"):
        left_out = shutil.ignore_patterns("__pycache__", "*.egg-info", "node_modules", "dist")
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    shutil.copytree(FIXTURES / "docs", folder / "docs")
    git(folder, "init", "-q")
    commit(folder, "Before")
    (folder / ".venv").symlink_to(venv)
    return folder


def commit(folder: Path, message: str) -> None:
    git(folder, "add", ".", ":!.venv")
    git(folder, "commit", "-q", "-m", message)


def git(folder: Path, *arguments: str) -> str:
    own = ["-c", "user.name=Invented", "-c", "user.email=invented@hub.example"]
    command = ["git", *own, *arguments]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()
