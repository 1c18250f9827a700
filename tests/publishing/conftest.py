"""Targets as they are elsewhere: a machine that is reached by ssh, and storage that speaks S3."""

import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .targets import Folder, Host, Storage


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(400):
        assert server.poll() is None, "it ended at once"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail(f"nothing listens on port {port}")


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """OpenSSH's server, with keys and a port of its own; gives the command to reach it."""
    folder = tmp_path_factory.mktemp("ssh")
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    shutil.copy(folder / "user.pub", folder / "authorized_keys")
    port = free_port()
    settings = {
        "ListenAddress": "127.0.0.1",
        "Port": port,
        "HostKey": folder / "host",
        "AuthorizedKeysFile": folder / "authorized_keys",
        "StrictModes": "no",
        "PasswordAuthentication": "no",
        "UsePAM": "no",
        "PidFile": "none",
    }
    (folder / "config").write_text("".join(f"{name} {each}\n" for name, each in settings.items()))
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # asked for only where it is to change users
    program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "make test installs it"
    command = [program, "-D", "-f", str(folder / "config"), "-E", str(folder / "log")]
    server = subprocess.Popen(command)
    wait_for(port, server)
    options = {
        "StrictHostKeyChecking": "no",
        "UserKnownHostsFile": "/dev/null",
        "LogLevel": "ERROR",
    }
    asked = [each for name, value in options.items() for each in ("-o", f"{name}={value}")]
    command = ["ssh", "-p", str(port), "-i", str(folder / "user"), *asked]
    yield shlex.join(command)
    subprocess.run([*command, "-O", "exit", "127.0.0.1"], capture_output=True, check=False)
    server.terminate()
    server.wait()


@pytest.fixture(scope="session")
def storage_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Moto's server: storage that forgets everything when it ends."""
    port = free_port()
    log = (tmp_path_factory.mktemp("moto") / "log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", str(port)], stdout=log, stderr=log
    )
    wait_for(port, server)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()
    log.close()


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "target")


@pytest.fixture
def machine(tmp_path: Path, ssh: str, monkeypatch: pytest.MonkeyPatch) -> Host:
    monkeypatch.setenv("RSYNC_RSH", ssh)
    return Host(tmp_path / "there/target")


@pytest.fixture
def storage(storage_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Storage:
    for name, value in {
        "AWS_ENDPOINT_URL": storage_address,
        "AWS_ACCESS_KEY_ID": "invented",
        "AWS_SECRET_ACCESS_KEY": "invented",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": str(tmp_path / "none"),
        "AWS_SHARED_CREDENTIALS_FILE": str(tmp_path / "none"),
    }.items():
        monkeypatch.setenv(name, value)
    return Storage("hub/below")
