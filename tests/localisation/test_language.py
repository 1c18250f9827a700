"""Fallback, direction, isolation, plural forms."""

from pathlib import Path

import pytest

from kmh_hub.localisation.direction import direction_of, isolated
from kmh_hub.localisation.language import Languages, languages_of
from kmh_hub.localisation.plurals import plural_forms
from kmh_hub.model.text import Text

from ..conftest import ROOT


def test_fallback_is_marked_with_its_language_and_direction(languages: Languages) -> None:
    text = Text({"ar": "نص", "en": "text & more"})
    assert languages["en"].text(text).__html__() == "text &amp; more"
    assert (
        languages["fr"].text(text).__html__() == '<span lang="en" dir="ltr">text &amp; more</span>'
    )
    only_arabic = Text({"ar": "نص"})
    assert languages["fr"].text(only_arabic).__html__() == '<span lang="ar" dir="rtl">نص</span>'


def test_fallback_is_french_before_english(languages: Languages) -> None:
    assert languages["ar"].text(Text({"en": "text", "fr": "texte"})).language == "fr"


def test_a_name_without_a_language_is_isolated_only(languages: Languages) -> None:
    assert languages["ar"].text(Text({"und": "Zoé"})).__html__() == "<bdi>Zoé</bdi>"


def test_latin_words_in_arabic_are_isolated() -> None:
    assert isolated("برنامج COMPASS. مع Zoé Hall (KMH) 40", "rtl") == (
        "برنامج <bdi>COMPASS</bdi>. مع <bdi>Zoé Hall</bdi> (<bdi>KMH</bdi>) 40"
    )
    assert isolated("جمعية Sand & Salt في https://hub.example/ar/a-b/#c.", "rtl") == (
        "جمعية <bdi>Sand &amp; Salt</bdi> في <bdi>https://hub.example/ar/a-b/#c</bdi>."
    )
    assert isolated("<b>", "rtl") == "&lt;<bdi>b</bdi>&gt;"
    assert isolated("a <b>", "ltr") == "a &lt;b&gt;"


@pytest.mark.parametrize(
    ("tag", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("qqq", "auto")]
)
def test_direction(tag: str, direction: str) -> None:
    assert direction_of(tag) == direction


def test_arabic_counts_in_six_forms(languages: Languages) -> None:
    forms = plural_forms(languages["ar"], "%(num)s result", "%(num)s results")
    assert set(forms) == {"zero", "one", "two", "few", "many", "other"}
    assert set(plural_forms(languages["en"], "%(num)s result", "%(num)s results")) == {
        "one",
        "other",
    }


def test_a_language_without_a_catalogue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="pt"):
        languages_of(["fr", "pt"], {}, str(ROOT / "overrides/locales"))
