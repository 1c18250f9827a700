"""Addresses that were published and are no longer: where they lead now, or that they are gone."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from kmh_hub.model.address import https_url
from kmh_hub.model.base import Model
from kmh_hub.model.rejection import rejection

HOME = "./"
"""How the home page is written, whose address below its language's is empty."""
_PATH = r"/?(?:(?!\.)[\w.~-]+/)*(?:(?!\.)[\w.~-]+)?"
_ADDRESS = re.compile(rf"(?:\./|{_PATH})(?:#[^\s#]+)?")


_SEMINAR = re.compile(r"seminars/([^/#]+)/")


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value) or value in {"", "/"} or value.startswith("#"):
        raise rejection("invalid-address", value=value)
    return value


def _target(value: str) -> str:
    if "://" in value:
        return https_url(value)
    return value if value == "/" else _address(value)


Address = Annotated[
    str,
    AfterValidator(_address),
    Field(
        examples=["seminars/2031-05-old-name/"],
        json_schema_extra={"pattern": f"^{_ADDRESS.pattern}$"},
    ),
]
"""An address below a language's own, for every language: `seminars/x/agenda/#session-1`.

With a slash before it, it is one address, below the site's: `/en/seminars/x/`.
"""
Target = Annotated[
    str, AfterValidator(_target), Field(examples=["seminars/2031-05-new-name/", "./"])
]
"""An address as above, `./` for the home page, or an https address elsewhere."""


class Redirects(Model):
    """What redirects.yml says."""

    moved: dict[Address, Target] = Field(default_factory=dict)
    """Old addresses, and where each leads now. A folder's stands for all below it, too."""
    gone: tuple[Address, ...] = ()
    """Addresses of what was withdrawn. A folder's stands for all below it, too."""


def first_slugs(redirects: Redirects) -> dict[str, str]:
    """Return the first names of folders of seminars that were renamed, by their names now."""
    renamed = {
        new[1]: old[1]
        for written, target in redirects.moved.items()
        if (old := _SEMINAR.fullmatch(written)) and (new := _SEMINAR.fullmatch(target))
    }
    first = {}
    for slug in renamed:
        steps = [slug]
        while (before := renamed.get(steps[-1])) and before not in steps:
            steps.append(before)
        first[slug] = steps[-1]
    return first


def page_and_anchor(address: str) -> tuple[str, str]:
    """Return an address without its anchor, and the anchor, which may be empty."""
    page, _, anchor = address.partition("#")
    return ("" if page == HOME else page), anchor
