"""A fourth language, as CONTRIBUTING.md says to add it: settings, a catalogue, texts, no code."""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import write_po
from selectolax.lexbor import LexborHTMLParser

from kmh_hub.localisation.catalogue import catalogue_path
from kmh_hub.localisation.extraction import extract

from ..conftest import FIXTURES, FORMER, ROOT, built_at, run

SETTINGS = """\
        - locale: es
          name: Español
          site_name: Seminarios inventados
          nav_translations:
            Accueil: Inicio
"""
FULL = "seminars/2031-05-invented-full"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fourth")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    before, heading, after = settings.partition("\nmarkdown_extensions:")
    (folder / "mkdocs.yml").write_text(f"{before}{SETTINGS}{heading}{after}", "utf-8")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copytree(FIXTURES / "docs", folder / "docs", ignore=shutil.ignore_patterns(*FORMER))
    write_catalogue(folder / "overrides/locales")
    (folder / "docs" / FULL / "index.es.md").write_text(
        "Un texto inventado.\n\n## Objetivos {#aims}\n\nPalabras inventadas.\n", "utf-8"
    )
    metadata = folder / "docs" / FULL / "seminar.yml"
    text = metadata.read_text("utf-8")
    assert "title:\n" in text
    metadata.write_text(
        text.replace("title:\n", 'title:\n  es: "Seminario inventado"\n', 1), "utf-8"
    )
    glossary = folder / "docs/glossary.yml"
    glossary.write_text(yaml.safe_dump(with_spanish(yaml.safe_load(glossary.read_text("utf-8")))))
    accepted = run(
        "--config-file", str(folder / "mkdocs.yml"), "translations", "--accept",
        str(folder / "docs" / FULL),
    )  # fmt: skip
    assert accepted.exit_code == 0, accepted.output
    return folder


def with_spanish(value: Any) -> Any:
    """Return texts with invented Spanish beside their English: terms have to have all languages."""
    if not isinstance(value, dict):
        return value
    found = {key: with_spanish(each) for key, each in value.items()}
    english = found.get("en")
    if isinstance(english, str):
        found["es"] = f"¡{english}!"
    elif isinstance(english, list):
        found["es"] = [f"¡{each}!" for each in english]
    return found


def write_catalogue(locales: Path) -> None:
    """Write a catalogue whose translations are invented: each message in Spanish marks."""
    catalogue = extract(ROOT)
    catalogue.locale = "es"
    for message in catalogue:
        if message.id:
            several = message.id if isinstance(message.id, tuple) else (message.id,)
            words = [f"¡{each}" for each in several]
            words += words[-1:] * (catalogue.num_plurals - len(words))
            message.string = tuple(words) if message.pluralizable else words[0]
    path = catalogue_path(locales, "es")
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, catalogue)


@pytest.fixture(scope="module")
def site(hub: Path) -> Path:
    return built_at(hub, "https://hub.example/fourth/")


def page(site: Path, address: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / address / "index.html").read_bytes())


def test_it_is_checked(hub: Path) -> None:
    result = run("--config-file", str(hub / "mkdocs.yml"), "check")
    assert "error[" not in result.output
    assert result.exit_code == 0


def test_every_page_is_there_in_it(site: Path) -> None:
    pages = [path.relative_to(site / "en") for path in (site / "en").rglob("index.html")]
    assert len(pages) > 40
    assert [path for path in pages if not (site / "es" / path).is_file()] == []


def test_it_is_spoken_written_and_told(site: Path) -> None:
    shown = page(site, f"es/{FULL}")
    root = shown.css_first("html")
    assert (root.attributes["lang"], root.attributes["dir"]) == ("es", "ltr")
    assert "Seminario inventado" in shown.css_first("h1").text()
    assert "Un texto inventado." in shown.css_first("main").text()
    assert "¡Agenda" in shown.css_first("main").text()
    assert "mayo de 2031" in shown.css_first("main").text()
    for tag in ("", "en/", "ar/", "es/"):
        head = page(site, f"{tag}{FULL}").css("link[rel=alternate][hreflang]")
        assert [each.attributes["hreflang"] for each in head] == [
            "fr", "en", "ar", "es", "x-default",
        ]  # fmt: skip


def test_it_falls_back_with_the_language_that_it_is_in(site: Path) -> None:
    shown = page(site, "es/seminars/2029-04-invented-online")
    assert shown.css_first("main [lang=en]")


def test_it_is_found_and_exported(site: Path) -> None:
    assert list((site / "pagefind/es").glob("*.pf_meta"))
    assert (site / "es" / FULL / "seminar.epub").is_file()
    assert "/fourth/es/" in (site / "sitemap.xml").read_text("utf-8")
    assert b"title_es" in (site / "data/seminars.csv").read_bytes()
