"""What a search takes for the same."""

from kmh_hub.model.glossary import Glossary, synonyms

GLOSSARY = Glossary.model_validate_json(
    """{"terms": {
    "aid": {
      "term": {"fr": "aide inventée", "en": "invented aid", "ar": "مساعدة مخترعة"},
      "definition": {"fr": "A.", "en": "A.", "ar": "A."},
      "forms": {"fr": ["aides inventées"]},
      "abbreviations": {"fr": ["AI"], "en": ["IA", "AI"]}
    },
    "plain": {
      "term": {"fr": "mot", "en": "word", "ar": "كلمة"},
      "definition": {"fr": "B.", "en": "B.", "ar": "B."}
    }}}"""
)


def test_a_group_has_the_forms_of_a_language_and_the_abbreviations_of_all() -> None:
    assert list(synonyms(GLOSSARY, "fr")) == [("aide inventée", "aides inventées", "AI", "IA")]
    assert list(synonyms(GLOSSARY, "en")) == [("invented aid", "AI", "IA")]
    assert list(synonyms(GLOSSARY, "ar")) == [("مساعدة مخترعة", "AI", "IA")]


def test_a_language_that_the_glossary_lacks_still_has_the_abbreviations() -> None:
    assert list(synonyms(GLOSSARY, "de")) == [("AI", "IA")]
