"""A site with redirects, served by the servers that `hub hosting` writes configurations for."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from typing import NamedTuple

import pytest

from ..conftest import run

BASE = "/invented/"
REDIRECTS = """\
# Invented: what a build writes where addresses have moved or are gone.
/invented/en/seminars/old/ /invented/en/about/#contact 301!
/invented/en/seminars/old/ /invented/en/about/#contact 301
/invented/%D9%86%D8%AF%D9%88%D8%A9%20(1)/ https://example.com/%C3%A9?a=b 301!
/invented/%D9%86%D8%AF%D9%88%D8%A9%20(1)/ https://example.com/%C3%A9?a=b 301
/invented/ar/gone/ /invented/ar/gone/index.html 410!
/invented/en/gone.pdf /invented/en/404.html 410!
"""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    """By their names in small letters; two of one name are joined."""
    body: bytes


class Server:
    """A server that runs, asked over one connection."""

    def __init__(self, name: str, port: int) -> None:
        self.name = name
        self.port = port
        self._connection = HTTPConnection("127.0.0.1", port, timeout=10)

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for a path below the host's root; `_` in names of headers is `-`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        self._connection.request(method, path, headers=sent)
        with self._connection.getresponse() as response:
            found: dict[str, str] = {}
            for name, value in response.getheaders():
                key = name.lower()
                found[key] = f"{found[key]}, {value}" if key in found else value
            return Answer(response.status, found, response.read())

    def close(self) -> None:
        self._connection.close()


@contextmanager
def serving(name: str, site: Path, folder: Path) -> Iterator[Server]:
    """Write a server's configuration for a site into a folder, and run it as it is, but for ports.

    What it writes outside of the folder goes into one of the test's own.
    """
    assert run("hosting", name, str(site), "--out", str(folder)).exit_code == 0
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    own = folder.with_name(f"{folder.name}-own")
    own.mkdir(exist_ok=True)
    whole = folder / {"nginx": "nginx.conf", "caddy": "Caddyfile"}[name]
    text = whole.read_text("utf-8").replace("8080", str(port))
    (own / whole.name).write_text(text.replace("/tmp/hub-nginx", f"{own}/nginx"), "utf-8")  # noqa: S108
    is_root = os.getuid() == 0
    command = {
        # Folders of tests are their owner's only.
        "nginx": ["nginx", "-c", own / whole.name, *(["-g", "user root;"] if is_root else [])],
        "caddy": ["caddy", "run", "--config", own / whole.name],
    }[name]
    with (own / "log").open("wb") as log:
        home = {**os.environ, "HOME": str(own)}
        process = subprocess.Popen(command, stdout=log, stderr=log, env=home)
    server = Server(name, port)
    try:
        wait_for(server, process, own / "log")
        yield server
    finally:
        server.close()
        process.terminate()
        process.wait(10)


def wait_for(server: Server, process: "subprocess.Popen[bytes]", log: Path | None = None) -> None:
    for _ in range(200):
        assert process.poll() is None, _said(log)
        try:
            server.ask("/")
        except OSError:
            server.close()
            time.sleep(0.05)
        else:
            return
    raise AssertionError(_said(log))


def _said(log: Path | None) -> str:
    return log.read_text("utf-8") if log else ""


@pytest.fixture(scope="session")
def moved_site(invented_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented seminars, with addresses that have moved."""
    site = tmp_path_factory.mktemp("moved") / "site"
    shutil.copytree(invented_site, site)
    (site / "_redirects").write_text(REDIRECTS, "utf-8")
    (site / "ar/gone").mkdir()
    (site / "ar/gone/index.html").write_text("<!doctype html><title>ذهبت</title>", "utf-8")
    (site / ".hidden").mkdir()
    (site / ".hidden/secret.txt").write_text("invented", "utf-8")
    return site


@pytest.fixture(scope="session")
def hosted_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for both servers, which have the same compressed files."""
    return tmp_path_factory.mktemp("hosted") / "hub"


@pytest.fixture(scope="session", params=["nginx", "caddy"])
def server(
    request: pytest.FixtureRequest, moved_site: Path, hosted_folder: Path
) -> Iterator[Server]:
    with serving(request.param, moved_site, hosted_folder) as server:
        yield server
