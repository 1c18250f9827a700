"""Abbreviations that the names of organisations tell the search."""

from kmh_hub.localisation.language import Languages
from kmh_hub.model.series import Organisation, Vocabulary
from kmh_hub.model.text import Text
from kmh_hub.plugin.search_phrases import phrases_of

NAMES = {
    "iom": {
        "fr": "Organisation inventée (OI)",
        "en": "Invented Organisation (IO), of tests",
        "ar": "منظمة مخترعة",
    },
    "plain": {"fr": "Agence (inventée pour les essais)", "en": "Agency"},
}


def test_a_name_and_its_abbreviations_in_all_languages_are_one(languages: Languages) -> None:
    organisations = {key: Organisation(name=Text(names)) for key, names in NAMES.items()}
    vocabulary = Vocabulary(organisations=organisations)
    assert phrases_of(vocabulary, languages["fr"]) == [["Organisation inventée", "OI", "IO"]]
    assert phrases_of(vocabulary, languages["en"]) == [["Invented Organisation", "OI", "IO"]]
    assert phrases_of(vocabulary, languages["ar"]) == [["منظمة مخترعة", "OI", "IO"]]
