"""Who hosts a recording that lies elsewhere, and how it can be shown in the hub's own page."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from kmh_hub.model.media_type import media_type_of
from kmh_hub.model.recording import Recording

_YOUTUBE = re.compile(r"(?:www\.|m\.)?youtube(?:-nocookie)?\.com|youtu\.be")
_YOUTUBE_ID = re.compile(r"[\w-]{11}")
_VIMEO = re.compile(r"(?:www\.|player\.)?vimeo\.com")
_VIMEO_PATH = re.compile(r"/(?:video/)?(?P<id>\d+)(?:/(?P<hash>[0-9a-f]+))?/?")
_VIMEO_KEY = re.compile(r"[0-9a-f]+")
_PEERTUBE_PATH = re.compile(r"/(?:w|videos/watch|videos/embed)/(?P<id>[\w-]+)/?")
_ZOOM = re.compile(r"(?:[\w-]+\.)*zoom(?:gov)?\.us")


@dataclass(frozen=True)
class Provider:
    """A host of recordings."""

    name: str
    """As readers know it: `YouTube`; the host where nothing else is known."""
    learner: str
    """Who learns of a visit: the company, or the host."""
    embed: str = ""
    """The address of a player for a frame; empty where there is none."""
    start: str = ""
    """What is put after `embed` to begin at a moment; `{}` stands for the seconds."""
    is_media: bool = False
    """Whether the address is the media file itself, for the browser's own player."""


def provider_of(recording: Recording) -> Provider:
    """Return who hosts a recording that has an address.

    YouTube and Vimeo are told by their hosts, PeerTube (which anyone can host) by `provider`.
    The parameters are the providers' own: no cookies before playing (youtube-nocookie.com, Vimeo's
    `dnt`), and no exchange with other viewers, who would learn of the visit too (PeerTube's `p2p`).
    """
    url = urlsplit(recording.url or "")
    host = (url.hostname or "").lower()
    name = recording.provider or ""
    if _YOUTUBE.fullmatch(host):
        return _youtube(host, url.path, url.query)
    if _VIMEO.fullmatch(host):
        return _vimeo(url.path, parse_qs(url.query).get("h", [""])[0])
    if _ZOOM.fullmatch(host):
        return Provider("Zoom", "Zoom")
    if name.lower() == "peertube" and (match := _PEERTUBE_PATH.fullmatch(url.path)):
        embed = f"https://{url.netloc}/videos/embed/{match['id']}?p2p=0"
        return Provider("PeerTube", host, embed, "&start={}s")
    media_type = recording.media_type or media_type_of(url.path) or ""
    if media_type.startswith(("video/", "audio/")):
        address = (recording.url or "").partition("#")[0]
        return Provider(name or host, host, address, "#t={}", is_media=True)
    return Provider(name or host, host)


def _youtube(host: str, path: str, query: str) -> Provider:
    parts = path.strip("/").split("/")
    found = parse_qs(query).get("v", [""])[0]
    if host == "youtu.be":
        found = parts[0]
    elif parts[0] in {"embed", "live", "shorts"} and parts[1:]:
        found = parts[1]
    if not _YOUTUBE_ID.fullmatch(found):
        return Provider("YouTube", "YouTube (Google)")
    embed = f"https://www.youtube-nocookie.com/embed/{found}?rel=0"
    return Provider("YouTube", "YouTube (Google)", embed, "&start={}")


def _vimeo(path: str, given: str) -> Provider:
    match = _VIMEO_PATH.fullmatch(path)
    if not match:
        return Provider("Vimeo", "Vimeo")
    key = match["hash"] or given
    unlisted = f"&h={key}" if _VIMEO_KEY.fullmatch(key) else ""
    embed = f"https://player.vimeo.com/video/{match['id']}?dnt=1{unlisted}"
    return Provider("Vimeo", "Vimeo", embed, "#t={}s")
