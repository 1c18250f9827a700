"""The configuration of nginx: one file for `http { … }`, one for `server { … }`, one whole.

A header is a variable that a `map` sets by the path of what is served, so that each is sent from
one place: `add_header` in a location would take away those around it. The path is the one after
inner redirects: a page for what is not there has the headers of that page. An empty value is not
sent. Maps have patterns only, because nginx compares plain words of them without case.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from kmh_hub.hosting.hosted import Hosted, UnreadableSiteError

HTTP_PATH, SERVER_PATH, WHOLE_PATH = "hub-http.conf", "hub-server.conf", "nginx.conf"


def nginx_files(hosted: Hosted, folder: str, *, brotli: bool) -> dict[str, str]:
    """Return the files, by their names.

    Args:
        hosted: the site.
        folder: the folder that they will lie in on the host, beside `public/`.
        brotli: whether nginx has its module for files that are compressed by Brotli.

    """
    return {
        HTTP_PATH: "".join(_maps(hosted)),
        SERVER_PATH: _server(hosted, f"{folder}/public", brotli=brotli),
        WHOLE_PATH: _WHOLE.replace("FOLDER", folder),
    }


def _maps(hosted: Hosted) -> Iterator[str]:
    yield "# For nginx, within http { … }. Written by `hub hosting`.\n"
    for name in _names(hosted):
        values = ((_pattern(rule.path), rule.headers.get(name)) for rule in hosted.rules)
        yield _map(name, hosted.everywhere.get(name, ""), values)
    # Of several patterns the first counts.
    pages = ((f"^{re.escape(begin)}", page) for begin, page in hosted.not_found.items())
    yield _map("not_found", "", pages)


def _names(hosted: Hosted) -> Iterable[str]:
    rules: Iterable[Mapping[str, str]] = (rule.headers for rule in hosted.rules)
    return dict.fromkeys(name for headers in (hosted.everywhere, *rules) for name in headers)


def _map(name: str, otherwise: str, values: Iterable[tuple[str, str | None]]) -> str:
    lines = (f"    {_text('~' + pattern)} {_value(value)};\n" for pattern, value in values if value)
    return (
        f"\nmap $uri {_variable(name)} {{\n    default {_value(otherwise)};\n{''.join(lines)}}}\n"
    )


def _variable(name: str) -> str:
    return f"$hub_{name.lower().replace('-', '_')}"


def _pattern(path: str) -> str:
    return f"^{'.*'.join(map(re.escape, path.split('*')))}$"


def _value(text: str) -> str:
    """Return a text as nginx reads it where it may name variables.

    Raises:
        UnreadableSiteError: where it would be read as one that does; nginx knows no other way to
            write a dollar.

    """
    if "$" in text:
        raise UnreadableSiteError(f"nginx would look for a variable in: {text}")
    return _text(text)


def _text(text: str) -> str:
    return '"{}"'.format(text.replace("\\", "\\\\").replace('"', '\\"'))


def _server(hosted: Hosted, root: str, *, brotli: bool) -> str:
    headers = "".join(
        f"    add_header {name} {_variable(name)} always;\n" for name in _names(hosted)
    )
    types = "".join(f"        {_text(type_)} {each};\n" for each, type_ in hosted.types.items())
    return f"""\
# For nginx, within server {{ … }}. Written by `hub hosting`.

location {_text(hosted.path)} {{
    root {_value(root)};
    index index.html;
    autoindex off;
    absolute_redirect off;  # what stands before nginx knows the host's name and port

    # Compressed files lie beside the files themselves.
    gzip off;
    gzip_static on;
    gzip_proxied any;
    gzip_vary on;
    {"brotli_static on" if brotli else "# brotli_static on"};

    # A file's time is made from its bytes; it says when nothing was changed.
    etag on;
    add_header Last-Modified "";

{headers}    # The operator's own: an add_header around this location does not reach into it.
    include /etc/nginx/hub.d/*.conf;

    types {{
{types}    }}
    default_type application/octet-stream;

    error_page 404 $hub_not_found;
    error_page 403 =404 $hub_not_found;

    # Files that are not for readers: compressed copies by their own names, and hidden ones.
    location ~ "\\.(?:br|gz)$" {{ return 404; }}
    location ~ "/\\.(?!well-known/)" {{ return 404; }}
{"".join(_types(hosted.types_of_paths))}{"".join(_answers(hosted))}}}
"""


def _types(types: Mapping[str, str]) -> Iterator[str]:
    for path, type_ in types.items():
        yield f"\n    location = {_text(path)} {{ types {{ }} default_type {_text(type_)}; }}"
    yield "\n"


def _answers(hosted: Hosted) -> Iterator[str]:
    for path, (status, target) in hosted.answers.items():
        if status == 410:  # noqa: PLR2004 - Gone
            said = f"error_page 410 {_value(unquote(target))}; return 410;"
        else:
            said = f"return {status} {_value(target.replace('$', '%24'))};"
        yield f"    location = {_text(path)} {{ {said} }}\n"


_WHOLE = """\
# A whole configuration for nginx that serves nothing but the hub, also without root's rights and
# from a disk that cannot be written, but for /tmp. Written by `hub hosting`:
#     nginx -c FOLDER/nginx.conf
# An nginx that serves other sites, too, has hub-http.conf and hub-server.conf included in its own.

include /etc/nginx/modules-enabled/*.conf;
worker_processes auto;
pid /tmp/hub-nginx.pid;
error_log stderr crit;  # lesser ones name who asked
daemon off;

events {
    worker_connections 1024;
}

http {
    client_body_temp_path /tmp/hub-nginx-body;
    proxy_temp_path /tmp/hub-nginx-proxy;
    fastcgi_temp_path /tmp/hub-nginx-fastcgi;
    scgi_temp_path /tmp/hub-nginx-scgi;
    uwsgi_temp_path /tmp/hub-nginx-uwsgi;

    # Readers are not recorded: addresses say who was interested in what.
    access_log off;
    server_tokens off;
    sendfile on;
    tcp_nopush on;
    keepalive_timeout 30s;
    client_max_body_size 1k;
    open_file_cache max=4096 inactive=60s;
    open_file_cache_valid 10s;

    include FOLDER/hub-http.conf;

    server {
        listen 8080;

        # Transport is the operator's. With a certificate, in place of the line above:
        #     listen 443 ssl http2;
        #     server_name hub.example;
        #     ssl_certificate /etc/ssl/hub.example/fullchain.pem;
        #     ssl_certificate_key /etc/ssl/hub.example/privkey.pem;
        #     ssl_protocols TLSv1.2 TLSv1.3;
        # and, once the whole host name is to stay on https, in a file /etc/nginx/hub.d/hsts.conf:
        #     add_header Strict-Transport-Security "max-age=31536000" always;

        include FOLDER/hub-server.conf;
    }
}
"""
