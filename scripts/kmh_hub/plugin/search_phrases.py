"""Phrases of one meaning that the content itself tells: organisations' names, terms' forms."""

import re

from kmh_hub.localisation.language import Language
from kmh_hub.model.glossary import Glossary, synonyms
from kmh_hub.model.vocabulary import Vocabulary

_WITH_ABBREVIATION = re.compile(r"(?P<name>.+?) \((?P<abbreviation>[^()\s]{2,12})\)")


def phrases_of(vocabulary: Vocabulary, glossary: Glossary, language: Language) -> list[list[str]]:
    """Return groups of phrases that a search takes for each other.

    An organisation's name says its abbreviation, as in `Union européenne (UE)`; readers write those
    of other languages, too.

    Args:
        vocabulary: the organisations.
        glossary: the terms.
        language: in which language they are looked for.

    """
    groups = []
    for organisation in vocabulary.organisations.values():
        named = str(language.text(organisation.name))
        found = _WITH_ABBREVIATION.match(named)
        texts = organisation.name.root.values()
        matches = (_WITH_ABBREVIATION.match(text) for text in texts)
        abbreviations = [match["abbreviation"] for match in matches if match]
        if abbreviations:
            groups.append(list(dict.fromkeys([found["name"] if found else named, *abbreviations])))
    return [*groups, *map(list, synonyms(glossary, language.tag))]
