"""The configuration of Caddy: one file for a site's block, one whole.

Caddy keeps what was set before an error; so the error's page is given the headers of all pages, and
those of the file that was not there are taken away. Patterns are regular expressions: a `*` within
a path of Caddy's stops at slashes, and its paths are compared without case.
"""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from kmh_hub.hosting.content_types import is_text
from kmh_hub.hosting.hosted import Hosted, UnreadableSiteError

SITE_PATH, WHOLE_PATH = "hub.caddy", "Caddyfile"
_GONE = 410
_PAGE = "text/html; charset=utf-8"


def caddy_files(hosted: Hosted, folder: str, *, brotli: bool) -> dict[str, str]:
    """Return the files, by their names.

    Args:
        hosted: the site.
        folder: the folder that they will lie in on the host, beside `public/`.
        brotli: whether files lie there compressed by Brotli, too.

    """
    return {
        SITE_PATH: _site(hosted, f"{folder}/public", "br gzip" if brotli else "gzip"),
        WHOLE_PATH: _WHOLE.replace("FOLDER", folder),
    }


def _site(hosted: Hosted, root: str, encodings: str) -> str:
    served = f"root * {_text(root)}\n        file_server {{\n            precompressed {encodings}"
    served += "\n        }"
    return f"""\
# For Caddy, within a site's block. Written by `hub hosting`.

{_answers(hosted, "hub_moved", 301)}{_answers(hosted, "hub_gone", _GONE)}
route {hosted.path}* {{
    # A file's time is made from its bytes; it says when nothing was changed. By itself, because a
    # block that takes something away is applied last.
    header -Last-Modified
    header {{
        {_lines(hosted.everywhere)}
    }}

    @writing not method GET HEAD
    error @writing 405
    @moved not vars {{hub_moved}} ""
    redir @moved {{hub_moved}} 301
    @gone not vars {{hub_gone}} ""
    error @gone {_GONE}
    # Files that are not for readers: compressed copies by their own names, and hidden ones.
    @hidden path_regexp \\.(?:br|gz)$|/\\.
    error @hidden 404

{"".join(_rules(hosted))}
    route {{
        {served}
    }}
}}

handle_errors {{
    @gone {{
        path {hosted.path}*
        expression {{http.error.status_code}} == {_GONE}
    }}
    handle @gone {{
        rewrite * {{hub_gone}}
        import hub_error
    }}
{"".join(_not_found(hosted))}}}
""".replace("        import hub_error\n", _error_page(hosted, served))


def _text(value: str) -> str:
    """Return a text as Caddy reads it.

    Raises:
        UnreadableSiteError: where it would be read as a placeholder.

    """
    if re.search(r"\{[^}]+\}", value):
        raise UnreadableSiteError(f"Caddy would look for a placeholder in: {value}")
    return '"{}"'.format(value.replace('"', '\\"'))


def _lines(headers: Mapping[str, str]) -> str:
    return "\n        ".join(f"{name} {_text(value)}" for name, value in headers.items())


def _answers(hosted: Hosted, name: str, status: int) -> str:
    lines = (
        f"    {_text(path)} {_text(answer.target if status != _GONE else unquote(answer.target))}\n"
        for path, answer in hosted.answers.items()
        if answer.status == status
    )
    return f'map {{path}} {{{name}}} {{\n{"".join(lines)}    default ""\n}}\n'


def _rules(hosted: Hosted) -> Iterator[str]:
    suffixes = {f"{hosted.path}*.{suffix}": type_ for suffix, type_ in hosted.types.items()}
    for path in hosted.types_of_paths:
        # Of several that set a header the last one counts.
        suffixes[path] = hosted.types_of_paths[path]
    rules = [(rule.path, dict(rule.headers)) for rule in hosted.rules]
    types = [(path, {"Content-Type": type_}) for path, type_ in suffixes.items()]
    page = {"Content-Type": _PAGE}
    pages = [(hosted.path, page), (f"{hosted.path}*/", page)]
    for number, (path, headers) in enumerate([*pages, *types, *rules]):
        pattern = ".*".join(map(re.escape, path.split("*")))
        yield f"\n    @{number} path_regexp ^{pattern}$\n"
        for name, value in headers.items():
            yield f"    header @{number} {name} {_text(value)}\n"
        if is_text(headers.get("Content-Type", "")):
            # Caddy says it of compressed files only; caches have to know it of the others, too.
            yield f"    header @{number} {{\n        defer\n        Vary Accept-Encoding\n    }}\n"


def _not_found(hosted: Hosted) -> Iterator[str]:
    for number, (begin, page) in enumerate(hosted.not_found.items()):
        yield f"""\
    @{number} {{
        path_regexp ^{re.escape(begin)}
        expression {{http.error.status_code}} in [403, 404]
    }}
    handle @{number} {{
        rewrite * {page}
        import hub_error
    }}
"""


def _error_page(hosted: Hosted, served: str) -> str:
    others = {name for rule in hosted.rules for name in rule.headers} - hosted.everywhere.keys()
    return f"""\
        header {{
        -Last-Modified
        {"".join(f"-{name}{chr(10)}        " for name in sorted(others))}\
Content-Type {_text(_PAGE)}
        {_lines(hosted.everywhere)}
        }}
        {served}
"""


_WHOLE = """\
# A whole configuration for Caddy that serves nothing but the hub. Written by `hub hosting`:
#     caddy run --config FOLDER/Caddyfile
# With a name in place of the port, hub.example, Caddy gets its certificate by itself; once the
# whole host name is to stay on https, beside the import:
#     header Strict-Transport-Security "max-age=31536000"

{
    admin off
}

:8080 {
    import FOLDER/hub.caddy
}
"""
