"""The columns of a table of seminars, from the model: `title.fr`, `day.date`, `session.start`."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from kmh_hub.model.agenda import Appearance, Day, Session
from kmh_hub.model.base import Line
from kmh_hub.model.seminar import Seminar
from kmh_hub.model.text import Text
from kmh_hub.reading.rules import RULES
from kmh_hub.reading.validation import has_part, inner

SEMINAR = "seminar"
"""The column that names the folder, where a table has several seminars."""
_SEPARATOR = re.compile(r"\s*[;\n]\s*")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?")
"""As people and spreadsheets write times of day: `9:00`, `09:00:00`."""
_NOT_IMPORTED = {"draft", "days", "sessions"}


class RefusedError(ValueError):
    """A value that a key cannot have; the message is what the rule says."""


@dataclass(frozen=True)
class Column:
    """A column and the key that it is about."""

    name: str
    path: tuple[str, ...]
    """The keys that lead to the value, below the seminar, the day or the session."""
    annotation: Any
    is_list: bool = False
    """Whether a cell has several values, with semicolons or line breaks between them."""
    is_people: bool = False

    def value(self, cell: str) -> Any:
        """Return what a cell stands for, as YAML has it.

        Raises:
            RefusedError: where the model does not allow it.

        """
        if self.path[-1:] in {("start",), ("end",)} and (time := _TIME.fullmatch(cell)):
            cell = f"{int(time[1]):02}:{time[2]}"
        values: Any = [each for each in _SEPARATOR.split(cell) if each] if self.is_list else cell
        if not self.is_people:
            if has_part(self.annotation, int):
                values = int(cell) if cell.isdecimal() else cell
            try:
                TypeAdapter(self.annotation).validate_json(json.dumps(values))
            except ValidationError as error:
                raise RefusedError(_told(error)) from None
        return values


def columns(languages: Sequence[str]) -> tuple[Column, ...]:
    """Return all columns that a table can have, in the model's order."""
    return (
        Column(SEMINAR, (), str),
        *_columns(Seminar, "", languages),
        *_columns(Day, "day.", languages),
        *_columns(Session, "session.", languages),
    )


def _columns(
    model: type[BaseModel], prefix: str, languages: Sequence[str], path: tuple[str, ...] = ()
) -> Iterator[Column]:
    for key, field in model.model_fields.items():
        annotation = field.rebuild_annotation()
        name, below = f"{prefix}{key}", (*path, key)
        kind = inner(annotation)
        if key in _NOT_IMPORTED:
            continue
        if has_part(field.annotation, Text):
            for tag in languages:
                yield Column(f"{name}.{tag}", (*below, tag), Line)
        elif get_origin(kind) is tuple:
            item = inner(get_args(kind)[0])
            is_people = item is Appearance
            if is_people or not (isinstance(item, type) and issubclass(item, BaseModel)):
                yield Column(name, below, annotation, is_list=True, is_people=is_people)
        elif isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _columns(kind, f"{name}.", languages, below)
        else:
            yield Column(name, below, annotation)


def _told(error: ValidationError) -> str:
    """Return what a rule says of a value, in English."""
    detail = error.errors(include_url=False)[0]
    context = detail.get("ctx", {})
    rule = RULES.get(context.get("rule", ""))
    return rule.help if rule else detail["msg"]
