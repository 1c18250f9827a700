"""Figures that a page shows as charts: values with their unit, parts and source."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema, model_validator

from kmh_hub.model.address import HttpsUrl
from kmh_hub.model.base import Model
from kmh_hub.model.codes import LanguageTag
from kmh_hub.model.dates import EARLIEST, LATEST
from kmh_hub.model.ids import FIGURE_PREFIX
from kmh_hub.model.rejection import rejection
from kmh_hub.model.text import Text

LARGEST = 10**15
"""More than anything that is counted here."""
ALL = Decimal(100)
"""The whole in per cent."""

_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise rejection("not-a-quantity", value=value)
    if value < 0:
        raise rejection("negative-quantity", value=value)
    if value > LARGEST:
        raise rejection("quantity-too-large", value=value)
    # The shortest text that gives the float is what stands in the file: 40.3 stays 40.3.
    number = Decimal(str(value))
    return Decimal(int(value)) if number == number.to_integral_value() else number


def _id(value: str) -> str:
    if not _ID.fullmatch(value):
        raise rejection("invalid-id", value=value)
    return value


def _year(value: int) -> int:
    if not EARLIEST <= value <= LATEST:
        raise rejection("invalid-year", value=value, first=EARLIEST, last=LATEST)
    return value


Quantity = Annotated[
    Decimal,
    PlainValidator(_number),
    WithJsonSchema({"type": "number", "minimum": 0, "examples": [40.3]}),
]
"""A number of zero or more, exactly as it is written, with a decimal point: 40.3."""


class Unit(StrEnum):
    """What the values of a figure count."""

    PERCENT = "percent"
    """Per cent of a whole that the title names."""
    PEOPLE = "people"
    """People."""
    MILLION_PEOPLE = "million-people"
    """Millions of people."""
    NUMBER = "number"
    """Anything else; the title says what."""


class Share(Model):
    """One value of several."""

    label: Text
    """What it counts, by language."""
    value: Quantity
    """How much, in the figure's unit."""


class Part(Share):
    """A part of what a figure counts."""

    breakdown: tuple[Share, ...] = ()
    """What the part is made of; in per cent: shares of this part."""


class Source(Model):
    """Where a figure comes from."""

    title: Text
    """What is cited: who, what, when, page; by language."""
    url: HttpsUrl | None = None
    """Its https address, where it has one."""
    language: LanguageTag | None = None
    """The language of what is cited, where known."""


class Figure(Model):
    """A value, the parts it is made of, or both."""

    id: Annotated[str, AfterValidator(_id), Field(examples=["detected-abroad"])]
    """What links name it by, in Latin letters: #figure-detected-abroad."""
    title: Text
    """What it counts, by language."""
    unit: Unit
    """percent, people, million-people or number."""
    value: Quantity | None = None
    """The total, where the source gives it."""
    breakdown: tuple[Part, ...] = ()
    """The parts, in the order in which they are to be shown."""
    year: Annotated[int, AfterValidator(_year), Field(examples=[2016])] | None = None
    """The year that it is about, where known."""
    source: Source
    """Where it comes from."""
    note: Text | None = None
    """What a reader should know to read it right, by language."""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.value is None and not self.breakdown:
            raise rejection("figure-without-value")
        is_percent = self.unit is Unit.PERCENT
        if is_percent and self.value is not None and self.value > ALL:
            raise rejection("more-than-all", at=("value",), value=f"{self.value}", whole=f"{ALL}")
        whole = self.value if self.value is not None else ALL if is_percent else None
        _check_sum(self.breakdown, whole, ("breakdown",))
        total = sum(part.value for part in self.breakdown)
        if self.breakdown and self.value is not None and self.value != total and not self.note:
            values = {"total": f"{total}", "value": f"{self.value}"}
            raise rejection("sum-differs", at=("breakdown",), **values)
        for index, part in enumerate(self.breakdown):
            at = ("breakdown", index, "breakdown")
            _check_sum(part.breakdown, ALL if is_percent else part.value, at)
        return self


def anchor_of(figure: str) -> str:
    """Return the id of a figure's place on the page, by the id of the figure."""
    return f"{FIGURE_PREFIX}{figure}"


def check_ids(figures: Sequence[Figure]) -> None:
    """Refuse two figures of one id."""
    for id_, count in Counter(ids := [figure.id for figure in figures]).items():
        if count > 1:
            second = ids.index(id_, ids.index(id_) + 1)
            raise rejection("duplicate-value", at=("figures", second, "id"), value=id_)


def _check_sum(parts: Sequence[Share], whole: Decimal | None, at: tuple[str | int, ...]) -> None:
    """Refuse parts that are more than their whole, beyond what rounding each can explain."""
    total = sum((part.value for part in parts), Decimal(0))
    digits = max((-int(part.value.as_tuple().exponent) for part in parts), default=0)
    rounding = len(parts) * Decimal("0.5").scaleb(-digits) if len(parts) > 1 else Decimal(0)
    if whole is not None and total > whole + rounding:
        raise rejection("more-than-all", at=at, value=f"{total}", whole=f"{whole}")
