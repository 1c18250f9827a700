"""Every language says everything: no message missing, fuzzy, left over or with other values."""

import shutil
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.checkers import python_format

from kmh_hub import compiled
from kmh_hub.cli.settings import settings_of
from kmh_hub.localisation.catalogue import catalogue_path, read_catalogue
from kmh_hub.localisation.extraction import extract, read
from kmh_hub.localisation.language import Languages

from ..conftest import ROOT, TAGS

LOCALES = ROOT / "overrides/locales"


@pytest.fixture(scope="module")
def used() -> Catalog:
    return extract(ROOT)


def ids(catalogue: Catalog) -> set[object]:
    return {(message.context, message.id) for message in catalogue if message.id}


def test_messages_are_found_in_templates_and_code(used: Catalog) -> None:
    found = ids(used)
    assert (None, "Agenda") in found
    assert (None, ("%(num)s result", "%(num)s results")) in found
    assert ("day of the month", "1") in found


@pytest.mark.parametrize("tag", settings_of(str(ROOT / "mkdocs.yml")).tags)
def test_catalogue_is_complete(tag: str, used: Catalog) -> None:
    catalogue = read(catalogue_path(LOCALES, tag), tag)
    assert ids(catalogue) == ids(used), "run `make messages`, then translate what is new"
    assert not catalogue.obsolete
    for message in catalogue:
        if message.id:
            assert not message.fuzzy, message.id
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            assert all(strings), message.id
            if message.pluralizable:
                assert len(strings) == catalogue.num_plurals, message.id
            else:
                python_format(catalogue, message)


@pytest.mark.parametrize("tag", TAGS)
def test_plural_rule_is_that_of_cldr(tag: str, languages: Languages) -> None:
    """Numbers of one CLDR category share a form; of two categories, they do not."""
    translations, locale = languages[tag].translations, languages[tag].locale
    forms: dict[str, set[int]] = {}
    for number in range(1000):
        forms.setdefault(locale.plural_form(number), set()).add(translations.plural(number))
    assert all(len(indexes) == 1 for indexes in forms.values())
    assert len({min(indexes) for indexes in forms.values()}) == len(forms)


def test_compiled_catalogue_is_kept_until_it_is_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(compiled, "cache_from_source", lambda _: str(tmp_path / "kept/x.pyc"))
    path = catalogue_path(tmp_path, "fr")
    path.parent.mkdir(parents=True)
    shutil.copy(catalogue_path(LOCALES, "fr"), path)
    first = read_catalogue(tmp_path, "fr").gettext("Agenda")
    (kept,) = [each for each in (tmp_path / "kept").rglob("*") if each.is_file()]
    assert kept.name.startswith("catalogue-fr-")
    assert read_catalogue(tmp_path, "fr").gettext("Agenda") == first
    text = path.read_text("utf-8")
    path.write_text(text.replace(f'msgstr "{first}"', 'msgstr "Ordre inventé"'), "utf-8")
    assert read_catalogue(tmp_path, "fr").gettext("Agenda") == "Ordre inventé"
