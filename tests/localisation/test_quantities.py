"""Figures as each language writes them."""

from decimal import Decimal

import pytest

from kmh_hub.localisation.language import Languages
from kmh_hub.model.figure import Unit


@pytest.mark.parametrize(
    ("tag", "value", "unit", "written"),
    [
        ("fr", "46", Unit.PERCENT, "46\xa0%"),
        ("fr", "12.5", Unit.PERCENT, "12,5\xa0%"),
        ("en", "46", Unit.PERCENT, "46%"),
        ("ar", "46", Unit.PERCENT, "46%"),
        ("fr", "40.3", Unit.MILLION_PEOPLE, "40,3\xa0millions de personnes"),
        ("fr", "1.5", Unit.MILLION_PEOPLE, "1,5\xa0million de personnes"),
        ("fr", "2", Unit.MILLION_PEOPLE, "2\xa0millions de personnes"),
        ("en", "40.3", Unit.MILLION_PEOPLE, "40.3\xa0million people"),
        ("ar", "40.3", Unit.MILLION_PEOPLE, "40.3\xa0مليون شخص"),
        ("ar", "3", Unit.MILLION_PEOPLE, "3\xa0ملايين شخص"),
        ("fr", "1", Unit.PEOPLE, "1 personne"),
        ("en", "1200", Unit.PEOPLE, "1,200 people"),
        ("ar", "11", Unit.PEOPLE, "11 شخصا"),
        ("fr", "1200.75", Unit.NUMBER, "1\u202f200,75"),
    ],
)
def test_figures(languages: Languages, tag: str, value: str, unit: Unit, written: str) -> None:
    shown = languages[tag].formats.counted(Decimal(value), unit)
    assert shown.replace("\u200e", "") == written


def test_no_digit_is_rounded_away(languages: Languages) -> None:
    for language in languages.all:
        for value in ("0.0625", "99.99", "12345.678"):
            shown = language.formats.quantity(Decimal(value), Unit.NUMBER)
            assert [char for char in shown if char.isdigit()] == [
                char for char in value if char.isdigit()
            ]
