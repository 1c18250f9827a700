"""Phrases in running text: three languages, their letters and their signs."""

import re

import pytest

from kmh_hub.localisation.phrases import PhraseFinder

PHRASES = {
    "traite": "trafficking",
    "victime de la traite": "victim",
    "victimes de la traite": "victim",
    "aide au retour": "aid",
    "mécanisme d’orientation": "referral",
    "trafficking": "trafficking",
    "victim of trafficking": "victim",
    "re-trafficking": "again",
    "child’s best interests": "interests",
    "العودة": "return",
    "العودة الطوعية": "voluntary",
    "إعادة الإدماج": "reintegration",
    "إعادة إدماجهم": "reintegration",
    "تهريب المهاجرين": "smuggling",
    "أوجه الضُّعف": "vulnerability",
}
EXACT = {"TiP": "trafficking", "KMH": "hub", "M&E": "monitoring"}
FINDER = PhraseFinder(PHRASES, EXACT)
MARKED = re.compile(r"\[([^]]*)\]([a-z]+)")


@pytest.mark.parametrize(
    "marked",
    [
        # French: elision, both apostrophes, capital letters, no-break spaces, line ends
        "l’[aide au retour]aid",
        "d'[aide au retour]aid",
        "un [mécanisme d'orientation]referral",
        "[MÉCANISME D’ORIENTATION]referral",
        "[Victimes\nde la\u00a0traite]victim :",
        "il traitera, la retraite, une entraite",
        # The longest wins, and what is in it is not found again
        "[victime de la traite]victim, [traite]trafficking",
        # English
        "[Trafficking]trafficking and [re-trafficking]again",
        "counter-trafficking",
        "trafficking-related",
        "a [victim of trafficking]victim’s needs",
        "the [child's best interests]interests",
        # Abbreviations, with their capital letters only
        "[TiP]trafficking ([KMH]hub).",
        "a tip, kmh, KMHs",
        "[M&E]monitoring",
        # Arabic: what is written together, vowel signs, the longest
        "برامج [العودة الطوعية]voluntary",
        "[للعودة الطوعية]voluntary [وللعودة]return",
        "[وإعادة الإدماج]reintegration، [بإعادة الإدماج]reintegration",
        "[وبالعودة]return [فالعودة]return [كالعودة]return",
        "[ولإعادة إدماجهم]reintegration",
        "[العَوْدَةُ الطَّوْعِيَّة]voluntary",
        "[العـودة]return",
        "[وأوجه الضعف]vulnerability",
        "[أوْجُه الضّعف]vulnerability",
        "[وتهريب المهاجرين]smuggling",
        "تهريب المهاجرينا والعودةا",
        "عودة الأطفال",
        "مركز ([KMH]hub)، [والعودة]return",
        # Signs that become two in small letters
        "İİ la [traite]trafficking",
    ],
)
def test_finds(marked: str) -> None:
    """What is found stands in brackets, before the name of what it stands for."""
    text = MARKED.sub(r"\1", marked)
    found = [(each.name, text[each.start : each.end]) for each in FINDER.find(text)]
    assert found == [(match[2], match[1]) for match in MARKED.finditer(marked)]


def test_no_phrases_find_nothing() -> None:
    assert not list(PhraseFinder({}, {}).find("nothing"))
