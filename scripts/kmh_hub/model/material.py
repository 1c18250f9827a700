"""What a seminar leaves behind to read: agenda, slides, reports."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from kmh_hub.model.address import FileName, HttpsUrl
from kmh_hub.model.base import Line, Model
from kmh_hub.model.codes import LanguageTag
from kmh_hub.model.media_type import media_type_of
from kmh_hub.model.rejection import rejection
from kmh_hub.model.text import Text


class Status(StrEnum):
    """Whether a material or recording can be had."""

    PUBLISHED = "published"
    """It has a file or an address."""
    ANNOUNCED = "announced"
    """It is known to exist or to come; no address is known."""
    WITHDRAWN = "withdrawn"
    """It was published and is no longer; its address, if kept, is not shown."""


class Item(Model):
    """Something with a status, a language and a file or an address."""

    status: Status = Status.PUBLISHED
    """Whether it can be had: published, announced or withdrawn."""
    language: LanguageTag | None = None
    """The language it is in, where known."""
    file: FileName | None = None
    """A file in the seminar's folder."""
    url: HttpsUrl | None = None
    """Its https address elsewhere, instead of a file."""
    media_type: Line | None = Field(default=None, examples=["application/pdf"])
    """Its IANA media type, such as `application/pdf`; a file's is known from its name."""

    @model_validator(mode="after")
    def _has_one_address(self) -> Self:
        if self.file and self.url:
            raise rejection("two-addresses", at=("url",))
        if self.status is Status.PUBLISHED and not (self.file or self.url):
            raise rejection("published-without-address")
        if self.status is Status.ANNOUNCED and (self.file or self.url):
            raise rejection("announced-with-address", at=("file" if self.file else "url",))
        return self

    @property
    def is_published(self) -> bool:
        """Whether a reader can open it."""
        return self.status is Status.PUBLISHED

    @property
    def type(self) -> str | None:
        """Its media type: as given, else by the name of the file or address."""
        return self.media_type or media_type_of(self.file or self.url or "")


class MaterialKind(StrEnum):
    """What a material is."""

    AGENDA = "agenda"
    SLIDES = "slides"
    REPORT = "report"
    OTHER = "other"


class Material(Item):
    """A document of the seminar."""

    kind: MaterialKind
    """What it is: agenda, slides, report or other."""
    title: Text | None = None
    """Its title, where it has one of its own."""
    session: int | None = Field(default=None, ge=1, examples=[1])
    """The session it belongs to, counted from 1 over the whole seminar."""
