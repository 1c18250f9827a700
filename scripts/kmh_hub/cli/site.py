"""The site that a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from kmh_hub.cli.language import messages
from kmh_hub.plugin.adapter import HubPlugin
from kmh_hub.plugin.site import Site, site_of
from kmh_hub.reading.fault import InvalidContentError
from kmh_hub.reports.people import for_people


def load(config_file: str, **options: Any) -> MkDocsConfig:
    """Return MkDocs' configuration."""
    try:
        with plain_errors():
            return load_config(config_file, **options)
    except click.ClickException as error:
        raise click.ClickException(f"{config_file} has to be mended: {error.message}") from error


def load_site(config_file: str) -> Site:
    """Return the site that a configuration describes."""
    with plain_errors():
        return site_of(load(config_file))


def stop_at_errors(site: Site) -> None:
    """Report the errors of a site's content, if there are any, and exit with status 1."""
    errors = site.content.errors
    if errors:
        click.echo(
            "\n\n".join(
                for_people(errors, Path.cwd(), messages(site.overrides, site.languages.tags))
            )
            + "\n",
            err=True,
        )
        raise click.ClickException(str(InvalidContentError(errors)))


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn errors that people can mend into text and exit status 1."""
    try:
        yield
    except (Abort, ConfigurationError, PluginError) as error:
        raise click.ClickException(str(error)) from error


def hub_of(config: MkDocsConfig) -> HubPlugin:
    """Return the hub's plugin in a configuration."""
    plugin = config.plugins.get("kmh-hub")
    if not isinstance(plugin, HubPlugin):
        raise click.ClickException("mkdocs.yml must list the plugin “kmh-hub”")
    return plugin
