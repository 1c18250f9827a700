"""archived.yml: dead links to other sites lead to their copies, where editors say so."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.external.links import external_links
from kmh_hub.localisation.language import Languages
from kmh_hub.model.archive import Archive
from kmh_hub.pages.archived import with_copies
from kmh_hub.reading.seminars import read_content
from kmh_hub.reports.texts import words_of

from ..conftest import TAGS, built_at

DEAD = "https://invented.example/report?a=1&b=2"
COPY = "https://archive.example/2031/report?a=1&b=2"
TEXT = f"links:\n  {DEAD}:\n    archived: {COPY}\n    gone: 2031-05\n"
CASES = {
    "nothing-archived": f"links:\n  ▶{DEAD}: {{}}\n",
    "url-not-https": f"links:\n  {DEAD}: {{archived: ▶http://archive.example/}}\n",
    "invalid-date": f"links:\n  {DEAD}: {{gone: ▶may 2031}}\n",
    "unknown-key": f"links:\n  {DEAD}: {{gone: 2031, ▶copy: {COPY}}}\n",
}


@pytest.mark.parametrize("rule", CASES)
def test_faults_are_told_in_their_places(rule: str, tmp_path: Path) -> None:
    before, _, after = CASES[rule].partition("▶")
    (tmp_path / "seminars").mkdir()
    (tmp_path / "seminars/series.yml").write_text("{}\n")
    (tmp_path / "archived.yml").write_text(before + after, "utf-8")
    content = read_content(tmp_path, TAGS)
    assert [fault.rule for fault in content.faults] == [rule]
    (fault,) = content.faults
    assert fault.path == tmp_path / "archived.yml"
    assert fault.place.line == before.count("\n") + 1
    assert words_of(fault).help
    assert content.archive == Archive()


def archive(**said: str) -> Archive:
    return Archive.model_validate({"links": {DEAD: said}})


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("fr", "(copie d’archive ; l’original a disparu depuis mai 2031)"),
        ("en", "(archived copy; the original is gone since May 2031)"),
        ("ar", "(نسخة مؤرشفة؛ لم يعد الأصل متاحا منذ مايو 2031)"),
    ],
)
def test_a_dead_link_leads_to_its_copy(tag: str, words: str, languages: Languages) -> None:
    html = (
        '<p><a class="x" href="https://invented.example/report?a=1&amp;b=2#page=3" rel="external">'
        'An <em>invented</em> report</a>, <a href="https://invented.example/">home</a></p>'
    )
    shown = LexborHTMLParser(
        with_copies(html, archive(archived=COPY, gone="2031-05"), languages[tag])
    )
    first, second = shown.css("a")
    assert first.attributes["href"] == COPY
    assert first.attributes["rel"] == "external"
    assert second.attributes["href"] == "https://invented.example/"
    assert [node.text() for node in shown.css(".about")] == [words]


def test_a_link_whose_original_is_there_stays(languages: Languages) -> None:
    html = f'<a href="{DEAD.replace("&", "&amp;")}">x</a>'
    assert with_copies(html, archive(archived=COPY), languages["en"]) == html
    lost = with_copies(html, archive(gone="2031"), languages["en"])
    assert lost.startswith(html)
    assert "the original is gone since 2031; no copy is known" in lost


def test_copies_are_shown_in_pages_and_asked_for_instead(hub: Path) -> None:
    for tag in TAGS:
        with (hub / f"docs/about.{tag}.md").open("a", encoding="utf-8") as file:
            file.write(f"\n[Invented]({DEAD})\n")
    (hub / "docs/archived.yml").write_text(TEXT, "utf-8")
    site = built_at(hub, "https://hub.example/")
    for prefix in ("", "en/", "ar/"):
        html = (site / prefix / "about/index.html").read_text("utf-8")
        assert LexborHTMLParser(html).css_first(f'main a[href="{COPY}"] + .about')
    urls = {link.url for link in external_links(hub / "docs", TAGS)}
    assert COPY in urls
    assert DEAD not in urls
