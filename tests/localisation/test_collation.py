"""The order of names is that of each language, not that of code points."""

import pytest

from kmh_hub.localisation.language import Languages

ORDERED = {
    "fr": [
        "cote", "coté", "côte", "côté", "eau", "Écran", "Égypte", "Espagne", "Éthiopie",
        "œuvre", "oxygène", "Tchad", "آسيا",
    ],
    "en": ["Åland", "Chad", "Côte d’Ivoire", "Croatia", "Éire", "Ethiopia", "Zambia", "آسيا"],
    "ar": [
        "آسيا", "إثيوبيا", "أفغانستان", "الجزائر", "العراق", "المغرب", "النيجر", "تونس",
        "لبنان", "ليبيا", "مالي", "مصر", "نيجيريا", "COMPASS", "Éthiopie", "Mali",
    ],
}  # fmt: skip


@pytest.mark.parametrize("tag", ORDERED)
def test_names_are_in_the_languages_order(tag: str, languages: Languages) -> None:
    by_code_points = sorted(ORDERED[tag])
    assert by_code_points != ORDERED[tag]
    assert sorted(by_code_points, key=languages[tag].sort_key) == ORDERED[tag]


def test_capital_letters_and_vowel_signs_come_after_what_is_else_equal(
    languages: Languages,
) -> None:
    assert sorted(["Alpha", "beta", "alpha"], key=languages["en"].sort_key) == [
        "alpha", "Alpha", "beta",
    ]  # fmt: skip
    assert sorted(["سَلام", "سلام", "سلم"], key=languages["ar"].sort_key) == [
        "سلام", "سَلام", "سلم",
    ]  # fmt: skip
