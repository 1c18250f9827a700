"""What hosts are told of a site, in files at its root."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader

from kmh_hub.build.unit import Made, Unit, digest
from kmh_hub.form.files import FOLDER
from kmh_hub.hosting.content_security import form_policy, source_hash
from kmh_hub.hosting.elsewhere import Elsewhere
from kmh_hub.hosting.headers import Served, ServedForm, rules_of
from kmh_hub.hosting.headers_file import HEADERS_PATH, headers_file
from kmh_hub.hosting.hosted import FOR_HOSTS
from kmh_hub.plugin.site import Site


def hosting_unit(site: Site, base: str, paths: Iterable[str], elsewhere: Elsewhere) -> Unit:
    """Return the files for hosts as a unit.

    Args:
        site: the site.
        base: the hash of what every page is made from.
        paths: the places of all other files of the site.
        elsewhere: the other hosts that recordings lie on.

    """
    content = headers_file(rules_of(_served(site, paths, elsewhere)))
    return Unit("hosting", digest(base, content.decode()), lambda: Made({HEADERS_PATH: content}))


def style_of_pages(site: Site) -> str:
    """Return the hash of the style that stands in every page, as policies name it."""
    return _style_of(site.overrides, site.version)


@cache
def _style_of(overrides: Path, _version: str) -> str:
    environment = Environment(loader=FileSystemLoader(overrides))  # noqa: S701 - as MkDocs' own
    html = environment.get_template("partials/frame.html").render()
    return source_hash(html.partition("<style>")[2].partition("</style>")[0])


def _served(site: Site, paths: Iterable[str], elsewhere: Elsewhere) -> Served:
    url = urlsplit(site.addresses.site_url)
    assets = (site.overrides / "assets").iterdir()
    versioned = (f"assets/{path.name}" for path in assets if path.suffix in {".css", ".js"})
    return Served(
        path=url.path or "/",
        is_secure=url.scheme == "https",
        prefixes=tuple(language.prefix for language in site.languages.all),
        style=style_of_pages(site),
        versioned=tuple(sorted(versioned)),
        elsewhere=elsewhere,
        form=_form(site, paths) if site.form.enabled else None,
    )


def _form(site: Site, paths: Iterable[str]) -> ServedForm:
    tops = {path.partition("/") for path in paths}
    places = sorted({f"{name}{slash}" for name, slash, _ in tops} - {FOLDER, *FOR_HOSTS})
    policy = form_policy(site.form.origins, site.form.pictures, sent=True)
    return ServedForm(FOLDER, policy, tuple(places))
