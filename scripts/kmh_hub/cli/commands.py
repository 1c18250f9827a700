"""The commands that make a site."""

import json
import logging
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.meta import get_data

from kmh_hub.cli.publication import Publication
from kmh_hub.cli.site import load, load_site, plain_errors, stop_at_errors
from kmh_hub.pages.page import Page
from kmh_hub.plugin.adapter import HubPlugin
from kmh_hub.plugin.site import Site, site_of

_OUT = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--site-dir", type=_OUT, help="Where to; else as the configuration says.")
@click.pass_obj
def build(config_file: str, site_dir: Path | None) -> None:
    """Build the site strictly; the last one stays in place if anything is wrong."""
    target = (site_dir or Path(load(config_file).site_dir)).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    publication = Publication(target)
    with plain_errors(), publication.next() as edition, TemporaryDirectory() as own:
        config = load(config_file, site_dir=own, strict=True)
        hub = _hub_of(config)
        hub.prepared = site_of(config)
        stop_at_errors(hub.prepared)
        hub.edition, hub.others = edition, (publication.published,)
        mkdocs_build(config)
    click.echo(f"The site is in {target}")


@click.command()
@click.option("--address", help="Host and port, such as 127.0.0.1:8000.")
@click.pass_obj
def serve(config_file: str, address: str | None) -> None:
    """Build the site with its drafts, serve it, and build it again after every edit."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    with plain_errors():
        mkdocs_serve.serve(config_file, dev_addr=address)


@click.command()
@click.option("--out", type=_OUT, required=True, help="The folder to write to; it must be new.")
@click.pass_obj
def generate(config_file: str, out: Path) -> None:
    """Write the generated pages as Markdown files, to look at or to compare."""
    if out.exists() and any(out.iterdir()):
        raise click.ClickException(f"{out} is not empty; name a new folder, or empty it first")
    site = load_site(config_file)
    stop_at_errors(site)
    pages = [page for each in site.languages.all for page in site.pages(each).values()]
    for page in pages:
        path = out / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_as_markdown(site, page), encoding="utf-8")
    click.echo(f"{len(pages)} pages are in {out}")


def _hub_of(config: MkDocsConfig) -> HubPlugin:
    plugin = config.plugins.get("kmh-hub")
    if not isinstance(plugin, HubPlugin):
        raise click.ClickException("mkdocs.yml must list the plugin “kmh-hub”")
    return plugin


def _as_markdown(site: Site, page: Page) -> str:
    prose = ""
    meta: dict[str, Any] = {}
    if page.has_prose:
        text, meta = get_data(site.prose(page).read_text("utf-8-sig"))
        prose = f"\n\n{text}\n\n"
    # A JSON string is a YAML string.
    front_matter = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}"
        for key, value in (
            ("title", page.title or meta.get("title", "")),
            ("description", page.description or meta.get("description", "")),
        )
    )
    return f"---\n{front_matter}\n---\n\n{site.render(page, prose)}\n"
