"""The weekly watch, as it runs: real programs, asking servers of this machine.

What they answer is invented; no package or address here is really vulnerable or dead.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from gzip import decompress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from ..conftest import ROOT
from .host import Host
from .repository import commit, git

audit = SimpleNamespace(**run_path(str(ROOT / "scripts/audit.py")))
VENV = Path(sys.executable).parent.parent
TITLE = "Links to other sites and vulnerabilities"
NODE_LOCK: dict[str, Any] = {
    "name": "invented",
    "lockfileVersion": 3,
    "packages": {
        "": {"name": "invented", "dependencies": {"axe-core": "4.11.0"}},
        "node_modules/axe-core": {"version": "4.11.0"},
    },
}
PAGE = "# Invented\n\n[Here]({at}/here) [Gone]({at}/gone)\n"
PYTHON_FAULT = {
    "id": "INVENTED-1",
    "aliases": ["INVENTED-2"],
    "affected": [
        {
            "package": {"name": "invented-package", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}],
        }
    ],
}
NODE_FAULT = {
    "id": 1,
    "url": "https://invented.example/1",
    "title": "Invented fault",
    "severity": "high",
    "vulnerable_versions": "<=4.11.0",
}


class World(NamedTuple):
    """What the rest of the world answers, to be changed by a test."""

    folder: Path
    host: Host
    server: ThreadingHTTPServer
    answers: dict[str, Any]

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HUB_CACHE": "",
            "PIP_AUDIT_OSV_URL": f"{self.at}/osv",
            "npm_config_registry": self.at,
            "npm_config_cache": str(self.folder / "npm"),
            "XDG_CACHE_HOME": str(self.folder / "xdg"),
        }

    def audit(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "scripts/audit.py"],
            cwd=self.host.repository,
            env=os.environ | self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def watch(self) -> str:
        """Run the weekly workflow; return what it found."""
        place = self.host.on_github("watch.yml", "ask", environment=self.environment)
        assert [path.name for path in (place / ".cache/watch").iterdir()] == ["watch.md"]
        self.host.on_github("watch.yml", "issue")
        return (self.host.artifacts / "watch/watch.md").read_text("utf-8")

    def issues(self) -> list[dict[str, str]]:
        path = self.folder / "issues.json"
        listed: list[dict[str, str]] = json.loads(path.read_text("utf-8")) if path.exists() else []
        return listed


class _Handler(BaseHTTPRequestHandler):
    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if self.headers.get("Content-Encoding") == "gzip":
            body = decompress(body)
        answers: dict[str, Any] = self.server.answers  # type: ignore[attr-defined]
        found = answers.get(self.path)
        text = json.dumps(found(json.loads(body)) if callable(found) else found).encode()
        self.send_response(404 if found is None else 200)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    do_GET = do_HEAD = do_POST = answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Say nothing."""


GH = f"""#!{sys.executable}
# Stands for GitHub's program, and keeps issues in a file as GitHub does.
import json, subprocess, sys
from pathlib import Path
kept = Path(__file__).with_name("issues.json")
issues = json.loads(kept.read_text()) if kept.exists() else []
options = dict(zip(sys.argv[3::2], sys.argv[4::2]))
match sys.argv[2]:
    case "list":
        listed = [issue for issue in issues if issue["state"] == options["--state"]]
        query = options["--jq"]
        found = subprocess.run(["jq", "-r", query], input=json.dumps(listed), text=True,
                               capture_output=True, check=True)
        sys.stdout.write(found.stdout)
    case "create":
        issues.append({{"number": len(issues) + 1, "state": "open", "title": options["--title"],
                       "body": Path(options["--body-file"]).read_text()}})
    case "edit" | "close" as verb:
        (issue,) = [each for each in issues if str(each["number"]) == sys.argv[3]]
        if verb == "close":
            issue["state"] = "closed"
        else:
            issue["body"] = Path(sys.argv[5]).read_text()
kept.write_text(json.dumps(issues))
"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    answers: dict[str, Any] = {
        "/here": {},
        "/gone": {},
        "/osv": lambda _: {},
        "/-/npm/v1/security/advisories/bulk": lambda _: {},
        "/axe-core": {
            "name": "axe-core",
            "versions": {
                version: {"name": "axe-core", "version": version} for version in ("4.11.0", "5.0.0")
            },
        },
    }
    server.answers = answers  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hub = tmp_path / "hub"
    for path in ("docs/seminars", "scripts", "overrides"):
        (hub / path).mkdir(parents=True)
    for name in ("watch", "keep-issue", "audit.py", "require-debian-package"):
        shutil.copy(ROOT / "scripts" / name, hub / "scripts")
    for name in ("mkdocs.yml", "pyproject.toml", "Makefile"):
        shutil.copy(ROOT / name, hub)
    (hub / "overrides/locales").symlink_to(ROOT / "overrides/locales")
    values = {"vars.HUB_LANGUAGE || 'fr'": "fr", "github.token": "invented"}
    world = World(tmp_path, Host(hub, VENV, tmp_path / "host", values), server, answers)
    (hub / "docs/index.fr.md").write_text(PAGE.format(at=world.at))
    (hub / "docs/seminars/series.yml").write_text("organisations: {}\n")
    for lock in audit.LOCKS:
        (hub / lock).parent.mkdir(parents=True, exist_ok=True)
        (hub / lock).write_text(f"invented-package==1.0 --hash=sha256:{'0' * 64}\n")
    for folder in audit.FOLDERS:
        (hub / folder).mkdir(parents=True, exist_ok=True)
        (hub / folder / "package.json").write_text(json.dumps(NODE_LOCK["packages"][""]))
        (hub / folder / "package-lock.json").write_text(json.dumps(NODE_LOCK))
    git(hub, "init", "-q")
    commit(hub, "Before")
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    world.host.add_program("gh", f'exec "{tmp_path}/gh" "$@"')
    yield world
    server.shutdown()
    server.server_close()


def test_one_issue_follows_what_is_wrong_and_is_closed_when_all_is_well(world: World) -> None:
    assert world.watch() == ""
    assert world.issues() == []

    del world.answers["/gone"]
    world.answers["/osv"] = lambda _: {"vulns": [PYTHON_FAULT]}
    world.answers["/-/npm/v1/security/advisories/bulk"] = lambda asked: {
        name: [NODE_FAULT] for name in asked
    }
    text = world.watch()
    column = PAGE.format(at=world.at).splitlines()[2].index("/gone") - len(world.at) + 1
    assert f"docs/index.fr.md:3:{column}: {world.at}/gone n’existe plus" in text
    assert f"{world.at}/here" not in text
    assert "- invented-package 1.0: INVENTED-1, INVENTED-2; mended in: 2.0" in text
    assert "- axe-core 4.11.0, high: Invented fault (https://invented.example/1)" in text
    assert world.issues() == [{"number": 1, "state": "open", "title": TITLE, "body": text}]

    world.answers["/osv"] = lambda _: {}
    text = world.watch()
    assert "invented-package" not in text
    assert "### Python packages\n\nNo known vulnerability." in text
    assert world.issues() == [{"number": 1, "state": "open", "title": TITLE, "body": text}]

    world.answers["/gone"] = {}
    world.answers["/-/npm/v1/security/advisories/bulk"] = lambda _: {}
    assert world.watch() == ""
    assert [(issue["number"], issue["state"]) for issue in world.issues()] == [(1, "closed")]


@pytest.mark.parametrize(
    ("silent", "title"),
    [
        ("/osv", "Python packages"),
        ("/-/npm/v1/security/advisories/bulk", "npm packages"),
    ],
)
def test_no_answer_never_passes_for_a_good_one(world: World, silent: str, title: str) -> None:
    del world.answers[silent]
    done = world.audit()
    assert done.returncode == 3
    assert done.stdout.count("No known vulnerability.") == 1
    assert f"### {title}\n\n**Could not be asked**, so that nothing is known: " in done.stdout


def test_that_nobody_answered_is_an_issue(world: World) -> None:
    del world.answers["/osv"]
    text = world.watch()
    assert "**Could not be asked**" in text
    assert [issue["body"] for issue in world.issues()] == [text]


def test_the_status_of_an_audit_says_what_was_found(world: World) -> None:
    assert world.audit().returncode == 0
    world.answers["/osv"] = lambda _: {"vulns": [PYTHON_FAULT]}
    del world.answers["/-/npm/v1/security/advisories/bulk"]
    done = world.audit()
    assert done.returncode == 1, done.stdout
    assert "**Could not be asked**" in done.stdout


def test_every_lock_of_the_repository_is_asked_about() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "*requirements.txt", "*package-lock.json"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    nodes = [f"{folder}/package-lock.json" for folder in audit.FOLDERS]
    assert sorted(listed) == sorted([*audit.LOCKS, *nodes])
    proposed = (ROOT / ".github/dependabot.yml").read_text("utf-8")
    for folder in audit.FOLDERS:
        assert f"directory: /{folder}\n" in proposed
