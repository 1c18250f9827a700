"""Figures: exact as written, and no more than their whole."""

import json
from typing import Any

import pydantic
import pytest

from kmh_hub.model.figure import Figure, Unit

TEXT = {"en": "Invented"}


def figure(**given: Any) -> Figure:
    whole = {"id": "one", "title": TEXT, "unit": "percent", "source": {"title": TEXT}, **given}
    return Figure.model_validate_json(json.dumps(whole))


def parts(*values: float) -> list[dict[str, Any]]:
    return [{"label": TEXT, "value": value} for value in values]


def rule_of(**given: Any) -> str:
    with pytest.raises(pydantic.ValidationError) as refused:
        figure(**given)
    (error,) = refused.value.errors()
    return str(error["ctx"]["rule"])


@pytest.mark.parametrize(
    ("written", "kept"), [(40.3, "40.3"), (0.1, "0.1"), (46, "46"), (46.0, "46"), (0, "0")]
)
def test_a_number_is_exact(written: float, kept: str) -> None:
    assert str(figure(unit=Unit.NUMBER, value=written).value) == kept


def test_decimals_add_up_exactly() -> None:
    """As floats, 15.4 and 24.9 are less than 40.3."""
    assert figure(unit="million-people", value=40.3, breakdown=parts(15.4, 24.9)).breakdown


def test_a_sum_that_differs_needs_a_note() -> None:
    assert rule_of(unit="people", value=10, breakdown=parts(4, 5)) == "sum-differs"
    assert figure(unit="people", value=10, breakdown=parts(4, 5), note=TEXT).note


def test_percentages_of_an_unnamed_rest_are_well() -> None:
    assert figure(breakdown=parts(71)).value is None


def test_what_rounding_explains_is_well() -> None:
    assert figure(breakdown=parts(33.4, 33.3, 33.4)).breakdown
    assert figure(breakdown=parts(34, 34, 33)).breakdown
    assert rule_of(breakdown=parts(34, 34, 34)) == "more-than-all"


def test_no_note_explains_more_than_all() -> None:
    assert rule_of(unit="people", value=10, breakdown=parts(9, 9), note=TEXT) == "more-than-all"
    assert rule_of(value=101) == "more-than-all"


def test_a_part_in_per_cent_is_a_whole_of_its_own() -> None:
    (part,) = parts(71)
    assert figure(breakdown=[part | {"breakdown": parts(78)}]).breakdown[0].breakdown
    assert rule_of(breakdown=[part | {"breakdown": parts(78, 30)}]) == "more-than-all"


def test_a_part_in_people_holds_no_more_than_itself() -> None:
    (part,) = parts(71)
    inner = [part | {"breakdown": parts(78)}]
    assert rule_of(unit="people", breakdown=inner) == "more-than-all"


@pytest.mark.parametrize("value", ["46", True, None, [46], "46 %"])
def test_only_a_number_is_a_number(value: object) -> None:
    assert rule_of(breakdown=[{"label": TEXT, "value": value}]) == "not-a-quantity"
