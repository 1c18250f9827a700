"""Maps of countries: outlines, the part of the world that is shown, names."""
