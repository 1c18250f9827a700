"""Ask whether a locked version is known to be vulnerable, and say it as Markdown.

`make audit` asks the Open Source Vulnerabilities database (pip-audit) for Python's packages and
the npm registry (npm audit) for those of the tests and the form. It exits with 0 if none is
known, 1 if one is, and 3 if one of the two could not be asked: no answer never passes for a good
one.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any

LOCKS = (
    "requirements.txt",
    "tests/hostile/requirements.txt",
    "tests/properdocs/requirements.txt",
)
FOLDERS = ("tests", "scripts/form")
"""Where a package-lock.json is."""
PYTHON = "Python packages"
NODE = "npm packages"


class Status(IntEnum):
    """What the command exits with."""

    NONE_KNOWN = 0
    FOUND = 1
    NOT_ASKED = 3


class NotAskedError(Exception):
    """A database gave no answer; the text is the reason in its own words."""


def python_findings() -> Iterator[str]:
    """Return a line a known vulnerability of a locked Python package.

    Raises:
        NotAskedError: the database did not answer for every package.

    """
    command = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip"]
    command += ["--vulnerability-service", "osv", "--format", "json", "--progress-spinner", "off"]
    command += [part for lock in LOCKS for part in ("--requirement", lock)]
    packages = _answer(command)["dependencies"]
    # pip-audit passes over what its source does not know, and counts it as sound.
    unknown = [f"{each['name']}: {each['skip_reason']}" for each in packages if "vulns" not in each]
    if unknown or not packages:
        raise NotAskedError("; ".join(unknown[:3]) or "no package was audited")
    for package in packages:
        for each in package["vulns"]:
            names = ", ".join([each["id"], *each["aliases"]])
            mended = ", ".join(each["fix_versions"]) or "no version yet"
            yield f"{package['name']} {package['version']}: {names}; mended in: {mended}"


def node_findings() -> Iterator[str]:
    """Return a line a locked npm package that is known to be vulnerable.

    Raises:
        NotAskedError: the registry did not answer.

    """
    for folder in FOLDERS:
        command = ["npm", "--prefix", folder, "audit", "--json", "--package-lock-only"]
        # A registry that does not answer is asked twice more otherwise, for a minute.
        found = _answer([*command, "--fetch-retries", "0"])
        if "vulnerabilities" not in found:
            raise NotAskedError(found.get("message") or "npm audit gave no list of vulnerabilities")
        for name, package in found["vulnerabilities"].items():
            titles = [
                f"{via['title']} ({via['url']})" if isinstance(via, dict) else f"by way of {via}"
                for via in package["via"]
            ]
            yield f"{name} {package['range']}, {package['severity']}: {'; '.join(titles)}"


def _answer(command: list[str]) -> Any:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError as error:
        lines = done.stderr.strip().splitlines() or [f"exit status {done.returncode}"]
        raise NotAskedError(lines[-1]) from error


def report() -> tuple[str, Status]:
    """Return what is known as Markdown, and the status that it gives."""
    parts: list[str] = []
    status = Status.NONE_KNOWN
    asks: dict[str, Callable[[], Iterator[str]]] = {PYTHON: python_findings, NODE: node_findings}
    for title, ask in asks.items():
        try:
            found = list(ask())
        except NotAskedError as error:
            status = status or Status.NOT_ASKED
            told = f"**Could not be asked**, so that nothing is known: {error}"
        else:
            status = Status.FOUND if found else status
            told = "\n".join(f"- {line}" for line in found) or "No known vulnerability."
        parts.append(f"### {title}\n\n{told}\n")
    return "\n".join(parts), status


if __name__ == "__main__":
    os.chdir(Path(__file__).parent.parent)
    text, exit_status = report()
    sys.stdout.write(text)
    sys.exit(exit_status)
