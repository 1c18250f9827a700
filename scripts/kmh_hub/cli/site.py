"""The site that a command works on, and the language in which it speaks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from kmh_hub.plugin.site import Site, site_of
from kmh_hub.reading.fault import InvalidContentError
from kmh_hub.reports.people import for_people

language_option = click.option(
    "--language", metavar="TAG", help="The language of messages, such as fr; else the locale's."
)


def load(config_file: str, **options: Any) -> MkDocsConfig:
    """Return MkDocs' configuration."""
    with plain_errors():
        return load_config(config_file, **options)


def load_site(config_file: str) -> Site:
    """Return the site that a configuration describes."""
    with plain_errors():
        return site_of(load(config_file))


def messages(site: Site, language: str | None = None) -> NullTranslations:
    """Return the messages of a language: as asked for, else the locale's, else English."""
    tags = site.languages.tags
    if language and language not in tags:
        raise click.BadParameter(f"there is no language {language}; there are {', '.join(tags)}")
    wanted = language or _locale()
    return site.languages[wanted].translations if wanted in tags else NullTranslations()


def _locale() -> str:
    """Return the language of the environment's locale: `fr` for `fr_FR.UTF-8`."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    value = next((name for name in names if name), "")
    return value.partition(".")[0].partition("_")[0]


def stop_at_errors(site: Site) -> None:
    """Report the errors of a site's content, if there are any, and exit with status 1."""
    errors = site.content.errors
    if errors:
        click.echo("\n\n".join(for_people(errors, Path.cwd(), messages(site))) + "\n", err=True)
        raise click.ClickException(str(InvalidContentError(errors)))


@contextmanager
def plain_errors() -> Iterator[None]:
    """Turn errors that people can mend into text and exit status 1."""
    try:
        yield
    except (Abort, ConfigurationError, PluginError) as error:
        raise click.ClickException(str(error)) from error
