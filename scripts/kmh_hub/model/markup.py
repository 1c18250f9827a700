"""What prose may be made of: elements, attributes and addresses. Nothing else is published."""

import re
from html import unescape
from types import MappingProxyType
from urllib.parse import urlsplit

_NAMES_OF_ELEMENTS = (
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
ELEMENTS = frozenset(_NAMES_OF_ELEMENTS.split())
"""What Markdown makes, and what says something of words; no script, style, form, frame, player."""

_ANY = re.compile(r"(?s).*")
_NAMES = re.compile(r"[\w:. -]*")
_NUMBER = re.compile(r"-?\d{1,9}")
_SPAN = re.compile(r"[1-9]\d{0,2}")
_CELL = {
    "colspan": _SPAN,
    "rowspan": _SPAN,
    "style": re.compile("text-align: (left|center|right);"),  # as Python-Markdown aligns columns
}
EVERYWHERE = MappingProxyType(
    {
        "class": _NAMES,
        "dir": re.compile("ltr|rtl|auto"),
        "id": re.compile(r"[\w:.-]+"),
        "lang": re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
        "title": _ANY,
    }
)
"""The attributes of every element, and what their values look like."""
OF_ELEMENTS = MappingProxyType(
    {
        "a": {"href": _ANY},
        "details": {"open": _ANY},
        "img": {"src": _ANY, "alt": _ANY},
        "li": {"value": _NUMBER},
        "ol": {"start": _NUMBER, "type": re.compile("[1AaIi]")},
        "td": _CELL,
        "th": _CELL | {"scope": re.compile("row|col|rowgroup|colgroup")},
        "time": {"datetime": _NAMES},
    }
)
"""Those of some elements only."""
SCHEMES = frozenset({"https", "mailto"})
"""What links may lead to, besides the hub itself."""

_IGNORED = re.compile("[\t\n\r]")
_BLANKS = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HTTPS = re.compile(r"(?i)https://[a-z0-9.:\[\]_-]+([/?#]|$)")
"""With a host, and no name of a user before it, which could look like one. The host is in ASCII, as
browsers copy it (`xn--…`): letters of other scripts could look like another host's (UTS 39)."""
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
"""Control characters, and those that hide or turn round what stands beside them."""


def attribute_is_allowed(element: str, name: str, value: str) -> bool:
    """Whether an element may have an attribute with a value; names are in lower case."""
    allowed = OF_ELEMENTS.get(element, {}).get(name) or EVERYWHERE.get(name)
    if allowed is None or not allowed.fullmatch(value):
        return False
    match name:
        case "href":
            return address_is_safe(value)
        case "src":
            return address_is_safe(value) and is_of_the_hub(value)
        case _:
            return True


def address_is_safe(address: str) -> bool:
    """Whether a link in prose may lead to an address: of the hub, https or mailto.

    Args:
        address: what the attribute says, its character references already read.

    """
    if _UNSEEN.search(address) or "\\" in address or not _is_split(address):
        return False
    scheme = scheme_of(address)
    if not scheme:
        # A colon in the first part of a relative address is not allowed (RFC 3986, 4.2).
        return is_of_the_hub(address) and ":" not in re.split("[/?#]", address)[0]
    return scheme == "mailto" or bool(_HTTPS.match(address.strip(_BLANKS)))


def _is_split(address: str) -> bool:
    """Whether an address has the parts of one; a bracket in its host can be too much."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def is_of_the_hub(address: str) -> bool:
    """Whether an address is one of the hub's own pages and files."""
    # A browser takes `\` for `/`, and `//` for another site.
    return not scheme_of(address) and not address.strip(_BLANKS).replace("\\", "/").startswith("//")


def scheme_of(address: str) -> str:
    """Return the scheme of an address in lower case, as a browser finds it; nothing if none."""
    match = _SCHEME.match(_IGNORED.sub("", address).strip(_BLANKS))
    return match[1].lower() if match else ""


def written_address(source: str) -> str:
    r"""Return an address as Markdown and browsers read it: `&#58;` and `\:` as `:`."""
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", source))
