"""What a build writes for reading without a line, and what it writes where that is not wanted."""

from pathlib import Path

from ..conftest import run


def test_the_version_names_every_style_and_script(real_site: Path) -> None:
    worker = (real_site / "service-worker.js").read_text("utf-8")
    version = worker.partition('VERSION = "')[2].partition('"')[0]
    assert len(version) == 8
    for page in real_site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert text.count(f'.css?v={version}"') + text.count(f'.js?v={version}"') >= 3, page
        assert '.css"' not in text
        assert "offline.js?" in text


def test_a_preview_and_a_site_without_it_keep_nothing(hub: Path) -> None:
    config = hub / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("- kmh-hub:", "- kmh-hub:\n      offline: false"), "utf-8")
    result = run("build")
    assert result.exit_code == 0, result.output
    worker = (hub / "site/service-worker.js").read_text("utf-8")
    assert "registration.unregister()" in worker
    assert '"fetch"' not in worker
    home = (hub / "site/index.html").read_text("utf-8")
    assert "offline" not in home
    assert 'rel="manifest"' not in home
