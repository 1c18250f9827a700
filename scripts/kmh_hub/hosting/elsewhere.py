"""What pages show from other hosts, once a reader chooses to."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import HttpUrl, TypeAdapter

from kmh_hub.model.recording import Recording
from kmh_hub.pages.provider import provider_of

_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)
_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")
"""What a policy can name; `;` and `,`, which addresses may have, would begin another rule in it."""


class Elsewhere(NamedTuple):
    """The origins of players and of recordings that lie on other hosts."""

    players: tuple[str, ...] = ()
    """Of frames: `https://player.vimeo.com`."""
    media: tuple[str, ...] = ()
    """Of files that the browser itself plays."""


ANYWHERE = Elsewhere(("https:",), ("https:",))
"""Every host, where too many are known to be named."""


def elsewhere_of(recordings: Iterable[Recording]) -> Elsewhere:
    """Return the origins that the players of recordings need; a host that has no name needs none.

    Args:
        recordings: any recordings, announced and withdrawn ones included.

    """
    players, media = set[str](), set[str]()
    for recording in recordings:
        if not (recording.url and recording.is_published):
            continue
        provider = provider_of(recording)
        if provider.embed and (origin := _origin(provider.embed)):
            (media if provider.is_media else players).add(origin)
    return Elsewhere(tuple(sorted(players)), tuple(sorted(media)))


def all_of(some: Iterable[Elsewhere]) -> Elsewhere:
    """Return the origins of all."""
    players, media = set[str](), set[str]()
    for each in some:
        players.update(each.players)
        media.update(each.media)
    return Elsewhere(tuple(sorted(players)), tuple(sorted(media)))


def _origin(address: str) -> str:
    """Return the origin of an https address as browsers compare it, with the host in ASCII."""
    url = _URL.validate_python(address)
    if not _HOST.fullmatch(url.host or ""):
        return ""
    port = "" if url.port in {None, 443} else f":{url.port}"
    return f"https://{url.host}{port}"
