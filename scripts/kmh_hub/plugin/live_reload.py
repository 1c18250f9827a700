"""Pages of a preview, which have a script of MkDocs' server within them."""

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from kmh_hub.hosting.content_security import source_hash

if TYPE_CHECKING:  # else every command would load a server
    from mkdocs.livereload import LiveReloadServer

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
"""Scripts of the hub have an address, data has a type."""
_POLICY = "script-src 'self'"
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def allowed(page: bytes) -> bytes:
    """Return a page whose policy lets the scripts run that stand in it; each page has its own."""
    html = page.decode()
    hashes = "".join(f" {source_hash(script)}" for script in _SCRIPT.findall(html))
    return html.replace(_POLICY, _POLICY + hashes, 1).encode()


def with_pages(application: Application, change: Callable[[bytes], bytes]) -> Application:
    """Return a server's application that changes its pages before it sends them."""

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        said: list[Any] = []
        body = application(environ, lambda *response: said.append(response))
        status, headers = said[0]
        if dict(headers).get("Content-Type") == "text/html":
            page = change(b"".join(body))
            # Of a file, which a server of WSGI closes once it was sent.
            if close := getattr(body, "close", None):
                close()
            headers = [pair for pair in headers if pair[0] != "Content-Length"]
            headers.append(("Content-Length", str(len(page))))
            body = [page]
        start_response(status, headers)
        return body

    return serve


def on_serve(_plugin: object, server: "LiveReloadServer", **_: Any) -> None:
    """Let pages run what MkDocs' server puts into them (an event of MkDocs)."""
    server.set_app(with_pages(server.serve_request, allowed))
