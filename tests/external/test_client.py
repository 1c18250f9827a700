"""Asking for addresses of a server that misbehaves in every usual way.

`self-signed.pem` is an invented server's: nobody trusts it, and nothing else uses it.
"""

import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from email.utils import formatdate
from itertools import pairwise
from pathlib import Path

import pytest

from kmh_hub.cache import Cache
from kmh_hub.external.client import Client
from kmh_hub.external.outcome import MESSAGES, Outcome, State, of_status
from kmh_hub.external.schedule import Manners, outcomes

CERTIFICATE = Path(__file__).with_name("self-signed.pem")
OK = "200 OK\r\nContent-Length: 5\r\n\r\nwords"
ANSWERS = {
    "/ok": OK,
    "/missing": "404 Not Found\r\nContent-Length: 0\r\n\r\n",
    "/gone": "410 Gone\r\nContent-Length: 0\r\n\r\n",
    "/broken": "500 Internal Server Error\r\nContent-Length: 0\r\n\r\n",
    "/private": "401 Unauthorized\r\nContent-Length: 0\r\n\r\n",
    "/busy": "429 Too Many Requests\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n",
    "/away": f"503 Service Unavailable\r\nRetry-After: {formatdate(time.time() + 86_400)}\r\n\r\n",
    "/circle": "302 Found\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n",
    "/round": "301 Moved Permanently\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n",
    "/moved": "301 Moved Permanently\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n",
    "/again": "308 Permanent Redirect\r\nLocation: ok\r\nContent-Length: 0\r\n\r\n",
    "/today": "302 Found\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n",
    "/to-missing": "301 Moved Permanently\r\nLocation: /missing\r\nContent-Length: 0\r\n\r\n",
    "/nowhere": "302 Found\r\nContent-Length: 0\r\n\r\n",
    "/to-file": "302 Found\r\nLocation: file:///etc/hostname\r\nContent-Length: 0\r\n\r\n",
    "/short": "200 OK\r\nContent-Length: 999999\r\n\r\nwords",
    "/strange": "299 Strange\r\nContent-Length: 0\r\n\r\n",
    # Programs of some hosts know no HEAD
    "/no-head": OK,
}
ONLY_GET = {"/no-head": "405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n"}


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        method, path, _ = self.rfile.readline().decode().split(" ", 2)
        while self.rfile.readline().strip():
            pass
        self.server.asked.append((method, path, time.monotonic()))  # type: ignore[attr-defined]
        if path == "/reset":
            return
        if path == "/garbage":
            self.wfile.write(b"\x00\x01 not HTTP\r\n\r\n")
        elif path == "/slow":
            time.sleep(30)
        elif path == "/endless":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(600 if method == "GET" else 0):
                self.wfile.write(b"words " * 1000)
                time.sleep(0.05)
        elif path == "/once-busy":
            first = [each for each in self.server.asked if each[1] == path]  # type: ignore[attr-defined]
            busy = "429 Too Many Requests\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n"
            self.wfile.write(f"HTTP/1.1 {busy if len(first) <= 1 else OK}".encode())
        else:
            answer = ONLY_GET.get(path, ANSWERS[path]) if method == "HEAD" else ANSWERS[path]
            self.wfile.write(f"HTTP/1.1 {answer}".encode())


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, float]] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up, as they are meant to."""

    @property
    def port(self) -> int:
        return int(self.server_address[1])


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(seconds=0.5)


def url(server: Server, path: str, scheme: str = "http") -> str:
    return f"{scheme}://127.0.0.1:{server.port}{path}"


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("/ok", State.FOUND, "200 OK"),
        ("/missing", State.MISSING, "404 Not Found"),
        ("/gone", State.GONE, "410 Gone"),
        ("/broken", State.FAILING, "500 Internal Server Error"),
        ("/private", State.REFUSED, "401 Unauthorized"),
        ("/busy", State.BUSY, "429 Too Many Requests"),
        ("/away", State.BUSY, "503 Service Unavailable"),
        ("/circle", State.CIRCLE, ""),
        ("/round", State.CIRCLE, ""),
        ("/moved", State.MOVED, "/ok"),
        ("/today", State.FOUND, "200 OK"),
        ("/to-missing", State.MISSING, "404 Not Found"),
        ("/nowhere", State.FOUND, "302 Found"),
        ("/to-file", State.UNREACHABLE, ""),
        ("/short", State.FOUND, "200 OK"),
        ("/endless", State.FOUND, "200 OK"),
        ("/strange", State.FOUND, "299"),
        ("/no-head", State.FOUND, "200 OK"),
        ("/reset", State.UNREACHABLE, ""),
        ("/garbage", State.UNREACHABLE, ""),
        ("/slow", State.SLOW, ""),
    ],
)
def test_says_what_an_address_gives(
    path: str, state: State, detail: str, server: Server, client: Client
) -> None:
    began = time.monotonic()
    outcome = client.ask(url(server, path))
    assert outcome.state is state, outcome
    assert detail in outcome.detail
    assert "\n" not in outcome.detail
    assert "0x" not in outcome.detail
    assert time.monotonic() - began < 15, "waits for all that a server gives"


def test_what_asks_to_wait_says_how_long(server: Server, client: Client) -> None:
    assert client.ask(url(server, "/busy")).later == 120
    assert 80_000 < client.ask(url(server, "/away")).later <= 86_400


def test_bodies_are_not_asked_for_where_the_head_is_told(server: Server, client: Client) -> None:
    client.ask(url(server, "/ok"))
    client.ask(url(server, "/no-head"))
    assert [method for method, _, _ in server.asked] == ["HEAD", "HEAD", "GET"]


def test_a_host_that_does_not_speak_tls_proves_nothing(server: Server, client: Client) -> None:
    assert client.ask(url(server, "/ok", "https")).state is State.INSECURE


def test_a_certificate_that_nobody_signed_proves_nothing(server: Server, client: Client) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    outcome = client.ask(url(server, "/ok", "https"))
    assert outcome.state is State.INSECURE
    assert "certificate" in outcome.detail


def test_a_host_that_is_not_there_cannot_be_reached(client: Client) -> None:
    with Server() as closed:
        address = url(closed, "/ok")
    assert client.ask(address).state is State.UNREACHABLE
    assert client.ask("https://invented.invalid/").state in {State.UNREACHABLE, State.SLOW}
    assert client.ask("https://[invented/").state is State.UNREACHABLE


def test_a_host_is_asked_with_pauses_and_again_when_it_says(
    server: Server, client: Client, tmp_path: Path
) -> None:
    urls = [url(server, path) for path in ("/ok", "/missing", "/once-busy", "/busy")]
    found = outcomes(urls, client.ask, Cache(tmp_path / "c"), Manners(pause=0.2))
    states = [found[each].state for each in urls]
    assert states == [State.FOUND, State.MISSING, State.FOUND, State.BUSY]
    times = [at for method, path, at in server.asked if method == "HEAD" and path != "/once-busy"]
    assert all(later - at >= 0.2 for at, later in pairwise(times))


def test_what_was_found_lately_is_not_asked_for_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "c")
    asked: list[str] = []
    states = {"https://a.example/": State.FOUND, "https://b.example/": State.MISSING}

    def ask(address: str) -> Outcome:
        asked.append(address)
        return Outcome(states[address])

    for days in (1, 1, 0):
        outcomes(states, ask, cache, Manners(pause=0, days=days))
    assert sorted(asked) == ["https://a.example/"] * 2 + ["https://b.example/"] * 3


def test_every_state_has_its_words() -> None:
    assert set(MESSAGES) == set(State)
    assert {of_status(status) for status in range(200, 600)} < set(State)
