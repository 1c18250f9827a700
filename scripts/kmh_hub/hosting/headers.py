"""The headers of the site's responses: the one source for the files of all hosts.

What is not here, and why: Strict-Transport-Security binds the whole host name, other sites on it
and all its future, so that it is the operator's to send; `Cache-Control` of what no rule names is
`OTHERWISE_CACHED`, which hosts of static sites send by themselves.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kmh_hub.exports.feed import FEED_PATH
from kmh_hub.exports.open_data.metadata import METADATA_PATH
from kmh_hub.exports.open_data.record import SCHEMA_PATH
from kmh_hub.hosting import content_types
from kmh_hub.hosting.content_security import site_policy
from kmh_hub.hosting.elsewhere import ANYWHERE, Elsewhere
from kmh_hub.hosting.permissions import permissions_policy

REFERRER_POLICY = "same-origin"
"""No other site learns which page its visitor comes from; frames of players say otherwise for
themselves, because providers want to know who shows them."""

OTHERWISE_CACHED = "public, max-age=0, must-revalidate"
"""How pages and all files without a rule are cached: kept, and asked for before they are used."""
_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_A_MONTH = "public, max-age=2592000"

_OPEN = ("bib", "csv", "epub", "ics", "json", "pdf", "png", "ris", "vtt", "webp", "xml")
"""Suffixes of what others may read and show in pages of theirs: open data, calendars, feeds,
citations, documents, pictures for link previews."""
_CLOSED = ("css", "js", "woff2")
"""Suffixes of what only the hub's own pages have a use for."""
_NAMED_BY_CONTENT = ("pf_fragment", "pf_index", "pf_meta", "pf_names")
"""Suffixes of files whose names change with what is in them: the parts of the search index."""
_POLICY, _OPENER = "Content-Security-Policy", "Cross-Origin-Opener-Policy"
_EVERYWHERE = {
    "Permissions-Policy": permissions_policy(),
    "Referrer-Policy": REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
}
_LONGEST = 1900
"""So many characters a value may have: Cloudflare Pages leaves out lines of more than 2,000."""


@dataclass(frozen=True)
class ServedForm:
    """The form, and what stands beside it."""

    path: str
    """Its folder, below the site, with a slash at its end."""
    policy: str
    """Its own policy of content."""
    places: tuple[str, ...]
    """All else at the site's root: folders, with a slash at their ends, and files."""


@dataclass(frozen=True)
class Served:
    """What the headers depend on."""

    path: str
    """The path of the site's address, with a slash at its end: `/`, `/hub/`."""
    is_secure: bool
    """Whether that is an https address."""
    prefixes: tuple[str, ...]
    """Where the languages are, below it."""
    style: str
    """The hash of the style that stands in every page."""
    versioned: tuple[str, ...]
    """The files, below the site, whose version pages name in their addresses (`?v=`)."""
    elsewhere: Elsewhere
    """What any page shows from other hosts."""
    form: ServedForm | None = None
    """The form for editors, where the site has it."""


@dataclass(frozen=True)
class Rule:
    """The headers of some files."""

    path: str
    """Their path; a `*` in it stands for anything."""
    headers: Mapping[str, str]


def rules_of(served: Served) -> Iterator[Rule]:
    """Return the rules. A file can have several; no two of them have the same header.

    Some hosts would join the values of both, which would be neither.
    """
    own = _of_pages(served)
    if form := served.form:
        # A rule for all would hold for the form, too, beside its own: so each place has one.
        yield Rule(f"{served.path}*", _EVERYWHERE)
        for place in ("", *form.places):
            yield Rule(f"{served.path}{place}{'*' * place.endswith('/')}", own)
        yield Rule(f"{served.path}{form.path}*", _of_form(form))
    else:
        yield Rule(f"{served.path}*", {**own, **_EVERYWHERE})
    suffixes = sorted({*content_types.BY_SUFFIX, *_OPEN, *_CLOSED, *_NAMED_BY_CONTENT})
    for suffix in suffixes:
        yield Rule(f"{served.path}*.{suffix}", dict(_by_suffix(suffix)))
    types = {
        **{f"{prefix}{FEED_PATH}": content_types.ATOM for prefix in served.prefixes},
        METADATA_PATH: content_types.CSV_METADATA,
        SCHEMA_PATH: content_types.JSON_SCHEMA,
    }
    for path, type_ in types.items():
        yield Rule(f"{served.path}{path}", {"Content-Type": type_})
    for path in served.versioned:
        yield Rule(f"{served.path}{path}", {"Cache-Control": _FOR_EVER})
    yield Rule(f"{served.path}assets/fonts/*", {"Cache-Control": _FOR_A_MONTH})


def is_named_by_content(path: str) -> bool:
    """Whether a file has another name as soon as something else is in it."""
    return path.rpartition(".")[2] in _NAMED_BY_CONTENT


def _of_pages(served: Served) -> dict[str, str]:
    policy = site_policy(served.style, served.elsewhere, is_secure=served.is_secure)
    if len(policy) > _LONGEST:
        # The pages' own policies name the hosts of each.
        policy = site_policy(served.style, ANYWHERE, is_secure=served.is_secure)
    return {_POLICY: policy, _OPENER: "same-origin"}


def _of_form(form: ServedForm) -> dict[str, str]:
    # Who signs in does so in a window of GitHub or GitLab, which has to answer this one.
    opener = "same-origin-allow-popups"
    return {_POLICY: form.policy, _OPENER: opener, "X-Robots-Tag": "noindex, nofollow"}


def _by_suffix(suffix: str) -> Iterator[tuple[str, str]]:
    if suffix in content_types.BY_SUFFIX:
        yield "Content-Type", content_types.BY_SUFFIX[suffix]
    if suffix in _OPEN:
        yield "Access-Control-Allow-Origin", "*"
        yield "Cross-Origin-Resource-Policy", "cross-origin"
    if suffix in _CLOSED:
        yield "Cross-Origin-Resource-Policy", "same-origin"
    if suffix in _NAMED_BY_CONTENT:
        yield "Cache-Control", _FOR_EVER
