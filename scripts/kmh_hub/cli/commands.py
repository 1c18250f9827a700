"""The commands that make a site."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.utils.meta import get_data

from kmh_hub.build.slice import Slice
from kmh_hub.cli.publication import Publication
from kmh_hub.cli.site import hub_of, load, load_site, plain_errors, stop_at, stop_at_errors
from kmh_hub.collector import collect_rarely
from kmh_hub.pages.page import Page
from kmh_hub.plugin.configuration import site_of
from kmh_hub.plugin.files import spared
from kmh_hub.plugin.site import Site
from kmh_hub.reading.fault import InvalidContentError

_OUT = click.Path(file_okay=False, path_type=Path)
_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path, resolve_path=True)


class _SliceType(click.ParamType[Slice]):
    name = "slice"

    def convert(
        self, value: Any, param: click.Parameter | None, context: click.Context | None
    ) -> Slice:
        try:
            return Slice.parsed(value)
        except ValueError:
            self.fail(f"{value} is no slice; write which of how many, such as 2/4", param, context)


@click.command()
@click.option("--site-dir", type=_OUT, help="Where to; else as the configuration says.")
@click.option(
    "--slice",
    "part",
    type=_SliceType(),
    help="Only a part of the pages, such as 2/4; what the parts add up to is left to --from.",
)
@click.option(
    "--from",
    "parts",
    type=_FOLDER,
    multiple=True,
    help="A folder that a slice was built in, to take pages from; can be given several times.",
)
@click.pass_obj
def build(
    config_file: str, site_dir: Path | None, part: Slice | None, parts: Sequence[Path]
) -> None:
    """Build the site strictly; the last one stays in place if anything is wrong."""
    collect_rarely()
    config = load(config_file, strict=True)
    target = (site_dir or Path(config.site_dir)).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    publication = Publication(target)
    with plain_errors(), publication.next() as edition, TemporaryDirectory() as own:
        hub = hub_of(config)
        hub.prepared = site_of(config)
        stop_at_errors(hub.prepared)
        # MkDocs keeps plugins for a process: in this one, there may have been a preview.
        hub.is_preview = hub.is_alone = False
        hub.edition, hub.part = edition, part
        hub.others = publication.published, *(Publication(each).published for each in parts)
        config.site_dir = own
        try:
            with spared(config):
                mkdocs_build(config)
        except InvalidContentError as error:
            stop_at(error.faults, hub.prepared)
    click.echo(f"The site is in {target}")


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
