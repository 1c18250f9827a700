"""What hub check takes from mkdocs.yml by itself is what MkDocs takes from it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kmh_hub.cli import settings
from kmh_hub.cli.settings import Settings, settings_of
from kmh_hub.cli.site import load, load_site


def by_mkdocs(config_file: str) -> Settings:
    site = load_site(config_file)
    return Settings(site.docs, site.overrides, site.languages.tags)


def elsewhere(text: str) -> str:
    return text.replace("docs_dir: docs", "docs_dir: ./texts/../docs")


def with_another_default(text: str) -> str:
    text = text.replace("          default: true\n", "")
    return text.replace(
        "          name: العربية\n", "          name: العربية\n          default: true\n"
    )


def without_a_language(text: str) -> str:
    return text.replace(
        "          name: English\n", "          name: English\n          build: false\n"
    )


def as_a_mapping(text: str) -> str:
    return text.replace("  - kmh-hub:", "  kmh-hub:").replace("  - i18n:", "  i18n:")


def built_elsewhere(text: str) -> str:
    return f"{text}\nsite_dir: ./texts/../built\n"


PLAIN = [str, elsewhere, built_elsewhere, with_another_default, without_a_language, as_a_mapping]


@pytest.mark.parametrize("change", PLAIN)
@pytest.mark.parametrize("at", ["mkdocs.yml", "../{}/mkdocs.yml"])
def test_what_is_said_plainly(hub: Path, change: Callable[[str], str], at: str) -> None:
    path = hub / "mkdocs.yml"
    (hub / "texts").mkdir()
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    config_file = at.format(hub.name)
    found = settings.plain_settings(Path(config_file))
    assert found
    site = Path(load(config_file).site_dir)
    assert found == replace(by_mkdocs(config_file), site=site)
    assert site.parent == path.parent


def by_the_environment(text: str) -> str:
    return text.replace("docs_dir: docs", 'docs_dir: !ENV [INVENTED_DOCS, "docs"]')


def inherited(text: str) -> str:
    Path("base.yml").write_text(text, "utf-8")
    return "INHERIT: base.yml\n"


@pytest.mark.parametrize("change", [by_the_environment, inherited])
def test_the_rest_is_read_by_mkdocs(hub: Path, change: Callable[[str], str]) -> None:
    path = hub / "mkdocs.yml"
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    assert settings.plain_settings(path) is None
    assert settings_of("mkdocs.yml") == by_mkdocs("mkdocs.yml")
