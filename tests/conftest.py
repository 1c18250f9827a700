"""What several test folders share: a hub to change, the real site built once."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from playwright.sync_api import Browser, sync_playwright

from kmh_hub.cli import main
from kmh_hub.localisation.language import Languages, languages_of

ROOT = Path(__file__).parent.parent
FIXTURES = Path(__file__).parent / "fixtures"
FORMER = ("addresses.txt", "redirects.yml")
"""What the invented seminars have of addresses that are not theirs any longer."""
TAGS = ("fr", "en", "ar")
TODAY = date(2031, 9, 1)
"""Between the invented seminars that are past and those that are to come."""
EPOCH = str(int(datetime.combine(TODAY, time(), UTC).timestamp()))


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what is read for the tests only."""
    os.environ["HUB_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    del os.environ["HUB_CACHE"]


@pytest.fixture(scope="session")
def languages() -> Languages:
    return languages_of(TAGS, {"en": "en_GB"}, str(ROOT / "overrides/locales"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub of its own to change: the real configuration and theme, the invented seminars."""
    copy_hub(tmp_path)
    shutil.copytree(FIXTURES / "docs", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def copy_hub(target: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", target)
    (target / "overrides").symlink_to(ROOT / "overrides")


@pytest.fixture(scope="session")
def build_real(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Build the real content for an address; returns the folder of the site."""

    def build(site_url: str) -> Path:
        target = tmp_path_factory.mktemp("built") / "site"
        os.environ["HUB_SITE_URL"] = site_url
        try:
            result = run(
                "--config-file", str(ROOT / "mkdocs.yml"), "build", "--site-dir", str(target)
            )
        finally:
            del os.environ["HUB_SITE_URL"]
        assert result.exit_code == 0, result.output
        return target

    return build


def built_at(folder: Path, site_url: str) -> Path:
    """Build a hub for an address as on 1 September 2031; return the folder of the site."""
    os.environ |= {"HUB_SITE_URL": site_url, "SOURCE_DATE_EPOCH": EPOCH}
    try:
        result = run("--config-file", str(folder / "mkdocs.yml"), "build")
    finally:
        del os.environ["HUB_SITE_URL"], os.environ["SOURCE_DATE_EPOCH"]
    assert result.exit_code == 0, result.output
    return folder / "site"


@pytest.fixture(scope="session")
def invented_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented seminars, built as on 1 September 2031."""
    folder = tmp_path_factory.mktemp("invented")
    copy_hub(folder)
    (folder / "docs").symlink_to(FIXTURES / "docs")
    return built_at(folder, "https://hub.example/invented/")


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty invented seminars that say as little as they can, all of one theme."""
    folder = tmp_path_factory.mktemp("long")
    copy_hub(folder)
    shutil.copytree(
        FIXTURES / "docs", folder / "docs", ignore=shutil.ignore_patterns("20??-*", *FORMER)
    )
    for at in range(60):
        month = f"{2026 + at // 12}-{at % 12 + 1:02}"
        seminar = folder / f"docs/seminars/{month}-invented-{at + 1}"
        seminar.mkdir()
        (seminar / "seminar.yml").write_text(
            f"added: 2026-01-01\nnumber: {at + 1}\ntitle:\n  en: Invented seminar {at + 1}\n"
            f"days:\n  - date: {month}\nthemes: [testing]\n"
        )
        (seminar / "index.en.md").write_text("Invented text in English only.\n")
    return built_at(folder, "https://hub.example/long/")


@pytest.fixture(scope="session")
def real_site(build_real: Callable[[str], Path]) -> Path:
    """The real content, built for an invented address under a sub-path."""
    return build_real("https://hub.example/kmh/")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium: one a process, since Playwright can be started once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium") or "chromium",
            args=[
                "--no-sandbox",
                "--disable-quic",
                "--disable-background-networking",
                # What a test lets a page ask of others never leaves this machine.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ],
        )
        yield browser
        browser.close()
