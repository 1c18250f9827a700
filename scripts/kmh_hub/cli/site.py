"""The site that a command works on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from kmh_hub.cli.language import messages
from kmh_hub.plugin.adapter import HubPlugin
from kmh_hub.plugin.configuration import site_of
from kmh_hub.plugin.site import Site
from kmh_hub.reading.fault import Fault, InvalidContentError
from kmh_hub.reports.people import for_people
from kmh_hub.verification.whole import BrokenSiteError


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
        stop_at(errors, site)


def stop_at(faults: Sequence[Fault], site: Site) -> NoReturn:
    """Report faults of a site, and exit with status 1."""
    described = for_people(faults, Path.cwd(), messages(site.overrides, site.languages.tags))
    click.echo("\n\n".join(described) + "\n", err=True)
    raise click.ClickException(str(InvalidContentError(faults)))


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn errors that people can mend into text and exit status 1."""
    try:
        yield
    except (Abort, ConfigurationError, PluginError, BrokenSiteError) as error:
        raise click.ClickException(str(error)) from error


def hub_of(config: MkDocsConfig) -> HubPlugin:
    """Return the hub's plugin in a configuration."""
    plugin = config.plugins.get("kmh-hub")
    if not isinstance(plugin, HubPlugin):
        raise click.ClickException("mkdocs.yml must list the plugin “kmh-hub”")
    return plugin
