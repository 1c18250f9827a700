"""The form on hosts: there if a build asks for it, with a policy of its own, not to be found."""

from pathlib import Path

import pytest
import yaml

from ..conftest import TAGS
from ..headers import headers_for, rules_in
from ..hosting.conftest import serving

POLICY = "content-security-policy"


def paths(site: Path) -> list[str]:
    return [each.relative_to(site).as_posix() for each in site.rglob("*") if each.is_file()]


def test_only_builds_that_ask_for_it_have_it(real_site: Path, form_site: Path) -> None:
    assert not (real_site / "admin").exists()
    assert "admin" not in (real_site / "_headers").read_text("utf-8")
    assert {
        "index.html",
        "form.js",
        "form.css",
        "config.yml",
        "config.en.yml",
        "config.ar.yml",
    } <= {path.name for path in (form_site / "admin").iterdir()}


def test_the_page_asks_no_other_site_and_is_not_to_be_found(form_site: Path) -> None:
    html = (form_site / "admin/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex, nofollow">' in html
    assert html.count("<script") == 1
    assert "style=" not in html
    for tag in TAGS:
        assert f'<p lang="{tag}"' in html
    assert "/admin/" not in (form_site / "sitemap.xml").read_text("utf-8")
    program = b"".join(path.read_bytes() for path in (form_site / "admin").glob("*.js"))
    assert b"jsdelivr" not in program
    config = yaml.safe_load((form_site / "admin/config.yml").read_text("utf-8"))
    service = {"name": "github", "repo": "invented/hub", "branch": "main"}
    assert config["backend"] == {"auth_methods": ["token"], **service}


def test_every_file_has_one_policy_and_the_form_its_own(form_site: Path) -> None:
    rules = rules_in(form_site / "_headers")
    usual = headers_for("/small/", rules)["Content-Security-Policy"]
    form = headers_for("/small/admin/", rules)["Content-Security-Policy"]
    assert "https://api.github.com" not in usual
    assert "connect-src 'self' blob: data: https://api.github.com" in form
    assert "'unsafe-eval'" not in form
    assert "script-src 'self';" in form
    for path in paths(form_site):
        if path not in {"_headers", "_redirects"}:
            own = headers_for(f"/small/{path}", rules)
            wanted = form if path.startswith("admin/") else usual
            assert own["Content-Security-Policy"] == wanted, path
            opener = "same-origin-allow-popups" if path.startswith("admin/") else "same-origin"
            assert own["Cross-Origin-Opener-Policy"] == opener
            assert ("X-Robots-Tag" in own) == path.startswith("admin/")
    assert len(rules) <= 100  # Cloudflare Pages reads no more


@pytest.mark.parametrize("name", ["nginx", "caddy"])
def test_servers_of_ones_own_send_it(name: str, form_site: Path, tmp_path: Path) -> None:
    rules = rules_in(form_site / "_headers")
    with serving(name, form_site, tmp_path / name) as server:
        for path in ("", "admin/", "admin/form.js", "en/", "about/", "404.html"):
            answer = server.ask(f"/small/{path}")
            wanted = headers_for(f"/small/{path}", rules)
            assert answer.headers[POLICY] == wanted["Content-Security-Policy"], path
            assert answer.headers.get("x-robots-tag") == wanted.get("X-Robots-Tag")
        for missing in ("none/", "admin/none"):
            answer = server.ask(f"/small/{missing}")
            page = headers_for("/small/404.html", rules)
            assert (answer.status, answer.headers[POLICY]) == (404, page["Content-Security-Policy"])
