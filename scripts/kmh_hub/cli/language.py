"""The language in which a command speaks."""

import os
from collections.abc import Sequence
from gettext import NullTranslations
from pathlib import Path

import click

language_option = click.option(
    "--language", metavar="TAG", help="The language of messages, such as fr; else the locale's."
)


def messages(overrides: Path, tags: Sequence[str], language: str | None = None) -> NullTranslations:
    """Return the messages of a language: as asked for, else the locale's, else English.

    Args:
        overrides: the folder of the theme, with the catalogues.
        tags: the site's languages.
        language: the one that is asked for.

    """
    if language and language not in tags:
        raise click.BadParameter(f"there is no language {language}; there are {', '.join(tags)}")
    wanted = language or _locale()
    if wanted not in tags:
        return NullTranslations()
    from kmh_hub.localisation.catalogue import read_catalogue  # noqa: PLC0415 - slow

    return read_catalogue(overrides / "locales", wanted)


def _locale() -> str:
    """Return the language of the environment's locale: `fr` for `fr_FR.UTF-8`."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    value = next((name for name in names if name), "")
    return value.partition(".")[0].partition("_")[0]
