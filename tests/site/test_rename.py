"""A name is written once: changed in series.yml, it is changed wherever the site says it."""

import gzip
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from ..conftest import EPOCH, FIXTURES, copy_hub, run

FULL = "seminars/2031-05-invented-full"
PREFIX = {"fr": "", "en": "en/", "ar": "ar/"}
RENAMED = {
    "Institut inventé": "Observatoire fictif",
    "Invented Institute": "Fictitious Observatory",
    "معهد مخترع": "مرصد خيالي",
    "Imaginary Moderator": "Fabled Chair",
    "Essais": "Expériences",
    "Testing": "Trialling",
    "الاختبار": "التجريب",
    "Invented Fund <&>": "Made-up Trust",
}
ORGANISER = {
    "Agence inventée": "Agence factice",
    "Invented Agency": "Pretend Agency",
    "وكالة مخترعة": "وكالة صورية",
}
"""Invented PDFs name the organiser, too; they keep saying the old name."""
NEW = {
    "fr": ("Observatoire fictif", "Fabled Chair", "Expériences", "Made-up Trust"),
    "en": ("Fictitious Observatory", "Fabled Chair", "Trialling", "Made-up Trust"),
    "ar": ("مرصد خيالي", "Fabled Chair", "التجريب", "Made-up Trust"),
}


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What every file of the site says, by its address, after the names were changed."""
    hub = tmp_path_factory.mktemp("renamed")
    copy_hub(hub)
    shutil.copytree(FIXTURES / "docs", hub / "docs")
    series = hub / "docs/seminars/series.yml"
    text = series.read_text("utf-8")
    for old, new in (RENAMED | ORGANISER).items():
        assert text.count(f'"{old}"') == 1, old
        text = text.replace(f'"{old}"', f'"{new}"')
    series.write_text(text, "utf-8")
    os.environ |= {"HUB_SITE_URL": "https://hub.example/renamed/", "SOURCE_DATE_EPOCH": EPOCH}
    try:
        result = run("--config-file", str(hub / "mkdocs.yml"), "build")
    finally:
        del os.environ["HUB_SITE_URL"], os.environ["SOURCE_DATE_EPOCH"]
    assert result.exit_code == 0, result.output
    site = hub / "site"
    return {
        str(path.relative_to(site)): content(path) for path in site.rglob("*") if path.is_file()
    }


def content(path: Path) -> str:
    """Return a file's text, unpacked and without the line breaks that calendars put into it."""
    if path.suffix == ".epub":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    data = path.read_bytes()
    if path.suffix == ".pf_fragment":
        data = gzip.decompress(data)
    return data.decode("utf-8", "replace").replace("\r\n ", "")


def test_no_file_says_an_old_name(said: dict[str, str]) -> None:
    for old in RENAMED:
        names = {old, old.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}
        assert [path for path, text in said.items() if any(name in text for name in names)] == []


@pytest.mark.parametrize("tag", PREFIX)
def test_every_place_says_the_new_names(tag: str, said: dict[str, str]) -> None:
    prefix = PREFIX[tag]
    institute, person, theme, fund = NEW[tag]
    agenda = said[f"{prefix}{FULL}/agenda/index.html"]
    linked_data = agenda.partition("application/ld+json")[2].partition("</script>")[0]
    for text in (agenda, linked_data, said[f"{prefix}{FULL}/seminar.epub"]):
        assert institute in text
        assert person in text
    calendar = said[f"{prefix}{FULL}/seminar.ics"]
    assert person in calendar
    assert theme in calendar
    for path in (
        f"{FULL}/index.html", f"{FULL}/seminar.epub", "seminars/feed.xml", "index.html",
        "seminars/index.html", "seminars/themes/index.html", "seminars/themes/testing/index.html",
    ):  # fmt: skip
        assert theme in said[prefix + path], path
    assert fund in said[f"{prefix}{FULL}/index.html"]
    assert institute in said[f"{prefix}seminars/organisations/invented-institute/index.html"]
    assert person in said[f"{prefix}seminars/people/index.html"]
    assert {institute, person, theme, fund} <= {
        name
        for path, text in said.items()
        for name in NEW[tag]
        if path.endswith(".pf_fragment") and name in text
    }


@pytest.mark.parametrize(("tag", "name"), [*zip(PREFIX, ORGANISER.values(), strict=True)])
def test_citations_and_the_feed_say_the_new_name(tag: str, name: str, said: dict[str, str]) -> None:
    prefix = PREFIX[tag]
    for file in ("citation.bib", "citation.ris", "citation.json", "index.html"):
        assert name in said[f"{prefix}{FULL}/{file}"]
    assert f"<name>{name}</name>" in said[f"{prefix}seminars/feed.xml"].replace("atom:", "")
    assert f'content="{name}"' in said[f"{prefix}{FULL}/index.html"]


def test_the_open_data_say_the_new_names(said: dict[str, str]) -> None:
    for new in RENAMED.values():
        assert new in said["data/seminars.json"]
