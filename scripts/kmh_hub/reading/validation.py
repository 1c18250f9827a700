"""A YAML document against a model: the value, and every fault with its place."""

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from kmh_hub.reading.fault import Fault
from kmh_hub.reading.yaml_document import Document, Keys, value_at

M = TypeVar("M", bound=BaseModel)

_KEY = "[key]"
_MOST = 200
"""So many faults of one file are told; one that has more is another kind of file, or an attack."""
_RULES = {
    "extra_forbidden": "unknown-key",
    "missing": "missing-key",
    "string_type": "not-text",
    "int_type": "not-a-number",
    "bool_type": "not-true-or-false",
    "tuple_type": "not-a-list",
    "dict_type": "not-a-mapping-value",
    "model_type": "not-a-mapping-value",
    "enum": "unknown-value",
    "too_short": "nothing-given",
    "greater_than_equal": "number-too-small",
}
"""Our rules by pydantic's names of errors; a test shows that the model can raise no other."""


def validate(
    model: type[M],
    document: Document,
    languages: Iterable[str],
    stand_ins: Mapping[str, Any] = MappingProxyType({}),
) -> tuple[M | None, list[Fault]]:
    """Validate a document.

    Args:
        model: what it must be.
        document: what was read.
        languages: the tags of the site's languages, in which its texts may be given.
        stand_ins: valid values of the model's required keys, used where they are faulty.

    What is faulty is left out and the rest validated again, so that one fault hides no other.

    Returns:
        The value (None where there are faults), and all faults.

    """
    context = {"languages": tuple(languages)}
    faults: dict[tuple[object, ...], Fault] = {}
    left_out: set[Keys] = set(document.unread)
    unknown: set[Keys] = set()
    while () not in left_out and len(faults) < _MOST:
        value = _without(document.value, left_out)
        value |= {key: stand_ins[key] for key in stand_ins if (key,) in left_out}
        try:
            # JSON is what strict mode takes enums and tuples from.
            valid = model.model_validate_json(json.dumps(value), context=context)
        except ValidationError as error:
            found = [
                _fault(model, document, left_out, detail)
                for detail in error.errors(include_url=False)[:_MOST]
            ]
        else:
            return None if faults else valid, list(faults.values())
        paths = {fault.keys for fault in found}
        for fault in found:
            path = fault.keys
            if any(other != path and other[: len(path)] == path for other in paths):
                continue  # it may be a consequence; if not, the next round finds it again
            if path in left_out:
                left_out.add(path[:-1])
            elif not (_was_emptied(path, left_out - unknown) or _is_consequence(fault, left_out)):
                faults.setdefault((fault.rule, fault.keys[:1], *_words(fault)), fault)
            left_out.add(path)
            if fault.rule == "unknown-key":
                unknown.add(path)
    return None, list(faults.values())


def _is_consequence(fault: Fault, left_out: set[Keys]) -> bool:
    """Whether a zone is missed that was given, but left out."""
    return fault.rule == "time-without-zone" and ("timezone",) in left_out


def _words(fault: Fault) -> tuple[object, ...]:
    """Return what tells a fault from another of the same rule: one missing zone is told once."""
    return () if fault.rule == "time-without-zone" else (fault.keys, str(fault.values))


def _fault(
    model: type[BaseModel], document: Document, left_out: set[Keys], detail: ErrorDetails
) -> Fault:
    values = dict(detail.get("ctx", {}))
    rule = values.pop("rule", None) or _RULES.get(detail["type"], detail["type"])
    loc = _original(document.value, left_out, (*detail["loc"], *values.pop("at", ())))
    values |= values.pop("values", {})
    path = loc[:-1] if loc and loc[-1] == _KEY else loc
    if isinstance(expected := values.get("expected"), str):
        # pydantic gives “'online', 'in-person' or 'hybrid'”.
        values["expected"] = re.findall(r"'([^']*)'", expected)
    values["key"] = next((step for step in reversed(path) if isinstance(step, str)), "")
    if rule == "unknown-key":
        values["known"] = _keys_at(model, path[:-1])
    if rule != "missing-key":
        values.setdefault("value", value_at(document.value, path))
    about_key = loc != path or rule in {"unknown-key", "not-a-site-language"}
    place = document.place(path, key=about_key)
    return Fault(rule, document.path, place, values, path)


def _was_emptied(path: Keys, left_out: Iterable[Keys]) -> bool:
    """Whether the value at a path lacks something because it was left out here."""
    return any(other != path and other[: len(path)] == path for other in left_out)


def _without(value: Any, left_out: set[Keys], path: Keys = ()) -> Any:
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if (*path, key) not in left_out}
        return {key: _without(item, left_out, (*path, key)) for key, item in kept.items()}
    if isinstance(value, list):
        indexes = _kept_indexes(value, left_out, path)
        return [_without(value[index], left_out, (*path, index)) for index in indexes]
    return value


def _kept_indexes(value: list[Any], left_out: set[Keys], path: Keys) -> list[int]:
    return [index for index in range(len(value)) if (*path, index) not in left_out]


def _original(value: Any, left_out: set[Keys], loc: tuple[str | int, ...]) -> Keys:
    """Translate a location in the value without what was left out into the document's own."""
    path: Keys = ()
    for step in loc:
        if isinstance(value, list) and isinstance(step, int):
            kept = _kept_indexes(value, left_out, path)
            step = kept[step] if step < len(kept) else step  # noqa: PLW2901
            value = value[step] if step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
        path = (*path, step)
    return path


def _keys_at(model: Any, path: Keys) -> tuple[str, ...]:
    """Return the keys that the model knows at a path."""
    for step in path:
        model = below(model, step)
    return keys_of(model)


def keys_of(model: Any) -> tuple[str, ...]:
    """Return the keys that an annotation of the model knows, in order; none where it has any."""
    model = inner(model)
    return tuple(model.model_fields) if hasattr(model, "model_fields") else ()


def below(model: Any, step: str | int | None) -> Any:
    """Return the annotation of what stands at a key or index of an annotation; None if of none."""
    model = inner(model)
    if isinstance(model, type) and issubclass(model, BaseModel):
        field = model.model_fields.get(str(step))
        return field.annotation if field else None
    if get_origin(model) is dict:
        return get_args(model)[1]
    return next(iter(get_args(model)), None)


def inner(annotation: Any) -> Any:
    """Strip Optional, Annotated and RootModel from an annotation."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(arg for arg in get_args(annotation) if arg is not type(None))
        elif isinstance(annotation, type) and issubclass(annotation, RootModel):
            annotation = annotation.model_fields["root"].annotation
        else:
            return annotation


def has_part(annotation: Any, part: type) -> bool:
    """Whether an annotation is a type, or a choice of which it is one."""
    if annotation is part:
        return True
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return any(has_part(each, part) for each in get_args(annotation))
    return False
