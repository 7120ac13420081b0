"""The outline of Finland, and the frame that puts a point of the country on a picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.draw.element import number
from pipeline.draw.projection import to_plane

FILE = Path(__file__).with_name("outline.geojson")
"""Natural Earth, public domain; the file tells what was left out."""
Ring = tuple[tuple[float, float], ...]
_LEAST = 60_000.0
Extent = tuple[float, float, float, float]
"""(west, south, east, north) on the plane in metres."""


@dataclass(frozen=True)
class MapFrame:
    """A picture `width` units wide of the outline, or of a cut of it, within `margin` units."""

    use: str
    width: float
    margin: float
    cut: Extent | None = None

    @property
    def height(self) -> float:
        """Height of the picture in units."""
        _, south, _, north = self._extent
        return (north - south) / self._metres + 2 * self.margin

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """(x, y) in units from the upper left corner of a point in degrees."""
        return self._place(to_plane(lat, lon))

    def rings(self) -> list[Ring]:
        """The outline in units, a ring an island, the mainland first."""
        rings = _rings(self.use)
        if self.cut:
            beyond = 2 * (self.margin + 1) * self._metres
            west, south, east, north = self.cut
            wide = (west - beyond, south - beyond, east + beyond, north + beyond)
            rings = tuple(filter(None, (clipped(ring, wide) for ring in rings)))
        return [tuple(map(self._place, ring)) for ring in rings]

    @property
    def _extent(self) -> Extent:
        return self.cut or _extent(self.use)

    @property
    def _metres(self) -> float:
        west, _, east, _ = self._extent
        return (east - west) / (self.width - 2 * self.margin)

    def _place(self, point: tuple[float, float]) -> tuple[float, float]:
        west, _, _, north = self._extent
        x = self.margin + (point[0] - west) / self._metres
        y = self.margin + (north - point[1]) / self._metres
        return round(x, 2), round(y, 2)


def frame_around(places: Sequence[tuple[float, float]], width: float) -> MapFrame:
    """A picture of the part of the country where the places lie, (lat, lon) in degrees.

    It is at least `_LEAST` metres wide and between as wide as high and 1.5 times as high.
    """
    east, north = zip(*(to_plane(lat, lon) for lat, lon in places), strict=True)
    wide = max(max(east) - min(east), _LEAST, (max(north) - min(north)) / 1.5)
    high = max(max(north) - min(north), wide * 0.75)
    x, y = (max(east) + min(east)) / 2, (max(north) + min(north)) / 2
    cut = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    return MapFrame("map", width, 34, cut)


def clipped(ring: Ring, to: Extent) -> Ring:
    """The part of a closed ring within a rectangle, by Sutherland and Hodgman; () for none."""
    west, south, east, north = to
    points = list(ring[:-1])
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        inside = [sign * (point[axis] - edge) >= 0 for point in points]
        kept: list[tuple[float, float]] = []
        for n, point in enumerate(points):
            if inside[n] != inside[n - 1]:
                kept.append(_crossing(points[n - 1], point, axis, edge))
            if inside[n]:
                kept.append(point)
        points = kept
    return (*points, points[0]) if points else ()


def _crossing(
    one: tuple[float, float], other: tuple[float, float], axis: int, edge: float
) -> tuple[float, float]:
    """Where the line between two points meets the line on which `axis` is `edge`."""
    share = (edge - one[axis]) / (other[axis] - one[axis])
    rest = one[1 - axis] + share * (other[1 - axis] - one[1 - axis])
    return (edge, rest) if axis == 0 else (rest, edge)


@cache
def outline_path(frame: MapFrame) -> str:
    """The outline as path data with relative steps, a tenth of a unit exact."""
    return "".join(map(_path, frame.rings()))


@cache
def _rings(use: str) -> tuple[Ring, ...]:
    """Rings of the outline on the plane in metres; `use` is "map" or "locator"."""
    features: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["features"]
    shape = next(f["geometry"] for f in features if f["properties"]["use"] == use)
    return tuple(
        tuple(to_plane(lat, lon) for lon, lat in ring)
        for polygon in shape["coordinates"]
        for ring in polygon
    )


@cache
def _extent(use: str) -> Extent:
    """That of the outline."""
    points = [point for ring in _rings(use) for point in ring]
    east, north = zip(*points, strict=True)
    return min(east), min(north), max(east), max(north)


def _path(ring: Ring) -> str:
    tenths = [(round(x * 10), round(y * 10)) for x, y in ring[:-1]]
    steps = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(tenths)]
    pairs = "l".join(_pair(x / 10, y / 10) for x, y in steps if x or y)
    return f"M{_pair(tenths[0][0] / 10, tenths[0][1] / 10)}l{pairs}z"


def _pair(x: float, y: float) -> str:
    second = number(y)
    return number(x) + (second if second.startswith("-") else f" {second}")
