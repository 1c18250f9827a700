"""Builds keep every address that was published, or answer at it; a broken site is not published."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.plugin.site import Site

from ..conftest import run
from .builds import build, environment, files_of
from .edits import ONLINE, Hub, written

NEW = "2029-04-invented-renamed"
OLD_ADDRESS, NEW_ADDRESS = f"seminars/{ONLINE}/", f"seminars/{NEW}/"
URL = "https://hub.example/invented/"


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """A hub whose addresses were published, and one of whose seminars was then renamed."""
    hub = written(tmp_path_factory.mktemp("renamed"))
    build(hub)
    accept(hub)
    hub.seminar(ONLINE).rename(hub.seminar(NEW))
    return hub


def accept(hub: Hub) -> str:
    with environment(hub.environment):
        result = run("--config-file", str(hub.folder / "mkdocs.yml"), "addresses", "--accept")
    assert result.exit_code == 0, result.output
    return result.output


def fails(hub: Hub) -> str:
    with environment({**hub.environment, "LC_ALL": "C"}):
        result = run("--config-file", str(hub.folder / "mkdocs.yml"), "build")
    assert result.exit_code == 1, result.output
    return result.output


def page(hub: Hub, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((hub.folder / "site" / address / "index.html").read_bytes())


def redirected(hub: Hub, text: str) -> None:
    (hub.docs / "redirects.yml").write_text(text, "utf-8")


def test_a_build_that_drops_an_address_fails_and_says_what_to_write(renamed: Hub) -> None:
    before = files_of(renamed.folder / "site")
    told = fails(renamed)
    assert f"error[address-dropped]: “{OLD_ADDRESS}” was published" in told
    assert "docs/addresses.txt:" in told
    assert f"{OLD_ADDRESS}: new/address/" in told
    assert files_of(renamed.folder / "site") == before


def test_one_line_mends_it_for_all_pages_files_and_languages(renamed: Hub) -> None:
    redirected(renamed, f"moved:\n  {OLD_ADDRESS}: {NEW_ADDRESS}\n")
    build(renamed)
    for prefix, tag, direction, text in (
        ("", "fr", "ltr", "Cette page a été déplacée"),
        ("en/", "en", "ltr", "This page has moved"),
        ("ar/", "ar", "rtl", "نُقلت هذه الصفحة"),
    ):
        moved = page(renamed, f"{prefix}{OLD_ADDRESS}agenda/")
        assert moved.css_first("html").attributes == {"lang": tag, "dir": direction}
        assert moved.css_first("h1").text() == text
        refresh = moved.css_first("meta[http-equiv=refresh]").attributes["content"]
        assert refresh == f"0; url=../../{NEW}/agenda/"
        canonical = moved.css_first("link[rel=canonical]").attributes["href"]
        assert canonical == f"{URL}{prefix}{NEW_ADDRESS}agenda/"
        assert moved.css_first("meta[name=robots]").attributes["content"] == "noindex"
        assert moved.css_first(f"main a[href='../../{NEW}/agenda/']")
    rules = (renamed.folder / "site/_redirects").read_text("utf-8").splitlines()
    old, new = f"/invented/en/{OLD_ADDRESS}", f"/invented/en/{NEW_ADDRESS}"
    assert f"{old}agenda/ {new}agenda/ 301!" in rules
    assert f"{old}seminar.ics {new}seminar.ics 301" in rules
    assert OLD_ADDRESS not in (renamed.folder / "site/sitemap.xml").read_text("utf-8")


def test_what_answers_for_an_old_address_is_none_of_its_own(renamed: Hub) -> None:
    accept(renamed)
    lines = (renamed.docs / "addresses.txt").read_text("utf-8").splitlines()
    assert OLD_ADDRESS in lines
    assert NEW_ADDRESS in lines
    redirected(renamed, "moved: {}\n")
    assert f"“{OLD_ADDRESS}”" in fails(renamed)


def test_parts_of_pages_answer_for_their_old_ids(renamed: Hub) -> None:
    moved = f"moved:\n  {OLD_ADDRESS}: {NEW_ADDRESS}\n"
    redirected(
        renamed,
        f"{moved}  {NEW_ADDRESS}#before: {NEW_ADDRESS}#facts\n"
        f"  {NEW_ADDRESS}#elsewhere: seminars/\n  about/#old: about/#new\n"
        f"gone:\n  - {NEW_ADDRESS}#dead\n",
    )
    renamed.append("docs/about.en.md", "\n## Invented part {#new}\n\nInvented text.\n")
    told = fails(renamed)
    assert "“about/#old” leads to “/about/#new”" in told  # in French there is no such part
    redirected(
        renamed,
        f"{moved}  {NEW_ADDRESS}#before: {NEW_ADDRESS}#facts\n"
        f"  {NEW_ADDRESS}#elsewhere: seminars/\n  /en/about/#old: about/#new\n"
        f"gone:\n  - {NEW_ADDRESS}#dead\n",
    )
    build(renamed)
    overview = page(renamed, f"en/{NEW_ADDRESS}")
    assert overview.css_first("#facts > #before")
    elsewhere = overview.css_first("p#elsewhere")
    assert elsewhere.css_first("a").attributes["href"] == "../"
    assert "withdrawn" in overview.css_first("p#dead").text()
    assert page(renamed, "en/about/").css_first("h2#new > #old")


def test_what_is_withdrawn_is_said_to_be(renamed: Hub) -> None:
    redirected(renamed, f"gone:\n  - {OLD_ADDRESS}\n")
    build(renamed)
    gone = page(renamed, f"ar/{OLD_ADDRESS}recordings/")
    assert gone.css_first("h1").text() == "سُحبت هذه الصفحة"
    assert not gone.css_first("meta[http-equiv=refresh]")
    rules = (renamed.folder / "site/_redirects").read_text("utf-8")
    assert f"/invented/ar/{OLD_ADDRESS} /invented/ar/{OLD_ADDRESS}index.html 410!\n" in rules


def test_without_redirects_there_is_no_file_of_them(long_site: Path, invented_site: Path) -> None:
    assert not (long_site / "_redirects").exists()
    assert (invented_site / "_redirects").is_file()


def test_a_broken_site_is_not_published(renamed: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(renamed.folder / "site")
    head = Site.head

    def broken(site: Site, page: object) -> object:
        found = head(site, page)  # type: ignore[arg-type]
        object.__setattr__(found, "picture", f"{URL}lost.png")
        return found

    monkeypatch.setattr(Site, "head", broken)
    renamed.append(f"docs/seminars/{NEW}/index.en.md", "\nAn invented edit.\n")
    told = fails(renamed)
    assert "the built site is broken in" in told
    assert "“lost.png”" in told
    assert files_of(renamed.folder / "site") == before
