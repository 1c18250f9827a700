"""A built site, broken in every way that a reader, a program or another site would notice."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kmh_hub.verification.piece import REFERENCES, Piece, has_anchor, join, piece_of, unsettled
from kmh_hub.verification.references import references_of
from kmh_hub.verification.whole import wrong_in

from ..conftest import run

URL = "https://hub.example/invented/"
FULL = "seminars/2031-05-invented-full/"
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def whole(invented_site: Path) -> Files:
    """The files of a site that is as it should be."""
    return {
        path.relative_to(invented_site).as_posix(): path.read_bytes()
        for path in invented_site.rglob("*")
        if path.is_file() and "pagefind" not in path.parts
    }


def wrong(files: Files) -> list[str]:
    def has(place: str, anchor: str) -> bool:
        found = references_of(place, files[place], URL)
        return found is not None and has_anchor(found.ids, anchor)

    # As a build does, each seminar's files by themselves.
    units: dict[bool, Files] = {True: {}, False: {}}
    for path, content in files.items():
        units[FULL in path][path] = content
    pieces = [kept(piece_of(some, URL)) for some in units.values()]
    found = [*wrong_in(pieces, files.keys(), has, URL)]
    by_steps = [kept(join(pieces, URL))]
    assert [*wrong_in(by_steps, files.keys(), has, URL)] == found
    # Some of what could be asked of pages is known beforehand.
    cited = {address: ids for some in units.values() for address, ids in cited_in(some).items()}
    left = [unsettled(each, files.keys(), cited) for each in by_steps]
    assert [*wrong_in(left, files.keys(), has, URL)] == found
    if not found:
        assert not any(each.links or each.alternates for each in left)
    return found


def cited_in(files: Files) -> dict[str, list[str]]:
    return piece_of(files, URL).cited


def kept(piece: Piece) -> Piece:
    """Return a piece as a build keeps it, where it has anything to say."""
    said = piece.to_json()
    return Piece.from_json(said[REFERENCES]) if REFERENCES in said else Piece()


def replaced(path: str, old: str, new: str) -> Callable[[Files], None]:
    def damage(files: Files) -> None:
        assert old.encode() in files[path], (path, old)
        files[path] = files[path].replace(old.encode(), new.encode(), 1)

    return damage


def taken(path: str) -> Callable[[Files], None]:
    def damage(files: Files) -> None:
        del files[path]

    return damage


def book(files: Files) -> None:
    path = f"en/{FULL}seminar.epub"
    book = zipfile.ZipFile(io.BytesIO(files[path]))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as other:
        for name in book.namelist():
            text = book.read(name)
            other.writestr(name, text.replace(URL.encode(), f"{URL}lost/".encode()))
    files[path] = written.getvalue()


def folded_calendar(files: Files) -> None:
    text = f"BEGIN:VCALENDAR\r\nURL:{URL}seminars/a-long-address-that-is-\r\n folded/\r\n"
    files["seminars/other.ics"] = text.encode()


PAGE = f"en/{FULL}index.html"
DAMAGES: dict[str, tuple[Callable[[Files], None], str]] = {
    "a page": (taken("en/about/index.html"), "“en/about/”"),
    "a page's language": (taken(f"ar/{FULL}agenda/index.html"), f"“ar/{FULL}agenda/”"),
    "a style": (taken("assets/base.css"), "“assets/base.css”"),
    "a script": (taken("assets/search.js"), "“assets/search.js”"),
    "a face": (taken("assets/fonts/arabic-400.woff2"), "“assets/fonts/arabic-400.woff2”"),
    "an icon": (taken("assets/icons/192.png"), "“assets/icons/192.png”"),
    "the feed": (taken("en/seminars/feed.xml"), "“en/seminars/feed.xml”"),
    "a calendar": (taken(f"ar/{FULL}seminar.ics"), f"“ar/{FULL}seminar.ics”"),
    "a citation": (taken(f"{FULL}citation.bib"), f"“{FULL}citation.bib”"),
    "a book": (taken(f"{FULL}seminar.epub"), f"“{FULL}seminar.epub”"),
    "a share picture": (taken(f"{FULL}share.png"), f"“{FULL}share.png”"),
    "a document": (taken(f"{FULL}agenda.fr.pdf"), f"“{FULL}agenda.fr.pdf”"),
    "a recording": (taken(f"{FULL}recording.fr.opus"), f"“{FULL}recording.fr.opus”"),
    "captions": (taken(f"{FULL}captions.fr.vtt"), f"“{FULL}captions.fr.vtt”"),
    "the manifest": (taken("ar/manifest.webmanifest"), "“ar/manifest.webmanifest”"),
    "an anchor of the page": (replaced(PAGE, 'id="content"', 'id="contend"'), "#content”"),
    "an anchor of another page": (
        replaced("glossary/index.html", 'id="example-word"', 'id="exemple-word"'),
        "“glossary/#example-word”",
    ),
    "an anchor of a page beside it": (
        replaced(f"en/{FULL}agenda/index.html", 'id="session-1"', 'id="session-0"'),
        f"“en/{FULL}agenda/#session-1”",
    ),
    "an id twice": (replaced(PAGE, "<h1", '<h1 id="content"'), "the id “content” stands"),
    "no language": (replaced(PAGE, '<html lang="en"', "<html"), "its language is not told"),
    "another's canonical": (
        replaced(PAGE, f'rel="canonical" href="{URL}en/', f'rel="canonical" href="{URL}'),
        "its canonical address",
    ),
    "a canonical of nothing": (
        replaced(PAGE, f'rel="canonical" href="{URL}', f'rel="canonical" href="{URL}x/'),
        f"“x/en/{FULL}”",
    ),
    "an alternate of another page": (
        replaced(PAGE, f'hreflang="ar" href="{URL}ar/{FULL}"', f'hreflang="ar" href="{URL}ar/"'),
        "does not name the same languages",
    ),
    "an alternate of nothing": (
        replaced(PAGE, f'hreflang="ar" href="{URL}ar/', f'hreflang="ar" href="{URL}xx/'),
        f"“xx/{FULL}”",
    ),
    "an alternate too few": (
        replaced(PAGE, f'<link rel="alternate" hreflang="ar" href="{URL}ar/{FULL}">', ""),
        "does not name the same languages",
    ),
    "the preview picture's address": (
        replaced(PAGE, f'og:image" content="{URL}', f'og:image" content="{URL}x/'),
        f"“x/en/{FULL}share.png”",
    ),
    "linked data": (
        replaced(PAGE, f'"url":"{URL}en/{FULL}"', f'"url":"{URL}en/lost/"'),
        "“en/lost/”",
    ),
    "the sitemap": (
        replaced("sitemap.xml", f"<loc>{URL}about/", f"<loc>{URL}lost/"), "“lost/”"
    ),
    "the feed's addresses": (
        replaced("en/seminars/feed.xml", f'href="{URL}en/seminars/2', f'href="{URL}en/seminars/'),
        "“en/seminars/0",
    ),
    "a calendar's address": (
        replaced("seminars/seminars.ics", f"URL:{URL}seminars/20", f"URL:{URL}seminars/19"),
        "“seminars/19",
    ),
    "a folded address": (folded_calendar, "“seminars/a-long-address-that-is-folded/”"),
    "the data": (
        replaced("data/seminars.json", f'"{URL}seminars/20', f'"{URL}seminars/19'),
        "“seminars/19",
    ),
    "a citation's address": (
        replaced(f"en/{FULL}citation.ris", f"{URL}en/", f"{URL}eng/"), f"“eng/{FULL}"
    ),
    "a book's addresses": (book, "“lost/"),
    "where an installed site begins": (
        lambda files: files.update(
            {"manifest.webmanifest": json.dumps({"start_url": "./start/"}).encode()}
        ),
        "“start/”",
    ),
    "a style's file": (
        lambda files: files.update({"assets/x.css": b"a{background:url( 'lost.svg' )}"}),
        "“assets/lost.svg”",
    ),
    "an address outside of the site": (
        replaced(PAGE, "</main>", '<a href="/elsewhere/">x</a></main>'), "“/elsewhere/”"
    ),
    "one of many pictures": (
        replaced(PAGE, "</main>", '<img srcset="a.webp 1x, ../b.webp 2x" alt=""></main>'),
        "“en/seminars/b.webp”",
    ),
}  # fmt: skip


def test_a_whole_site_has_no_fault(whole: Files) -> None:
    assert wrong(whole) == []


@pytest.mark.parametrize("what", DAMAGES)
def test_tells_what_is_broken(what: str, whole: Files) -> None:
    damage, said = DAMAGES[what]
    files = dict(whole)
    damage(files)
    told = wrong(files)
    assert any(said in line for line in told), told[:5]


def test_moments_need_no_ids() -> None:
    page = '<html lang="en"><main><section id="recording-en"></section><a href="#{}">x</a></main>'
    files = {"x/index.html": page.format("t=12").encode()}
    assert not [each for each in piece_of(files, "").wrong if "t=12" in each]
    files = {"x/index.html": page.format("recording-ar&t=12").encode()}
    assert [each for each in piece_of(files, "").wrong if "t=12" in each]


def test_the_command_checks_a_folder(invented_site: Path, tmp_path: Path) -> None:
    config = str(invented_site.parent / "mkdocs.yml")
    result = run("--config-file", config, "verify", str(invented_site), "--site-url", URL)
    assert result.exit_code == 0, result.output
    (tmp_path / "index.html").write_text('<html lang="fr"><a href="lost/">x</a>')
    result = run("--config-file", config, "verify", str(tmp_path), "--site-url", URL)
    assert result.exit_code == 1
    assert "index.html: it refers to “lost/”" in result.output
