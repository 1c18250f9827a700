"""The base of every model and the scalar that most of them share."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kmh_hub.model.description import describe
from kmh_hub.model.rejection import rejection

_BLANKS = re.compile(r"[ \t\r\n]+")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Model(BaseModel):
    """A frozen value whose keys are all known: a key that it does not name is an error."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        json_schema_extra=describe,
        # Most are used as parts of others only, which need no validators of their own.
        defer_build=True,
    )


def _one_line(value: str) -> str:
    if value.isprintable() and "  " not in value and value and value == value.strip():
        return value  # as nearly all text is; the rest has something to mend or to refuse
    line = _BLANKS.sub(" ", value).strip()
    if not line:
        raise rejection("empty-text")
    if control := _CONTROL.search(line):
        raise rejection("control-character", value=f"U+{ord(control[0]):04X}")
    return line


Line = Annotated[str, AfterValidator(_one_line), Field(examples=["…"])]
"""Plain text that says something; never markup."""
