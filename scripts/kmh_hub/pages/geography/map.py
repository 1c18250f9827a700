"""A map of some countries, as a page shows it: shapes, names, and the list beside it."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from kmh_hub.localisation.language import Language
from kmh_hub.pages.geography.labels import Label, Outline, Shape, placed
from kmh_hub.pages.geography.outlines import outlines
from kmh_hub.pages.geography.view import WIDTH, View, view_of

_SMALL = 10
"""A country that is no larger, in units, is marked by a dot."""


@dataclass(frozen=True)
class Shapes:
    """What a map shows, whatever the language."""

    view: View
    land: str
    """An SVG path."""
    countries: dict[str, str]
    """SVG paths by the countries' codes."""
    outlines: dict[str, Outline]
    """The largest part of each, in units."""

    @cached_property
    def dots(self) -> tuple[tuple[int, int], ...]:
        """The middles of countries that are too small to be seen."""
        return tuple(
            (round(x), round(y))
            for outline in self.outlines.values()
            if max(outline.box.width, outline.box.height) <= _SMALL
            for x, y in [outline.centre]
        )


@dataclass(frozen=True)
class CountryMap:
    """A map of a programme's countries in one language; drawn when a page first asks for it."""

    countries: tuple[str, ...]
    """ISO 3166-1 alpha-2 codes, in the order of the list."""
    language: Language

    width = WIDTH

    @property
    def names(self) -> list[str]:
        """The countries' names, as the list beside the map has them."""
        return [self.language.formats.country(code) for code in self.countries]

    @property
    def is_drawn(self) -> bool:
        """Whether there is a map: some country has an outline."""
        return any(code in outlines().countries for code in self.countries)

    @property
    def shapes(self) -> Shapes | None:
        """What is drawn; nothing where no country has an outline."""
        return _shapes(self.countries) if self.is_drawn else None

    @cached_property
    def labels(self) -> list[Label]:
        """The names that stand on the map, or numbers of the list where there is no room."""
        shapes = self.shapes
        if shapes is None:
            return []
        drawn = [
            Shape(name, number, shapes.outlines[code])
            for number, (code, name) in enumerate(zip(self.countries, self.names, strict=True), 1)
            if code in shapes.outlines
        ]
        return list(placed(drawn, shapes.view.height))

    @property
    def is_numbered(self) -> bool:
        """Whether a name gave way to its number in the list."""
        return any(label.text.isdigit() for label in self.labels)


# A seminar's pages are made in one language after the other.
@lru_cache(maxsize=64)
def _shapes(countries: tuple[str, ...]) -> Shapes:
    world = outlines()
    known = {code: world.countries[code] for code in countries if code in world.countries}
    view = view_of(list(known.values()))
    return Shapes(
        view,
        view.path(world.land),
        {code: view.path(rings) for code, rings in known.items()},
        {
            code: Outline(tuple(view.place(point) for point in rings[0]))
            for code, rings in known.items()
        },
    )
