"""Links to other sites whose pages are gone, and copies that archives keep of them."""

from typing import Self

from pydantic import Field, model_validator

from kmh_hub.model.address import HttpsUrl
from kmh_hub.model.base import Model
from kmh_hub.model.dates import Date
from kmh_hub.model.rejection import rejection


class Keeping(Model):
    """What is known of an address on another site."""

    archived: HttpsUrl | None = None
    """The https address of a copy that an archive keeps."""
    gone: Date | None = Field(default=None, examples=["2031-05"])
    """Since when the original is gone: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. Pages then show the copy.

    Editors say it, not the network: a site can be down for a day.
    """

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.archived or self.gone):
            raise rejection("nothing-archived")
        return self


class Archive(Model):
    """What archived.yml says."""

    links: dict[HttpsUrl, Keeping] = Field(default_factory=dict)
    """By address, written as in seminar.yml or in prose, without what follows `#`."""
