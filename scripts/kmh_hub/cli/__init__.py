"""The command `hub`."""

import logging
from importlib import import_module

import click

_ROOMS = {
    "addresses": "addresses",
    "build": "commands",
    "check": "check",
    "generate": "commands",
    "links": "links",
    "new": "new",
    "schema": "schema",
    "serve": "commands",
    "translations": "translations",
    "verify": "verify",
}
"""The module of each command; only that of the one that is asked for is imported."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return [*_ROOMS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in _ROOMS:
            return None
        command: click.Command = getattr(import_module(f"{__name__}.{_ROOMS[cmd_name]}"), cmd_name)
        return command


@click.group(cls=_Commands)
@click.option(
    "--config-file",
    type=click.Path(exists=True, dir_okay=False),
    default="mkdocs.yml",
    show_default=True,
    help="The site's configuration.",
)
@click.pass_context
def main(context: click.Context, config_file: str) -> None:
    """Add, check, translate, build and serve seminars."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    context.obj = config_file


__all__ = ["main"]
