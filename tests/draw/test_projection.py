"""Degrees become metres of ETRS-TM35FIN as PROJ 9 gives them, and points stand on the picture."""

from __future__ import annotations

import pytest

from pipeline.draw.outline import MapFrame, clipped, frame_around, outline_path
from pipeline.draw.projection import to_plane


@pytest.mark.parametrize(
    ("lat", "lon", "east", "north"),
    [
        (60.1699, 24.9384, 385611.32, 6672118.38),
        (69.9076, 27.0289, 501108.03, 7755569.24),
        (60.0973, 19.9348, 107579.58, 6683261.17),
        (62.6756, 30.9281, 701081.71, 6955573.58),
        (65.0, 27.0, 500000.00, 7208454.58),
    ],
)
def test_points_are_where_proj_puts_them(lat: float, lon: float, east: float, north: float) -> None:
    assert to_plane(lat, lon) == pytest.approx((east, north), abs=0.01)


def test_north_is_up_and_east_is_right() -> None:
    frame = MapFrame("map", 360, 10)
    helsinki, utsjoki = frame.at(60.17, 24.94), frame.at(69.91, 27.03)
    turku, joensuu = frame.at(60.45, 22.27), frame.at(62.6, 29.76)
    assert utsjoki[1] < helsinki[1]
    assert turku[0] < helsinki[0] < joensuu[0]


@pytest.mark.parametrize(("use", "width", "margin"), [("map", 360, 10), ("locator", 80, 3)])
def test_the_outline_fills_its_frame(use: str, width: float, margin: float) -> None:
    frame = MapFrame(use, width, margin)
    points = [point for ring in frame.rings() for point in ring]
    xs, ys = zip(*points, strict=True)
    assert (min(xs), min(ys)) == pytest.approx((margin, margin))
    assert (max(xs), max(ys)) == pytest.approx((width - margin, frame.height - margin), abs=0.02)


def test_distances_keep_their_proportions() -> None:
    frame = MapFrame("map", 360, 10)
    ends = (60.17, 24.94), (65.01, 25.47)
    (x1, y1), (x2, y2) = (frame.at(*end) for end in ends)
    (e1, n1), (e2, n2) = (to_plane(*end) for end in ends)
    assert (x2 - x1) / (y1 - y2) == pytest.approx((e2 - e1) / (n2 - n1), abs=0.001)


def test_outlines_are_light() -> None:
    assert len(outline_path(MapFrame("map", 360, 10))) < 8_000
    assert len(outline_path(MapFrame("locator", 80, 3))) < 1_000


SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0))


def test_a_ring_is_clipped_to_what_a_rectangle_shows() -> None:
    assert set(clipped(SQUARE, (5, 5, 20, 20))) == {(5, 5), (10, 5), (10, 10), (5, 10)}
    assert set(clipped(SQUARE, (-1, -1, 11, 11))) == set(SQUARE)
    assert clipped(SQUARE, (20, 20, 30, 30)) == ()


@pytest.mark.parametrize(
    "places", [[(60.1, 19.9)], [(60.1, 19.9), (60.3, 20.9)], [(65.7, 24.5), (69.9, 27.0)]]
)
def test_a_cut_holds_its_places_and_is_light(places: list[tuple[float, float]]) -> None:
    frame = frame_around(places, 360)
    for x, y in (frame.at(*place) for place in places):
        assert 34 <= x <= 360 - 34
        assert 34 <= y <= frame.height - 34
    assert 200 < frame.height < 560
    assert 50 < len(outline_path(frame)) < 4_000
