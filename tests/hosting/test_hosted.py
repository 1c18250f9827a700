"""`hub hosting`: what it reads, what it writes, what it refuses."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory

import pytest

from kmh_hub.hosting.caddy import caddy_files
from kmh_hub.hosting.elsewhere import Elsewhere
from kmh_hub.hosting.headers import Rule, Served, rules_of
from kmh_hub.hosting.headers_file import headers_file, rules_in
from kmh_hub.hosting.hosted import Hosted, UnreadableSiteError
from kmh_hub.hosting.nginx import nginx_files
from kmh_hub.hosting.redirects import Answer, answers_in, redirects_file

from ..conftest import run
from .conftest import Server, serving, wait_for

HEADERS = "/*\n  X-Content-Type-Options: nosniff\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The least that is a site, at the root of its host."""
    folder = tmp_path / "site"
    (folder / "en").mkdir(parents=True)
    for place in ("index.html", "404.html", "en/404.html"):
        (folder / place).write_text("<p>Invented.", "utf-8")
    (folder / "_headers").write_text(HEADERS, "utf-8")
    return folder


def test_what_is_written_for_other_hosts_is_read_as_it_was() -> None:
    served = Served("/hub/", True, ("", "en/"), "'sha256-x'", ("assets/base.css",), Elsewhere())
    rules = [*rules_of(served)]
    assert rules_in(headers_file(rules).decode()) == rules
    answers = {"en/old é/": "en/new/#part", "old.pdf": "https://example.com/?a=b", "x/": None}
    written = redirects_file(answers, "https://hub.example/hub/", {"fr": "", "en": "en/"})
    assert answers_in(written.content.decode()) == {
        "/hub/en/old é/": Answer(301, "/hub/en/new/#part"),
        "/hub/old.pdf": Answer(301, "https://example.com/?a=b"),
        "/hub/x/": Answer(410, "/hub/x/index.html"),
    }


def test_a_site_says_all_that_a_host_has_to_know(site: Path) -> None:
    (site / "_headers").write_text(f"{HEADERS}\n/*.html\n  Content-Type: text/x\n", "utf-8")
    hosted = Hosted.of(site)
    assert hosted.path == "/"
    assert hosted.everywhere["X-Content-Type-Options"] == "nosniff"
    assert hosted.types == {"html": "text/x; charset=utf-8"}
    assert list(hosted.not_found.items()) == [("/en/", "/en/404.html"), ("/", "/404.html")]


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("_headers", None, "is no built site: build it with `hub build`"),
        ("_headers", "X: before any path\n", "_headers: line 1 is no path and no header: X"),
        ("_headers", f"{HEADERS}/x\n  no header\n", "_headers: line 4 is no path and no header"),
        ("_redirects", "/a /b 302\n", "_redirects: line 1 is no redirect: /a /b 302"),
        ("404.html", None, "is no built site"),
    ],
)
def test_what_is_no_site_is_refused(
    site: Path, tmp_path: Path, place: str, text: str | None, said: str
) -> None:
    (site / place).unlink(missing_ok=True)
    if text is not None:
        (site / place).write_text(text, "utf-8")
    result = run("hosting", "nginx", str(site), "--out", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert said in result.output
    assert not (tmp_path / "out").exists()


def test_folders_of_others_are_left_alone(site: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.odt").write_bytes(b"\xff")
    (tmp_path / "out/hubris").write_bytes(b"\xff")
    for out, said in (
        (tmp_path / "out", "has files that `hub hosting` did not write, such as "),
        (site / "out", "lie in each other; name another --out"),
        (tmp_path, "lie in each other; name another --out"),
    ):
        result = run("hosting", "caddy", str(site), "--out", str(out))
        assert result.exit_code == 1
        assert said in result.output
    assert len([*(tmp_path / "out").iterdir()]) == 2


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_folder_is_written_once_more(site: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    for said in ("3 of them new", "0 of them new"):
        result = run("hosting", name, str(site), "--out", str(out), "--at", "/srv/hub/")
        assert result.exit_code == 0, result.output
        assert said in result.output
    texts = [path.read_text("utf-8") for path in out.iterdir() if path.is_file()]
    assert "/srv/hub/public" in "".join(texts)
    assert str(tmp_path) not in "".join(texts)
    assert (out / "public/en/404.html").is_file()


def test_servers_without_brotli_get_none(site: Path, tmp_path: Path) -> None:
    (site / "index.html").write_text("<p>Invented." * 99, "utf-8")
    out = tmp_path / "out"
    assert run("hosting", "nginx", str(site), "--out", str(out), "--no-brotli").exit_code == 0
    assert (out / "public/index.html.gz").is_file()
    assert not (out / "public/index.html.br").exists()
    assert "\n    # brotli_static on;" in (out / "hub-server.conf").read_text("utf-8")


def test_names_of_variables_cannot_get_into_a_configuration(site: Path) -> None:
    hosted = Hosted.of(site)
    dollar = Hosted(**{**vars(hosted), "rules": (Rule("/x", {"X-Invented": "a $uri"}),)})
    with pytest.raises(UnreadableSiteError, match="would look for a variable in: a \\$uri"):
        nginx_files(dollar, "/srv/hub", brotli=True)
    braces = Hosted(**{**vars(hosted), "rules": (Rule("/x", {"X-Invented": "a {path}"}),)})
    with pytest.raises(UnreadableSiteError, match=r"would look for a placeholder in: a \{path\}"):
        caddy_files(braces, "/srv/hub", brotli=True)


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_a_site_at_the_root_of_its_host_is_served(site: Path, tmp_path: Path, name: str) -> None:
    """With addresses that have words in them that configurations have a meaning for."""
    (site / "_redirects").write_text(
        "/a%22b%5C;%20%7B/ /en/ 301!\n/default/ /x%7By%7D$ 301!\n/gone;/ /404.html 410!\n", "utf-8"
    )
    (site / "en/404.html").write_text("<p>Invented, in English.", "utf-8")
    with serving(name, site, tmp_path / "out") as server:
        home = server.ask("/")
        assert (home.status, home.body) == (200, b"<p>Invented.")
        assert home.headers["content-type"] == "text/html; charset=utf-8"
        assert home.headers["x-content-type-options"] == "nosniff"
        assert server.ask("/en/x").body == b"<p>Invented, in English."
        assert server.ask("/_redirects").status == 404
        assert server.ask("/a%22b%5C;%20%7B/").headers["location"] == "/en/"
        dollar = "%24" if name == "nginx" else "$"
        assert server.ask("/default/").headers["location"] == f"/x%7By%7D{dollar}"
        assert server.ask("/gone;/").status == 410


def test_the_container_has_what_was_written(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("hosting", "nginx", str(site), "--out", str(out), "--at", "/srv/hub")
    lines = (out / "Containerfile").read_text("utf-8").splitlines()
    copied = [word for line in lines if line.startswith("COPY") for word in line.split()[1:-1]]
    assert {path.name for path in out.iterdir()} - {"Containerfile"} == set(copied)
    assert "USER 33:33" in lines


def test_hadolint_finds_nothing_in_the_container(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("hosting", "nginx", str(site), "--out", str(out))
    hadolint = Path(sys.executable).parent / "hadolint"
    done = subprocess.run(
        [hadolint, out / "Containerfile"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nginx_needs_no_rights_and_writes_to_tmp_only(site: Path) -> None:
    """As in the container: Debian's www-data without a capability, on files of somebody else."""
    without_rights = [
        "setpriv",
        "--reuid=33",
        "--regid=33",
        "--clear-groups",
        "--bounding-set=-all",
    ]
    with TemporaryDirectory() as name, socket() as taken:
        Path(name).chmod(0o755)
        out, written = Path(name) / "hub", Path(name) / "tmp"
        run("hosting", "nginx", str(site), "--out", str(out))
        written.mkdir()
        written.chmod(0o777)
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.close()
        whole = out / "nginx.conf"
        text = whole.read_text("utf-8").replace("/tmp/hub-nginx", f"{written}/hub-nginx")  # noqa: S108
        whole.write_text(text.replace("listen 8080;", f"listen 127.0.0.1:{port};"), "utf-8")
        command = ["nginx", "-c", str(whole)]
        process = subprocess.Popen([*(without_rights if os.getuid() == 0 else ()), *command])
        server = Server("nginx", port)
        try:
            wait_for(server, process)
            status = Path(f"/proc/{process.pid}/status").read_text()
            assert re.search(r"^CapEff:\t0+$", status, re.MULTILINE)
            assert server.ask("/").body == b"<p>Invented."
        finally:
            server.close()
            process.send_signal(signal.SIGQUIT)
        assert process.wait(10) == 0
        kinds = ("body", "fastcgi", "proxy", "scgi", "uwsgi")
        assert {path.name for path in written.iterdir()} == {f"hub-nginx-{kind}" for kind in kinds}
