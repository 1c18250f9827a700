"""The commands that show a site before it is built."""

import json
from pathlib import Path
from typing import Any

import click
from mkdocs.utils.meta import get_data

from kmh_hub.cli.site import load_site, plain_errors, stop_at_errors
from kmh_hub.collector import collect_rarely
from kmh_hub.pages.page import Page
from kmh_hub.plugin.site import Site

_OUT = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.option("--address", help="Host and port, such as 127.0.0.1:8000.")
@click.pass_obj
def serve(config_file: str, address: str | None) -> None:
    """Build the site with its drafts, serve it, and build it again after every edit."""
    collect_rarely()
    from kmh_hub.cli import preview  # noqa: PLC0415 - only this command needs its server

    with plain_errors():
        preview.serve(config_file, address)


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
