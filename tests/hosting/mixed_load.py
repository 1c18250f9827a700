"""Readers of every kind at once: what they ask for, and whether each byte they get is right."""

import gzip
import random
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_connection

import brotli

from kmh_hub.hosting.redirects import REDIRECTS_PATH, answers_in

DECOMPRESS = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
MEDIA = (".webm", ".mp4", ".mp3", ".opus")
ACCEPTED = ("gzip, deflate, br, zstd", "gzip", "identity")
WEIGHTS = {"page": 50, "shard": 20, "file": 10, "part": 10, "missing": 5, "aborted": 5}
"""How many of a hundred questions are of which kind."""


@dataclass
class Load:
    """A site as a server has it, below a path, and what came of asking for it.

    Args:
        port: the server's, on this machine.
        site: the folder of the site that was built.
        base: the site's path, with a slash at its end.

    """

    port: int
    site: Path
    base: str
    asked: Counter[str] = field(default_factory=Counter)
    """How many questions were answered, by their kind."""
    wrong: list[str] = field(default_factory=list)
    """What was not as it is to be."""
    seconds: list[float] = field(default_factory=list)
    """How long each answer took."""

    def __post_init__(self) -> None:
        self._hashes: dict[str, bytes] = {}
        places = sorted(
            path.relative_to(self.site).as_posix()
            for path in self.site.rglob("*")
            if path.is_file()
        )
        redirects = self.site / REDIRECTS_PATH
        moved = answers_in(redirects.read_text("utf-8")) if redirects.is_file() else {}
        pages = (place for place in places if place.endswith("/index.html"))
        self._places = {
            "page": [each for each in pages if self.base + each[: -len("index.html")] not in moved],
            "shard": [place for place in places if ".pf_" in place],
            "file": [place for place in places if place.startswith(("assets/", "data/"))],
            "part": [
                place for place in places if place.endswith((".webm", ".mp4", ".mp3", ".opus"))
            ],
        }

    def run(self, seconds: float, readers: int, seed: int = 1) -> None:
        """Let some readers ask for as long."""
        end = time.monotonic() + seconds
        with ThreadPoolExecutor(readers) as crew:
            for done in [crew.submit(self._read, end, seed + number) for number in range(readers)]:
                done.result()

    def _read(self, end: float, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - no secret
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        kinds: dict[str, Callable[[HTTPConnection, random.Random], str]] = {
            "part": self._part,
            "missing": self._missing,
            "aborted": self._aborted,
        }
        while time.monotonic() < end:
            kind = chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
            began = time.monotonic()
            try:
                if kind in kinds:
                    wrong = kinds[kind](connection, chance)
                else:
                    wrong = self._whole(connection, chance, kind)
            except (OSError, HTTPException) as error:
                wrong = f"{kind}: {error!r}"
                connection.close()
            self.seconds.append(time.monotonic() - began)
            self.asked[kind] += 1
            if wrong:
                self.wrong.append(wrong)
        connection.close()

    def _whole(self, connection: HTTPConnection, chance: random.Random, kind: str) -> str:
        place = chance.choice(self._places[kind])
        path = self.base + place.removesuffix("index.html")
        connection.request("GET", path, headers={"Accept-Encoding": chance.choice(ACCEPTED)})
        with connection.getresponse() as response:
            body = DECOMPRESS[response.headers.get("Content-Encoding", "")](response.read())
            is_right = response.status == 200 and sha256(body).digest() == self._hash(place)
            return "" if is_right else f"{path}: {response.status}, {len(body)} bytes"

    def _part(self, connection: HTTPConnection, chance: random.Random) -> str:
        place = chance.choice(self._places["part"])
        data = (self.site / place).read_bytes()
        first = chance.randrange(len(data))
        last = min(first + chance.randrange(1, 100_000), len(data) - 1)
        connection.request("GET", self.base + place, headers={"Range": f"bytes={first}-{last}"})
        with connection.getresponse() as response:
            is_right = response.status == 206 and response.read() == data[first : last + 1]
            return "" if is_right else f"{place} {first}-{last}: {response.status}"

    def _missing(self, connection: HTTPConnection, chance: random.Random) -> str:
        prefix = chance.choice(["", "en/", "ar/"])
        path = f"{self.base}{prefix}nothing/{chance.randrange(10**6)}"
        connection.request("GET", path)
        with connection.getresponse() as response:
            is_page = sha256(response.read()).digest() == self._hash(f"{prefix}404.html")
            return "" if response.status == 404 and is_page else f"{path}: {response.status}"

    def _aborted(self, _: HTTPConnection, chance: random.Random) -> str:
        """Go away in the middle of a question, or of its answer."""
        place = chance.choice(self._places["part"] + self._places["page"])
        question = f"GET {self.base}{place} HTTP/1.1\r\nHost: hub.example\r\n\r\n".encode()
        with create_connection(("127.0.0.1", self.port), timeout=10) as socket:
            if chance.random() < 0.3:
                socket.sendall(question[: chance.randrange(1, len(question))])
                return ""
            socket.sendall(question)
            begin = socket.recv(chance.randrange(12, 2000))
            return "" if begin.startswith(b"HTTP/1.1 200"[: len(begin)]) else f"{place}: {begin!r}"

    def _hash(self, place: str) -> bytes:
        if place not in self._hashes:
            self._hashes[place] = sha256((self.site / place).read_bytes()).digest()
        return self._hashes[place]
