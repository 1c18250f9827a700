"""The headers of every file of a site, as `_headers` gives them, read by us and by Netlify."""

import json
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from kmh_hub.hosting.elsewhere import Elsewhere
from kmh_hub.hosting.headers import Served, rules_of
from kmh_hub.hosting.headers_file import headers_file

from ..headers import Rule, headers_for, rules_in

HERE = Path(__file__).parent
BASE = "/invented/"
TYPES = {
    "seminars/2031-05-invented-full/seminar.ics": "text/calendar; charset=utf-8",
    "ar/seminars/seminars.ics": "text/calendar; charset=utf-8",
    "en/seminars/feed.xml": "application/atom+xml; charset=utf-8",
    "seminars/2031-05-invented-full/captions.ar.vtt": "text/vtt; charset=utf-8",
    "seminars/2031-05-invented-full/recording.fr.opus": "audio/ogg",
    "en/seminars/2031-05-invented-full/seminar.epub": "application/epub+zip",
    "seminars/2031-05-invented-full/citation.ris": (
        "application/x-research-info-systems; charset=utf-8"
    ),
    "seminars/2031-05-invented-full/citation.bib": "application/x-bibtex; charset=utf-8",
    "data/figures.csv": "text/csv; charset=utf-8",
    "data/seminars.csv-metadata.json": "application/csvm+json",
    "data/seminars.schema.json": "application/schema+json",
    "ar/manifest.webmanifest": "application/manifest+json",
    "assets/fonts/latin-400.woff2": "font/woff2",
}
OPEN = (
    "data/seminars.json",
    "data/seminars.csv",
    "seminars/feed.xml",
    "en/seminars/2031-05-invented-full/share.png",
    "seminars/2031-05-invented-full/slides.ar.pdf",
    "seminars/2031-05-invented-full/captions.ar.vtt",
    "seminars/seminars.ics",
)
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def rules(invented_site: Path) -> list[Rule]:
    return rules_in(invented_site / "_headers")


def served(path: str = "/", elsewhere: Elsewhere | None = None) -> Served:
    return Served(
        path=path,
        is_secure=True,
        prefixes=("", "en/"),
        style="'sha256-x'",
        versioned=("assets/base.css",),
        elsewhere=elsewhere or Elsewhere(),
    )


def paths_of(site: Path) -> list[str]:
    """Return the addresses of a site's files, as they are asked for."""
    names = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return sorted(BASE + name.removesuffix("index.html") for name in names)


def test_no_file_has_a_header_twice(invented_site: Path, rules: list[Rule]) -> None:
    paths = paths_of(invented_site)
    assert len(paths) > 500
    for path in paths:
        counted = Counter(name for rule in rules if rule.is_for(path) for name in rule.headers)
        assert set(counted.values()) == {1}, path


def test_netlify_reads_the_same(invented_site: Path, rules: list[Rule]) -> None:
    paths = paths_of(invented_site)
    done = subprocess.run(
        ["node", HERE / "read_headers.mjs", invented_site / "_headers"],
        input=json.dumps(paths), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    assert read["errors"] == []
    assert read["rules"] == len(rules)
    for path, found in zip(paths, read["found"], strict=True):
        assert {name: ", ".join(values) for name, values in found.items()} == headers_for(
            path, rules
        ), path


def test_cloudflare_reads_all_of_it(invented_site: Path, rules: list[Rule]) -> None:
    lines = (invented_site / "_headers").read_text("utf-8").splitlines()
    assert max(map(len, lines)) <= 2000
    assert len(rules) <= 100
    assert len({rule.path for rule in rules}) == len(rules)
    assert all(rule.path.count("*") <= 1 for rule in rules)


@pytest.mark.parametrize(("path", "type_"), TYPES.items())
def test_files_have_their_types(
    invented_site: Path, rules: list[Rule], path: str, type_: str
) -> None:
    assert (invented_site / path).is_file()
    assert headers_for(BASE + path, rules)["Content-Type"] == type_


@pytest.mark.parametrize("path", OPEN)
def test_other_sites_may_read_what_is_for_them(
    invented_site: Path, rules: list[Rule], path: str
) -> None:
    assert (invented_site / path).is_file()
    headers = headers_for(BASE + path, rules)
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_pages_and_programs_are_not_for_others(rules: list[Rule]) -> None:
    assert "Access-Control-Allow-Origin" not in headers_for(f"{BASE}en/", rules)
    script = headers_for(f"{BASE}assets/search.js", rules)
    assert script["Cross-Origin-Resource-Policy"] == "same-origin"


def test_only_what_changes_its_address_is_kept_for_ever(
    invented_site: Path, rules: list[Rule]
) -> None:
    kept = {path for path in paths_of(invented_site) if FOR_EVER in str(headers_for(path, rules))}
    pages = [path.read_text("utf-8") for path in invented_site.rglob("*.html")]
    for path in kept - {each for each in kept if ".pf_" in each}:
        named = path.removeprefix(BASE)
        assert any(f"{named}?v=" in page for page in pages), path
        assert not any(f'{named}"' in page for page in pages), path
    assert len([path for path in kept if ".pf_fragment" in path]) > 100
    for path in ("", "en/", "service-worker.js", "assets/search/box.js", "pagefind/fr/pagefind.js"):
        assert "Cache-Control" not in headers_for(BASE + path, rules), path


def test_strict_transport_security_is_the_operators(rules: list[Rule]) -> None:
    assert not [rule for rule in rules if "Strict-Transport-Security" in rule.headers]


@pytest.mark.parametrize("path", ["/", "/hub/", "/a/b/"])
def test_paths_are_those_of_the_sites_address(path: str, tmp_path: Path) -> None:
    file = tmp_path / "_headers"
    file.write_bytes(headers_file(rules_of(served(path))))
    rules = rules_in(file)
    assert all(rule.path.startswith(path) for rule in rules)
    assert headers_for(f"{path}en/", rules)["X-Content-Type-Options"] == "nosniff"
    assert headers_for(f"{path}assets/base.css", rules)["Cache-Control"] == FOR_EVER


def test_too_many_hosts_for_a_line_are_any_host() -> None:
    few = Elsewhere(tuple(f"https://tube-{each}.example" for each in range(30)))
    many = Elsewhere(tuple(f"https://tube-{each}.example" for each in range(90)))
    for elsewhere, said in ((few, "https://tube-29.example;"), (many, "frame-src 'self' https:;")):
        everywhere = next(rules_of(served(elsewhere=elsewhere)))
        assert said in everywhere.headers["Content-Security-Policy"]
        assert all(len(value) < 1990 for value in everywhere.headers.values())
