"""Maps: what is coloured, where names stand, what they weigh."""

import gzip
import re
from itertools import combinations, pairwise

import pytest

from kmh_hub.localisation.language import Languages
from kmh_hub.pages.geography.labels import SIZE, Label
from kmh_hub.pages.geography.map import CountryMap, Shapes
from kmh_hub.pages.geography.outlines import area, outlines
from kmh_hub.pages.geography.view import WIDTH, view_of

from ..conftest import TAGS

COMPASS = ("AF", "DZ", "EG", "ET", "IQ", "LB", "LY", "ML", "MA", "NE", "NG", "SD", "TD", "TN")
CROWDED = ("SN", "GM", "GW", "GN", "SL", "LR", "CI", "GH", "TG", "BJ", "BF", "ML", "MR", "CV")


def shapes_of(codes: tuple[str, ...], languages: Languages) -> Shapes:
    shapes = CountryMap(codes, languages.default).shapes
    assert shapes
    return shapes


def extent(label: Label) -> tuple[float, float]:
    """Return where a name begins and ends, at least, in IBM Plex."""
    width = len(label.text) * SIZE * 0.5
    return label.x - width / 2, label.x + width / 2


@pytest.mark.parametrize("tag", TAGS)
def test_every_name_of_the_fifth_seminar_stands_on_its_map(languages: Languages, tag: str) -> None:
    map_ = CountryMap(COMPASS, languages[tag])
    assert sorted(label.text for label in map_.labels) == sorted(map_.names)
    assert not map_.is_numbered


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("codes", [COMPASS, CROWDED])
def test_no_name_covers_another(languages: Languages, tag: str, codes: tuple[str, ...]) -> None:
    map_ = CountryMap(codes, languages[tag])
    for one, other in combinations(map_.labels, 2):
        left, right = sorted((extent(one), extent(other)))
        assert left[1] <= right[0] or abs(one.y - other.y) >= SIZE, (one, other)
    assert map_.shapes
    for label in map_.labels:
        assert 0 <= extent(label)[0] < extent(label)[1] <= WIDTH
        assert SIZE / 2 <= label.y <= map_.shapes.view.height


def test_numbers_are_those_of_the_list(languages: Languages) -> None:
    codes = tuple(sorted(outlines().countries))[:70]
    map_ = CountryMap(codes, languages["en"])
    assert map_.is_numbered
    for label in map_.labels:
        assert label.text in map_.names or map_.names[int(label.text) - 1]


def test_western_sahara_is_land_and_no_part_of_a_country() -> None:
    """A line of latitude that maps of the United Nations draw: 27°40′ N."""
    world = outlines()
    assert min(y for _, y in world.countries["MA"][0]) == pytest.approx(27.65, abs=0.03)
    assert max(y for _, y in world.countries["EH"][0]) == pytest.approx(27.65, abs=0.03)


def test_land_has_no_borders(languages: Languages) -> None:
    """Neither country's line stands within the land: only coasts do."""
    world = outlines()
    land = {point for ring in world.land for point in ring}
    inland = set(world.countries["TD"][0])
    assert not inland & land, "Chad has no coast"


def test_neighbours_share_their_line(languages: Languages) -> None:
    shapes = shapes_of(COMPASS, languages)
    assert set(shapes.outlines["DZ"].points) & set(shapes.outlines["LY"].points)
    assert all(
        re.fullmatch(r"(?:M-?\d+ -?\d+l[-\d ]+z)+", path) for path in shapes.countries.values()
    )


def test_a_map_is_light(languages: Languages) -> None:
    shapes = shapes_of(COMPASS, languages)
    drawn = shapes.land + "".join(shapes.countries.values())
    assert len(gzip.compress(drawn.encode())) < 8_000
    whole = shapes_of(tuple(outlines().countries), languages)
    assert len(gzip.compress((whole.land + "".join(whole.countries.values())).encode())) < 40_000


def test_the_smallest_are_marked_and_the_unknown_left_to_the_list(languages: Languages) -> None:
    map_ = CountryMap(("MT", "ET", "RE"), languages["en"])
    assert map_.shapes
    assert len(map_.shapes.dots) == 1
    assert [*map_.shapes.countries] == ["MT", "ET"]
    assert map_.names[2] == "Réunion"
    assert CountryMap(("RE",), languages["en"]).shapes is None
    assert CountryMap((), languages["en"]).shapes is None


@pytest.mark.parametrize("codes", [("LB",), ("RU",), ("FJ", "MT"), ("CL",), COMPASS])
def test_what_is_named_is_in_view(codes: tuple[str, ...]) -> None:
    countries = [outlines().countries[code] for code in codes]
    view = view_of(countries)
    assert 0.3 <= view.height / WIDTH <= 1.15
    for rings in countries:
        for point in rings[0]:
            x, y = view.place(point)
            assert -1 <= x <= WIDTH + 1
            assert -1 <= y <= view.height + 1


def test_every_country_has_its_largest_part_first() -> None:
    for rings in outlines().countries.values():
        assert area(rings[0]) == max(map(area, rings))


def test_what_crosses_the_180th_meridian_draws_no_line_across_the_world() -> None:
    world = outlines()
    for ring in (*world.land, *(each for rings in world.countries.values() for each in rings)):
        assert all(abs(a[0] - b[0]) < 180 for a, b in pairwise((*ring, ring[0])))
    assert {round(max(x for x, _ in ring)) > 180 for ring in world.countries["RU"][:1]} == {True}
