"""The command `hub`."""

import logging
from importlib import import_module
from typing import Any

import click

from kmh_hub.cli.failure import told_plainly

_ROOMS = {
    "addresses": "addresses",
    "build": "build",
    "check": "check",
    "compare": "compare",
    "format": "format",
    "generate": "commands",
    "hosting": "hosting",
    "import": "importing",
    "links": "links",
    "new": "new",
    "publish": "publish",
    "schema": "schema",
    "serve": "commands",
    "translations": "translations",
    "verify": "verify",
}
"""The module of each command; only that of the one that is asked for is imported."""

_NAMES = {"format": "format_", "import": "import_"}
"""The commands that are called as something of Python's own."""


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return [*_ROOMS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in _ROOMS:
            return None
        command: click.Command = getattr(
            import_module(f"{__name__}.{_ROOMS[cmd_name]}"), _NAMES.get(cmd_name, cmd_name)
        )
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for; whatever fails is told to people."""
        with told_plainly(verbose=ctx.params["verbose"]):
            return super().invoke(ctx)


@click.group(cls=_Commands)
@click.option(
    "--config-file",
    type=click.Path(exists=True, dir_okay=False),
    default="mkdocs.yml",
    show_default=True,
    help="The site's configuration.",
)
@click.option("--verbose", is_flag=True, help="Say where in the program something failed.")
@click.pass_context
def main(context: click.Context, config_file: str, verbose: bool) -> None:
    """Add, check, translate, build and serve seminars.

    Exits with 0 if all is well, 1 if content or configuration is to be mended, 2 if it was called
    wrongly, 3 if the machine lacks something (room, a permission, a program), 4 if the hub itself
    is wrong, 130 if it was stopped.
    """
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    context.obj = config_file


__all__ = ["main"]
