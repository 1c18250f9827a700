"""The model's errors, all of them translated into rules."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pydantic

from kmh_hub.model.seminar import Seminar
from kmh_hub.reading import validation
from kmh_hub.reading.rules import RULES
from kmh_hub.reading.yaml_document import Keys, parse, value_at

from ..conftest import FIXTURES

FULL = FIXTURES / "docs/seminars/2031-05-invented-full/seminar.yml"
WRONG = (None, True, 7, 1.5, "text", "", [], ["a"], [7], {}, {"a": "b"}, [{"a": 7}], [[]], -1)


def paths(value: Any, path: Keys = ()) -> Iterator[Keys]:
    yield path
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from paths(item, (*path, key))


def with_change(value: Any, path: Keys, wrong: Any) -> Any:
    changed = copy.deepcopy(value)
    value_at(changed, path[:-1])[path[-1]] = wrong
    return changed


def test_no_wrong_value_anywhere_raises_an_error_without_a_rule() -> None:
    """Every kind of wrong value at every place of a seminar that uses every field."""
    document, _ = parse(Path(FULL))
    types = set()
    for path in paths(document.value):
        for wrong in WRONG if path else ():
            try:
                Seminar.model_validate_json(json.dumps(with_change(document.value, path, wrong)))
            except pydantic.ValidationError as error:
                types |= {detail["type"] for detail in error.errors()}
    assert types == set(validation._RULES) | {"rule"}


def test_every_rule_of_the_translation_exists() -> None:
    assert set(validation._RULES.values()) <= set(RULES)
