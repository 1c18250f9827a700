"""Pictures for link previews: text set in the scripts of the hub."""
