"""What people type: hub build, hub serve, hub check, hub generate."""

import logging
import sys
from pathlib import Path
from typing import Any

import click
from mkdocs.commands import serve as mkdocs_serve
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from kmh_hub.cli.publication import replaced
from kmh_hub.pages.page import Page
from kmh_hub.plugin.site import Site, site_of
from kmh_hub.reading.fault import InvalidContentError
from kmh_hub.reading.report import report

_OUT = click.Path(file_okay=False, path_type=Path)


@click.group()
@click.option(
    "--config-file",
    type=click.Path(exists=True, dir_okay=False),
    default="mkdocs.yml",
    show_default=True,
    help="The site's configuration.",
)
@click.pass_context
def main(context: click.Context, config_file: str) -> None:
    """Check, build and serve the seminar hub."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    context.obj = config_file


@main.command()
@click.option("--site-dir", type=_OUT, help="Where to; else as the configuration says.")
@click.pass_obj
def build(config_file: str, site_dir: Path | None) -> None:
    """Build the site strictly; the last one stays in place if anything is wrong."""
    target = (site_dir or Path(_load(config_file).site_dir)).resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with _plain_errors(), replaced(target) as folder:
        mkdocs_build(_load(config_file, site_dir=str(folder), strict=True))
    click.echo(f"The site is in {target}")


@main.command()
@click.option("--address", help="Host and port, such as 127.0.0.1:8000.")
@click.pass_obj
def serve(config_file: str, address: str | None) -> None:
    """Build the site, serve it, and build it again after every edit."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    with _plain_errors():
        mkdocs_serve.serve(config_file, dev_addr=address)


@main.command()
@click.pass_obj
def check(config_file: str) -> None:
    """Check every seminar.yml and series.yml, and report every fault at once."""
    with _plain_errors():
        series = _site(config_file).series
    click.echo(f"{len(series.entries)} seminars, no fault.")


@main.command()
@click.option("--out", type=_OUT, required=True, help="The folder to write to; it must be new.")
@click.pass_obj
def generate(config_file: str, out: Path) -> None:
    """Write the generated pages as Markdown files, to look at or to compare."""
    if out.exists() and any(out.iterdir()):
        raise click.ClickException(f"{out} is not empty; name a new folder, or empty it first")
    with _plain_errors():
        site = _site(config_file)
        pages = [page for each in site.languages.all for page in site.pages(each).values()]
    for page in pages:
        path = out / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_as_markdown(site, page), encoding="utf-8")
    click.echo(f"{len(pages)} pages are in {out}")


def _as_markdown(site: Site, page: Page) -> str:
    prose = f"\n\n{site.prose(page).read_text('utf-8-sig')}\n\n" if page.has_prose else ""
    front_matter = "\n".join(
        f"{key}: {_quoted(value)}"
        for key, value in (("title", page.title), ("description", page.description))
    )
    return f"---\n{front_matter}\n---\n\n{site.templates.render(page, prose)}\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _load(config_file: str, **options: Any) -> MkDocsConfig:
    with _plain_errors():
        return load_config(config_file, **options)


def _site(config_file: str) -> Site:
    return site_of(_load(config_file))


class _plain_errors:  # noqa: N801 - used as a statement
    """Turns errors that editors can mend into text and exit status 1."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        match error:
            case InvalidContentError():
                click.echo("\n\n".join(report(error.faults, Path.cwd())), err=True)
                click.echo(f"\n{error}", err=True)
                sys.exit(1)
            case Abort():
                click.echo(str(error), err=True)
                sys.exit(1)
            case ConfigurationError() | PluginError():
                raise click.ClickException(str(error)) from error
