"""The base of every model and the scalar that most of them share."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from kmh_hub.model.rejection import rejection


class Model(BaseModel):
    """A frozen value whose keys are all known: a key that it does not name is an error."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True
    )


def _one_line(value: str) -> str:
    if not value.strip():
        raise rejection("empty-text")
    return " ".join(value.split(" ")).strip()


Line = Annotated[str, AfterValidator(_one_line), Field(examples=["…"])]
"""Plain text that says something; never markup."""
