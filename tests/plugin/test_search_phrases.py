"""What the names of organisations and the forms of terms tell the search."""

from kmh_hub.localisation.language import Languages
from kmh_hub.model.entity import Organisation
from kmh_hub.model.glossary import Glossary, Term
from kmh_hub.model.text import Phrases, Text
from kmh_hub.model.vocabulary import Vocabulary
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
    for tag, name in {
        "fr": "Organisation inventée",
        "en": "Invented Organisation",
        "ar": "منظمة مخترعة",
    }.items():
        assert phrases_of(vocabulary, Glossary(), languages[tag]) == [[name, "OI", "IO"]]


def test_a_term_its_forms_and_its_abbreviations_are_one(languages: Languages) -> None:
    term = Term(
        term=Text({"fr": "terme inventé", "en": "invented term"}),
        definition=Text({"fr": "Inventé.", "en": "Invented."}),
        forms=Phrases({"en": ("terms of tests",)}),
        abbreviations=Phrases({"fr": ("TI",)}),
    )
    glossary = Glossary(terms={"invented-term": term})
    assert phrases_of(Vocabulary(), glossary, languages["fr"]) == [["terme inventé", "TI"]]
    english = ["invented term", "terms of tests", "TI"]
    assert phrases_of(Vocabulary(), glossary, languages["en"]) == [english]
