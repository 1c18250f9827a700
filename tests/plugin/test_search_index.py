"""The search index of a built site, and what is said when it cannot be made."""

import json
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from kmh_hub.localisation.language import Languages
from kmh_hub.model.glossary import Glossary
from kmh_hub.model.series import Series
from kmh_hub.model.vocabulary import Vocabulary
from kmh_hub.plugin.search_index import write_search_index

PAGE = "<h1>Titre inventé</h1><p>Texte inventé</p>"
NONE = Series(Vocabulary(), ())


def site(folder: Path, main: str = "<main data-pagefind-body>") -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(f"<html>{main}{PAGE}</main></html>", "utf-8")
    return folder


def test_a_page_outside_of_seminars_is_found_in_its_language(
    tmp_path: Path, languages: Languages
) -> None:
    built = site(tmp_path / "site")
    write_search_index(built, tmp_path, NONE, Glossary(), languages, [])
    assert [path.name for path in (built / "pagefind").iterdir()] == ["fr"]
    settings = json.loads((built / "pagefind/fr/settings.json").read_text("utf-8"))
    assert list(settings["labels"]["kind"]) == ["", "page"]
    assert settings["labels"]["also"] == {"": "Aussi en", "en": "anglais", "ar": "arabe"}


def test_a_site_without_anything_to_find_has_no_index(tmp_path: Path, languages: Languages) -> None:
    built = site(tmp_path / "site", "<main>")
    write_search_index(built, tmp_path, NONE, Glossary(), languages, [])
    assert not (built / "pagefind").exists()


def test_a_failure_says_why(
    tmp_path: Path, languages: Languages, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = site(tmp_path / "site")
    broken = tmp_path / "pagefind"
    broken.write_text("#!/bin/sh\necho 'no space left, invented' >&2\nexit 1\n", "utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(broken))
    with pytest.raises(PluginError, match="index could not be made: no space left, invented"):
        write_search_index(built, tmp_path, NONE, Glossary(), languages, [])
