"""The outline of Finland, and the frame that puts a point of the country on a picture."""

from __future__ import annotations

import json
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


@dataclass(frozen=True)
class MapFrame:
    """A picture `width` units wide that holds the whole outline within `margin` units."""

    use: str
    width: float
    margin: float

    @property
    def height(self) -> float:
        """Height of the picture in units."""
        _, south, _, north = _extent(self.use)
        return (north - south) / self._metres + 2 * self.margin

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """(x, y) in units from the upper left corner of a point in degrees."""
        return self._place(to_plane(lat, lon))

    def rings(self) -> list[Ring]:
        """The outline in units, a ring an island, the mainland first."""
        return [tuple(map(self._place, ring)) for ring in _rings(self.use)]

    @property
    def _metres(self) -> float:
        west, _, east, _ = _extent(self.use)
        return (east - west) / (self.width - 2 * self.margin)

    def _place(self, point: tuple[float, float]) -> tuple[float, float]:
        west, _, _, north = _extent(self.use)
        x = self.margin + (point[0] - west) / self._metres
        y = self.margin + (north - point[1]) / self._metres
        return round(x, 2), round(y, 2)


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
def _extent(use: str) -> tuple[float, float, float, float]:
    """(west, south, east, north) of the outline on the plane in metres."""
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
