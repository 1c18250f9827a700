"""The MkDocs adapter: the only part that knows MkDocs."""

from kmh_hub.plugin.adapter import HubPlugin

__all__ = ["HubPlugin"]
