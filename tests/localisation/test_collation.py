"""The order of words in three languages, and their letters."""

import pytest

from kmh_hub.localisation.collation import collation_key, initial


@pytest.mark.parametrize(
    "in_order",
    [
        ["écart", "École", "effet", "zone"],
        ["cote", "coté", "côte", "coteau"],
        ["country", "Country of origin", "re-trafficking", "return"],
        ["الاتجار", "إعادة الإدماج", "بلد المنشأ", "الحماية", "المؤشر"],
    ],
)
def test_order(in_order: list[str]) -> None:
    shuffled = in_order[::-1]
    assert sorted(shuffled, key=collation_key) == in_order


@pytest.mark.parametrize(
    ("words", "letter"),
    [("évaluation", "E"), ("return", "R"), ("إعادة", "ا"), ("الحماية", "ح"), ("«été»", "E")],
)
def test_initial(words: str, letter: str) -> None:
    assert initial(words) == letter
