"""The Content Security Policy (W3C CSP 3): what pages may load, run and be shown in.

Nothing is allowed but what is named. There are no scripts within pages, and one style, which every
page has (`overrides/partials/frame.html`) and which is named by its hash. `wasm-unsafe-eval` lets
Pagefind's WebAssembly run, and nothing else. Text never becomes HTML or a script (Trusted Types),
but for two policies of ours: `default`, in `assets/search/engine.js`, and `kmh-hub`, in
`assets/offline.js`.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from hashlib import sha256

from kmh_hub.hosting.elsewhere import Elsewhere

_SELF, _NONE = "'self'", "'none'"


def source_hash(text: str) -> str:
    """Return what names a script or style within a page, by its text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def page_policy(style: str, elsewhere: Elsewhere) -> str:
    """Return the policy that stands in a page, for hosts that send no headers.

    What only a header can say (`frame-ancestors`) is not in it, and nothing that it can do without:
    it stands in every page.

    Args:
        style: the hash of the style that stands in every page.
        elsewhere: what the page shows from other hosts.

    """
    return _text(_directives(style, elsewhere))


def site_policy(style: str, elsewhere: Elsewhere, *, is_secure: bool) -> str:
    """Return the policy that the host sends with all files.

    Both hold, where a host sends it: a page may load what both allow.

    Args:
        style: the hash of the style that stands in every page.
        elsewhere: what any page shows from other hosts.
        is_secure: whether the site has an https address.

    """
    upgrade = {"upgrade-insecure-requests": ""} if is_secure else {}
    # A page shows the site's own PDFs in frames.
    sent = {"object-src": _NONE, "frame-ancestors": _SELF, **upgrade}
    return _text({**_directives(style, elsewhere), **sent})


def form_policy(origins: Sequence[str], pictures: Sequence[str], *, sent: bool = False) -> str:
    """Return the policy of the form, which shows and runs nothing but what its own program is.

    Its components set styles by attributes, so that these are allowed; scripts stay its own.

    Args:
        origins: the other sites that it asks.
        pictures: the sites that pictures of its users are on.
        sent: whether the host sends it, instead of the page.

    """
    said = {
        "default-src": _NONE,
        "script-src": _SELF,
        "style-src": f"{_SELF} 'unsafe-inline'",
        "img-src": " ".join((_SELF, "blob:", "data:", *pictures)),
        "media-src": f"{_SELF} blob:",
        "font-src": _SELF,
        "connect-src": " ".join((_SELF, "blob:", "data:", *origins)),
        "form-action": _NONE,
        "base-uri": _NONE,
        "require-trusted-types-for": "'script'",
        "trusted-types": "default svelte-trusted-html dompurify lexical",
    }
    only_sent = {"object-src": _NONE, "frame-ancestors": _NONE}
    return _text({**said, **only_sent} if sent else said)


def _directives(style: str, elsewhere: Elsewhere) -> dict[str, str]:
    return {
        "default-src": _NONE,
        "script-src": f"{_SELF} 'wasm-unsafe-eval'",
        "style-src": f"{_SELF} {style}",
        "img-src": _SELF,
        "font-src": _SELF,
        "connect-src": _SELF,
        "manifest-src": _SELF,
        "worker-src": _SELF,
        "media-src": " ".join((_SELF, *elsewhere.media)),
        "frame-src": " ".join((_SELF, *elsewhere.players)),
        "form-action": _SELF,
        "base-uri": _NONE,
        "require-trusted-types-for": "'script'",
        "trusted-types": "default kmh-hub",
    }


def _text(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}".strip() for name, value in directives.items())
