"""The docstrings of a model's fields, read where they are asked for.

Pydantic would read them (`use_attribute_docstrings`) as it makes each model, which takes a third of
the time in which the models are imported, and few commands show them.
"""

import ast
import inspect
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Any

from pydantic import BaseModel


@cache
def descriptions_of(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstrings of a model's fields, its parents' included, by the fields' names."""
    (definition,) = ast.parse(dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)  # noqa: S101 - it is the source of a class
    found: dict[str, str] = {}
    for parent in reversed(model.__bases__):
        if issubclass(parent, BaseModel) and parent is not BaseModel:
            found |= descriptions_of(parent)
    for field, said in pairwise(definition.body):
        match field, said:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                found[name] = inspect.cleandoc(text)
    return found


def describe(schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Add to a model's JSON Schema what its fields are; for `json_schema_extra`."""
    properties = schema.get("properties", {})
    for name, text in descriptions_of(model).items():
        if name in properties:
            properties[name].setdefault("description", text)
