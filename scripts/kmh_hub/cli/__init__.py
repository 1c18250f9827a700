"""The command `hub`."""

from kmh_hub.cli.commands import main

__all__ = ["main"]
