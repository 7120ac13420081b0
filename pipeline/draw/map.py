"""Points over the outline of Finland: the area of a circle is its value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from xml.etree.ElementTree import Element

from pipeline.draw.element import element
from pipeline.draw.outline import MapFrame, frame_around, outline_path
from pipeline.draw.text import Picture, fold, text_width

FRAME = MapFrame("map", 360, 10)
_HEIGHT = FRAME.height + 14
"""There is room for names below the southern coast."""
_LOCATOR = MapFrame("locator", 80, 3)
Box = tuple[float, float, float, float]
"""(left, top, right, bottom) in units."""
LABEL = 12.0
"""Height of the letters of a label in units."""
_KEY = (8.0, 104.0)
"""Upper left corner of the key: open sea and Sweden, where nothing else stands."""
_KEY_WIDTH = 105.0


Looks = tuple[tuple[str, str], ...]
"""(look, what it means)."""
_REGION_WIDTH, _REGION_LARGEST, _HOLLOW = 360.0, 13.0, 4.0
"""Width of the map of a region, radius of its greatest circle and of a hollow one, in units."""


@dataclass(frozen=True)
class Circle:
    """One value at a point: its look names a class of the style, its title says it in words."""

    value: float
    look: str
    title: str


@dataclass(frozen=True)
class Point:
    """A place in degrees with its circles, what its label says and where it leads."""

    lat: float
    lon: float
    label: str
    circles: tuple[Circle, ...]
    target: str = ""

    @property
    def value(self) -> float:
        """The greatest of its values."""
        return max(circle.value for circle in self.circles)


@dataclass(frozen=True)
class Key:
    """What the sizes and looks mean: (value, text) of circles to compare, (look, text)."""

    sizes: tuple[tuple[float, str], ...]
    looks: Looks


def draw_map(
    points: Sequence[Point], key: Key, largest: float, link: Callable[[str], str]
) -> Picture:
    """The map; `largest` is the radius in units of the greatest value.

    Areas are proportional to values; small circles stand on top. The points with the greatest
    values are named where their names don't cross another. `link` gives the address of a
    target, "" for none.
    """
    greatest = max((point.value for point in points), default=1)
    scale = largest / sqrt(greatest)
    drawn = [
        (scale * sqrt(circle.value), point, circle) for point in points for circle in point.circles
    ]
    drawn.sort(key=lambda row: -row[0])
    children = [element("path", class_="d-land", d=outline_path(FRAME))]
    children += [_circle(row, FRAME, link) for row in drawn]
    children += _labels(points, lambda point: scale * sqrt(point.value), FRAME, _HEIGHT)
    children += _key(key, scale)
    return Picture(FRAME.width, _HEIGHT, children)


def _circle(
    row: tuple[float, Point, Circle], frame: MapFrame, link: Callable[[str], str]
) -> Element:
    radius, point, circle = row
    x, y = frame.at(point.lat, point.lon)
    title = element("title", text=circle.title)
    dot = element("circle", [title], class_=f"d-dot d-{circle.look}", cx=x, cy=y, r=radius)
    address = link(point.target)
    return element("a", [dot], href=address, tabindex="-1") if address else dot


def _labels(
    points: Sequence[Point], radius: Callable[[Point], float], frame: MapFrame, height: float
) -> list[Element]:
    """Names of the greatest points, each at the first side of its circle where there is room."""
    disks = [(*frame.at(p.lat, p.lon), radius(p)) for p in points]
    taken: list[Box] = []
    labels = []
    for point, disk in sorted(zip(points, disks, strict=True), key=lambda row: -row[0].value):
        others = [_square(other, 1.5) for other in disks if other != disk]
        for anchor, x, box in _sides(point.label, disk):
            if _is_within(box, frame.width, height) and not any(
                _crosses(box, other) for other in (*taken, *others)
            ):
                taken.append(box)
                y = box[3] - LABEL * 0.22
                name = {"text": point.label, "text_anchor": anchor}
                labels.append(element("text", class_="d-label", x=x, y=y, **name))
                break
    return labels


def _sides(label: str, disk: tuple[float, float, float]) -> Iterator[tuple[str, float, Box]]:
    """(text-anchor, x, box) of the label on each side of its circle, the best side first."""
    x, y, radius = disk
    wide, far = text_width(label, LABEL), radius + 3
    near = radius * 0.7 + 3
    for anchor, at, top in (
        ("start", x + far, y - LABEL / 2),
        ("end", x - far, y - LABEL / 2),
        ("middle", x, y - far - LABEL),
        ("middle", x, y + far),
        ("start", x + near, y + near - 3),
        ("end", x - near, y + near - 3),
        ("start", x - near, y + far),
        ("end", x + near, y + far),
    ):
        left = at - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        yield anchor, at, (left, top, left + wide, top + LABEL)


def _is_within(box: Box, width: float, height: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= width and box[3] <= height


def _square(disk: tuple[float, float, float], more: float) -> Box:
    x, y, radius = disk
    half = radius + more
    return x - half, y - half, x + half, y + half


def _crosses(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _key(key: Key, scale: float) -> list[Element]:
    """The key: circles of known values, then what each look means."""
    x, y = _KEY
    made: list[Element] = []
    widest = max((scale * sqrt(value) for value, _ in key.sizes), default=0)
    for value, text in key.sizes:
        radius = scale * sqrt(value)
        row = max(2 * radius, LABEL) + 5
        middle = y + row / 2
        made.append(element("circle", class_="d-size", cx=x + widest, cy=middle, r=radius))
        made.append(_key_text(text, x + 2 * widest + 6, middle))
        y += row
    for look, text in key.looks:
        y += LABEL + 8
        made.append(element("circle", class_=f"d-dot d-{look}", cx=x + 6, cy=y, r=6.0))
        for number, line in enumerate(fold(text, LABEL, _KEY_WIDTH)):
            y += LABEL * 1.2 if number else 0
            made.append(_key_text(line, x + 18, y))
    return made


def _key_text(text: str, x: float, middle: float) -> Element:
    return element("text", class_="d-key", text=text, x=x, y=middle + LABEL * 0.35)


def draw_locator(lat: float, lon: float) -> Picture:
    """A small map with one point."""
    x, y = _LOCATOR.at(lat, lon)
    land = element("path", class_="d-land", d=outline_path(_LOCATOR))
    dot = element("circle", class_="d-dot d-part", cx=x, cy=y, r=4.5)
    return Picture(_LOCATOR.width, _LOCATOR.height, [land, dot])


def draw_region(points: Sequence[Point], looks: Looks, link: Callable[[str], str]) -> Picture:
    """The points over a cut of the outline; those of the value 0 are small and hollow.

    Areas are proportional to values; the key stands below.
    """
    frame = frame_around([(point.lat, point.lon) for point in points], _REGION_WIDTH)
    scale = _REGION_LARGEST / sqrt(max(4.0, *(point.value for point in points)))

    def radius(value: float) -> float:
        return max(scale * sqrt(value), _HOLLOW)

    drawn = [(radius(circle.value), point, circle) for point in points for circle in point.circles]
    drawn.sort(key=lambda row: -row[0])
    land = element("path", class_="d-land", d=outline_path(frame))
    children = [element("svg", [land], width=frame.width, height=frame.height)]
    children += [_circle(row, frame, link) for row in drawn]
    children += _labels(points, lambda point: radius(point.value), frame, frame.height)
    for number, (look, text) in enumerate(looks):
        y = frame.height + 14 + number * (LABEL + 6)
        children.append(element("circle", class_=f"d-dot d-{look}", cx=8.0, cy=y, r=5.0))
        children.append(_key_text(text, 20, y))
    return Picture(frame.width, frame.height + 12 + len(looks) * (LABEL + 6), children)
