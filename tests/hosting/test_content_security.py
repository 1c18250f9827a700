"""What the policies say, of whom, and that pages need no more."""

import json
import subprocess
from pathlib import Path

import pytest
from pydantic import ValidationError
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.hosting.content_security import page_policy, site_policy, source_hash
from kmh_hub.hosting.elsewhere import ANYWHERE, Elsewhere, elsewhere_of
from kmh_hub.model.material import Status
from kmh_hub.model.recording import Recording

from ..headers import rules_in

HERE = Path(__file__).parent
STYLE = source_hash("p { color: red }")
ELSEWHERE = Elsewhere(("https://player.example",), ("https://media.example",))


def directives(policy: str) -> dict[str, list[str]]:
    found = {}
    for directive in policy.split("; "):
        name, *values = directive.split()
        assert name not in found
        found[name] = values
    return found


def recording(url: str, provider: str = "") -> Recording:
    return Recording.model_validate({"url": url, "provider": provider or None})


def test_a_hash_is_that_of_the_specification() -> None:
    # The example of CSP 3, section 2.3.1, but for its script: alert('Hello, world.');
    found = source_hash("alert('Hello, world.');")
    assert found == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"


def test_nothing_is_allowed_that_is_not_named() -> None:
    for policy in (page_policy(STYLE, ELSEWHERE), site_policy(STYLE, ELSEWHERE, is_secure=True)):
        said = directives(policy)
        assert said["default-src"] == said["base-uri"] == ["'none'"]
        assert said["script-src"] == ["'self'", "'wasm-unsafe-eval'"]
        assert said["style-src"] == ["'self'", STYLE]
        assert said["frame-src"] == ["'self'", "https://player.example"]
        assert said["media-src"] == ["'self'", "https://media.example"]
        assert said["require-trusted-types-for"] == ["'script'"]
        assert "unsafe-inline" not in policy
        assert "'unsafe-eval'" not in policy


def test_what_only_headers_can_say_is_in_headers_only() -> None:
    assert "frame-ancestors" not in page_policy(STYLE, ELSEWHERE)
    assert directives(site_policy(STYLE, ELSEWHERE, is_secure=True))["frame-ancestors"] == [
        "'self'"
    ]


def test_only_a_secure_site_upgrades() -> None:
    assert "upgrade-insecure" in site_policy(STYLE, ELSEWHERE, is_secure=True)
    assert "upgrade-insecure" not in site_policy(STYLE, ELSEWHERE, is_secure=False)


@pytest.mark.parametrize(
    ("url", "provider", "found"),
    [
        (
            "https://www.youtube.com/watch?v=Invented_00", "",
            Elsewhere(("https://www.youtube-nocookie.com",)),
        ),
        ("https://vimeo.com/000000000", "", Elsewhere(("https://player.vimeo.com",))),
        ("https://Tube.example:8443/w/a", "PeerTube", Elsewhere(("https://tube.example:8443",))),
        ("https://xn--bcher-kva.example/w/a", "PeerTube", Elsewhere(("https://xn--bcher-kva.example",))),
        ("https://media.example:443/a.mp4", "", Elsewhere((), ("https://media.example",))),
        ("https://agency.example/watch", "", Elsewhere()),
        ("https://invented.zoom.us/rec/share/a", "", Elsewhere()),
    ],
)  # fmt: skip
def test_players_and_media_are_named_by_their_origin(
    url: str, provider: str, found: Elsewhere
) -> None:
    assert elsewhere_of([recording(url, provider)]) == found


@pytest.mark.parametrize("host", ["tube.example;script-src", "a,b.example", "bücher.example"])
def test_a_host_that_would_end_its_directive_is_no_address(host: str) -> None:
    with pytest.raises(ValidationError):
        recording(f"https://{host}/w/a", "PeerTube")


def test_withdrawn_recordings_are_not_shown() -> None:
    shown = recording("https://vimeo.com/000000000")
    assert elsewhere_of([shown.model_copy(update={"status": Status.WITHDRAWN})]) == Elsewhere()


def test_google_finds_nothing_grave() -> None:
    policies = [
        page_policy(STYLE, ELSEWHERE),
        site_policy(STYLE, ELSEWHERE, is_secure=True),
        site_policy(STYLE, ANYWHERE, is_secure=True),
        "script-src 'self' 'unsafe-inline'",
    ]
    done = subprocess.run(
        ["node", HERE / "evaluate_policy.cjs"],
        input=json.dumps(policies), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    *ours, loose = json.loads(done.stdout)
    assert "HIGH" in {finding["severity"] for finding in loose}
    for findings in ours:
        # Whoever can put a script among the site's own files needs no page to be attacked.
        assert [(each["severity"], each["value"]) for each in findings] == [
            ("MEDIUM_MAYBE", "'self'")
        ]


@pytest.mark.parametrize("name", ["real_site", "invented_site"])
def test_pages_keep_to_their_policy(name: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(name)
    (sent,) = {
        rule.headers["Content-Security-Policy"]
        for rule in rules_in(site / "_headers")
        if "Content-Security-Policy" in rule.headers
    }
    pages = [*site.rglob("*.html")]
    assert len(pages) > 50
    for path in pages:
        page = LexborHTMLParser(path.read_bytes())
        first, second, third = (page.css("head > *") or [])[:3]
        assert first.attributes == {"charset": "utf-8"}
        assert second.attributes["http-equiv"] == "Content-Security-Policy"
        assert third.attributes == {"name": "referrer", "content": "same-origin"}
        said = directives(second.attributes["content"] or "")
        (style,) = page.css("style")
        assert said["style-src"] == ["'self'", source_hash(style.text())], path
        # Where a host sends the site's policy, too, it must not take what the page's gives.
        assert all({*values} <= {*directives(sent)[each]} for each, values in said.items()), path
        for node in page.css("*"):
            names = [*node.attributes]
            assert not [each for each in names if each.startswith("on") or each == "style"], path
        for script in page.css("script:not([src])"):
            assert script.attributes["type"] == "application/ld+json", path


def test_a_page_names_the_hosts_that_it_shows_only(invented_site: Path) -> None:
    names = {
        path.relative_to(invented_site).as_posix()
        for path in invented_site.rglob("*.html")
        if "https://tube.example;" in path.read_text("utf-8").partition("<title>")[0]
        or "https://tube.example " in path.read_text("utf-8").partition("<title>")[0]
    }
    page = "seminars/2029-04-invented-online/recordings/index.html"
    assert names == {page, f"en/{page}", f"ar/{page}"}
