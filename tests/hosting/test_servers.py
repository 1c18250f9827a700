"""nginx and Caddy, as `hub hosting` configures them, asked for every file of a site."""

import gzip
from pathlib import Path

import brotli
import pytest

from kmh_hub.hosting.headers import OTHERWISE_CACHED
from kmh_hub.model.media_type import media_type_of

from ..headers import headers_for, rules_in
from .conftest import BASE, Server
from .mixed_load import WEIGHTS, Load

RECORDING = "seminars/2031-05-invented-full/recording.en.webm"
DECOMPRESS = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
LANGUAGES = {"": "fr", "en/": "en", "ar/": "ar"}
SECRETS = (
    "_headers",
    "_redirects",
    ".hidden/secret.txt",
    "index.html.br",
    "index.html.gz",
    ".git/",
)


def places(site: Path) -> list[str]:
    """Return the places of the files for readers, but for the page of an address that is gone."""
    files = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(place for place in files if not place.startswith(("_", ".", "ar/gone/")))


def test_every_file_has_its_bytes_and_the_headers_of_the_rules(
    server: Server, moved_site: Path
) -> None:
    rules = rules_in(moved_site / "_headers")
    names = {name for rule in rules for name in rule.headers}
    files = places(moved_site)
    assert len(files) > 600
    for place in files:
        path = BASE + place.removesuffix("index.html")
        answer = server.ask(path)
        assert (answer.status, path) == (200, path)
        assert answer.body == (moved_site / place).read_bytes(), path
        wanted = {"Cache-Control": OTHERWISE_CACHED, **headers_for(path, rules)}
        for name in names | {"Cache-Control"}:
            if name != "Content-Type":
                assert answer.headers.get(name.lower()) == wanted.get(name), (path, name)
        usual = media_type_of(place) or "application/octet-stream"
        letters = "; charset=utf-8" if usual.startswith("text/") else ""
        type_ = wanted.get("Content-Type", usual + letters)
        assert answer.headers["content-type"] == type_, path
        assert "last-modified" not in answer.headers
        assert "strict-transport-security" not in answer.headers


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("zstd", ""),
        ("identity", ""),
    ],
)
def test_texts_come_compressed_as_the_browser_can_read_them(
    server: Server, moved_site: Path, accepted: str, encoding: str
) -> None:
    for place in places(moved_site):
        if place.endswith((".html", ".js", ".css", "seminars.json", ".ics", "feed.xml")):
            data = (moved_site / place).read_bytes()
            answer = server.ask(BASE + place.removesuffix("index.html"), Accept_Encoding=accepted)
            is_small = len(data) < 200
            assert answer.headers.get("content-encoding", "") == ("" if is_small else encoding), (
                place
            )
            assert answer.headers.get("vary") == "Accept-Encoding" or is_small, place
            assert DECOMPRESS["" if is_small else encoding](answer.body) == data, place


def test_a_proxy_in_between_gets_compressed_texts_too(server: Server) -> None:
    answer = server.ask(BASE, Accept_Encoding="gzip", Via="1.1 invented")
    assert answer.headers["content-encoding"] == "gzip"


def test_what_is_compressed_already_comes_as_it_is(server: Server, moved_site: Path) -> None:
    for place in (
        RECORDING,
        "assets/fonts/latin-400.woff2",
        "en/seminars/2031-05-invented-full/share.png",
    ):
        answer = server.ask(BASE + place, Accept_Encoding="gzip, br")
        assert "content-encoding" not in answer.headers
        assert answer.body == (moved_site / place).read_bytes()


def test_what_did_not_change_is_not_sent_again(server: Server) -> None:
    tags = set()
    for accepted in ("br", "gzip", "identity"):
        first = server.ask(f"{BASE}en/", Accept_Encoding=accepted)
        tag = first.headers["etag"]
        assert not tag.startswith("W/")
        again = server.ask(f"{BASE}en/", Accept_Encoding=accepted, If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")
        for name in ("cache-control", "content-security-policy", "etag"):
            assert again.headers[name] == first.headers[name]
        assert server.ask(f"{BASE}en/", If_None_Match='"invented"').status == 200
        tags.add(tag)
    assert len(tags) == 3


def test_recordings_come_in_parts(server: Server, moved_site: Path) -> None:
    data = (moved_site / RECORDING).read_bytes()
    whole = server.ask(BASE + RECORDING)
    assert whole.headers["accept-ranges"] == "bytes"
    for range_, begin, end in (
        ("0-99", 0, 100),
        ("100-", 100, len(data)),
        ("-7", len(data) - 7, len(data)),
    ):
        part = server.ask(BASE + RECORDING, Range=f"bytes={range_}", If_Range=whole.headers["etag"])
        assert part.status == 206
        assert part.headers["content-range"] == f"bytes {begin}-{end - 1}/{len(data)}"
        assert part.headers["content-type"] == "video/webm"
        assert part.body == data[begin:end]
    beyond = server.ask(BASE + RECORDING, Range=f"bytes={len(data)}-")
    assert (beyond.status, beyond.headers["content-range"]) == (416, f"bytes */{len(data)}")
    other = server.ask(BASE + RECORDING, Range="bytes=0-9", If_Range='"another"')
    assert (other.status, other.body) == (200, data)


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize(
    "place", ["nothing", "nothing/x.css", "pagefind/no.pf_meta", "data/no.json"]
)
def test_what_is_not_there_is_told_in_the_language_of_its_path(
    server: Server, moved_site: Path, prefix: str, place: str
) -> None:
    answer = server.ask(f"{BASE}{prefix}{place}", Accept_Language="de")
    assert answer.status == 404
    assert answer.body == (moved_site / f"{prefix}404.html").read_bytes()
    assert f'<html lang="{LANGUAGES[prefix]}"' in answer.body.decode()
    # Nothing of the file that is not there.
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == OTHERWISE_CACHED
    assert "access-control-allow-origin" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path", [*SECRETS, "assets/", "assets/fonts/", "en/seminars/../../_headers"]
)
def test_nothing_is_served_that_is_not_for_readers(server: Server, path: str) -> None:
    answer = server.ask(BASE + path)
    assert answer.status == 404
    assert b"Content-Security-Policy:" not in answer.body
    assert b"latin-400" not in answer.body.replace(b"assets/fonts/latin-400.woff2", b"")


def test_no_path_leads_out_of_the_site(server: Server) -> None:
    for path in (
        "../hub-http.conf",
        "..%2fhub-http.conf",
        "%2e%2e/%2e%2e/hub.caddy",
        "//../nginx.conf",
    ):
        answer = server.ask(BASE + path)
        assert b"hub hosting" not in answer.body
        assert answer.status in {400, 404} or not answer.body, path


def test_what_has_moved_is_followed(server: Server) -> None:
    for path, target in (
        ("en/seminars/old/", "/invented/en/about/#contact"),
        ("%D9%86%D8%AF%D9%88%D8%A9%20(1)/", "https://example.com/%C3%A9?a=b"),
    ):
        answer = server.ask(BASE + path)
        assert (answer.status, answer.headers["location"]) == (301, target)
        assert answer.headers["cache-control"] == OTHERWISE_CACHED
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert server.ask(f"{BASE}en/seminars/OLD/").status == 404


def test_what_is_gone_is_said_to_be_gone(server: Server, moved_site: Path) -> None:
    for path, page in (("ar/gone/", "ar/gone/index.html"), ("en/gone.pdf", "en/404.html")):
        answer = server.ask(BASE + path)
        assert answer.status == 410
        assert answer.body == (moved_site / page).read_bytes()
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == OTHERWISE_CACHED


def test_a_slash_that_was_left_out_is_added(server: Server) -> None:
    answer = server.ask(f"{BASE}en", Host="hub.example")
    assert answer.status in {301, 308}
    assert answer.headers["location"] == f"{BASE}en/"


def test_no_language_is_forced_on_readers(server: Server, moved_site: Path) -> None:
    for language in ("ar", "en-GB,en;q=0.9", "*"):
        answer = server.ask(BASE, Accept_Language=language)
        assert (answer.status, answer.body) == (200, (moved_site / "index.html").read_bytes())
        assert "Accept-Language" not in answer.headers.get("vary", "")


def test_only_reading_is_possible(server: Server) -> None:
    assert server.ask(BASE, "HEAD").body == b""
    for method in ("POST", "PUT", "DELETE"):
        assert server.ask(BASE, method).status in {403, 405}


def test_other_paths_are_the_hosts_own(server: Server) -> None:
    answer = server.ask("/other/")
    assert "content-security-policy" not in answer.headers


def test_no_version_of_the_server_is_told(server: Server) -> None:
    for path in (BASE, f"{BASE}nothing", "/other/"):
        assert server.ask(path).headers["server"].lower() in {"nginx", "caddy"}


def test_many_readers_get_the_right_bytes(server: Server, moved_site: Path) -> None:
    """For two seconds; `make load` takes a minute, with more of them."""
    load = Load(server.port, moved_site, BASE)
    load.run(seconds=2, readers=8)
    assert not load.wrong, load.wrong[:5]
    assert load.asked.keys() == WEIGHTS.keys()
    assert server.ask(BASE).status == 200


def test_a_wrong_byte_is_noticed(server: Server, moved_site: Path, tmp_path: Path) -> None:
    """The site is compared with another one, which has other pages and recordings."""
    for path in moved_site.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".webm", ".css", ".pf_index"}:
            copy = tmp_path / path.relative_to(moved_site)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes()[::-1] + b"x")
    load = Load(server.port, tmp_path, BASE)
    load.run(seconds=0.3, readers=2)
    told = load.asked.total() - load.asked["aborted"]
    assert len(load.wrong) >= 0.95 * told > 0
