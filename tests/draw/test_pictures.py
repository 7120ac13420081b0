"""Areas and lengths are the figures; names can do no harm; files carry their style."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pipeline.draw import (
    ABSENT,
    Bar,
    Circle,
    Key,
    Part,
    Picture,
    PictureStyle,
    Point,
    Row,
    draw_bars,
    draw_locator,
    draw_map,
    draw_region,
    inline,
    picture_style,
    standalone,
    svg_to_png,
)
from pipeline.draw.text import fold, text_width
from tests.places import ROOT

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = """</title><script>alert("1")</script><a href='javascript:x'>&amp;"""
STYLE = "".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "site/assets/css").glob("*.css"))
)


def points(*values: float) -> list[Point]:
    return [
        Point(60.2 + 0.8 * n, 24.0 + n % 4, f"name {n}", (Circle(value, "part", "title"),), "a")
        for n, value in enumerate(values)
    ]


def everything(picture: Picture) -> list[Any]:
    return [found for child in picture.children for found in child.iter()]


def map_of(*values: float) -> list[Any]:
    return everything(draw_map(points(*values), Key((), ()), 20.0, lambda path: path))


def test_areas_are_proportional_to_values() -> None:
    radii = sorted(float(dot.get("r")) for dot in map_of(1, 4, 9) if dot.tag == "circle")
    assert radii == pytest.approx([20 / 3, 40 / 3, 20], abs=0.01)


def test_small_circles_stand_on_top() -> None:
    radii = [float(dot.get("r")) for dot in map_of(2, 9, 1, 5) if dot.tag == "circle"]
    assert radii == sorted(radii, reverse=True)


def test_names_never_cross_and_the_greatest_is_named() -> None:
    close = [
        Point(60.2 + n / 50, 24.9 + n / 40, f"Municipality {n}", (Circle(n, "part", ""),))
        for n in range(1, 30)
    ]
    drawn = everything(draw_map(close, Key((), ()), 20.0, lambda _: ""))
    names = [text for text in drawn if text.get("class") == "d-label"]
    assert names[0].text == "Municipality 29"
    assert 1 < len(names) < 29
    boxes = [_box(text) for text in names]
    for n, one in enumerate(boxes):
        for other in boxes[n + 1 :]:
            assert (
                one[0] >= other[1] or other[0] >= one[1] or one[2] >= other[3] or other[2] >= one[3]
            )


def _box(text: Any) -> tuple[float, float, float, float]:
    wide = text_width(text.text, 12.0)
    left = (
        float(text.get("x")) - wide * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor")]
    )
    bottom = float(text.get("y")) + 12 * 0.22
    return left + 0.02, left + wide - 0.02, bottom - 12 + 0.02, bottom - 0.02


def test_bars_are_on_one_scale_and_absence_is_hatched() -> None:
    rows = [
        Row("a", (Bar((Part(30, "part"), Part(10, ABSENT)), "40"),)),
        Row("b", (Bar((Part(20, "part"),), "20"),)),
    ]
    rects = [r for r in everything(draw_bars(rows, "x", lambda _: "")) if r.tag == "rect"]
    widths = [float(rect.get("width")) for rect in rects]
    assert widths[0] / widths[2] == pytest.approx(1.5, abs=0.01)
    assert widths[0] / widths[1] == pytest.approx(3, abs=0.01)
    assert [rect.get("fill") for rect in rects] == [None, "url(#x-hatch)", None]


@given(st.lists(st.tuples(st.integers(1, 10**9), st.text(max_size=40)), min_size=1, max_size=8))
def test_a_bar_and_its_text_stay_within_the_picture(bars: list[tuple[int, str]]) -> None:
    rows = [Row("x", (Bar((Part(value, "part"),), text),)) for value, text in bars]
    drawn = everything(draw_bars(rows, "x", lambda _: ""))
    for text in (found for found in drawn if found.get("class") == "d-value"):
        wide = text_width(text.text or "", 12.0)
        assert float(text.get("x")) + wide <= 360 + 1 or wide > 340


def test_hostile_names_stay_text() -> None:
    drawn = draw_bars([Row(HOSTILE, (Bar((Part(1, "part"),), HOSTILE),))], "x", lambda _: "")
    for svg in (
        inline(drawn, "x", HOSTILE, HOSTILE),
        standalone(drawn, PictureStyle((), ""), HOSTILE, HOSTILE, [HOSTILE]),
        inline(
            draw_map(
                [Point(61, 25, HOSTILE, (Circle(1, "part", HOSTILE),), HOSTILE)],
                Key(((1, HOSTILE),), (("part", HOSTILE),)),
                9,
                lambda path: path,
            ),
            "y",
            HOSTILE,
            HOSTILE,
        ),
    ):
        tree = ElementTree.fromstring(svg)
        assert not [found for found in tree.iter() if found.tag.endswith("script")]
        assert HOSTILE in {found.text for found in tree.iter()}


def test_only_a_picture_without_links_is_called_an_image() -> None:
    rows = [Row("a", (Bar((Part(1, "part"),), "1"),), target="there")]
    linked = inline(draw_bars(rows, "x", lambda path: path), "x", "title", "meaning")
    plain = inline(draw_bars(rows, "x", lambda _: ""), "x", "title", "meaning")
    assert ("role" in linked, 'href="there"' in linked) == (False, True)
    assert ('role="img"' in plain, "href" in plain) == (True, False)
    for svg in (linked, plain):
        tree = ElementTree.fromstring(svg)
        names = {found.get("id"): found.text for found in tree.iter() if found.get("id")}
        assert names[str(tree.get("aria-labelledby"))] == "title"
        assert names[str(tree.get("aria-describedby"))] == "meaning"


def test_nothing_is_styled_inline() -> None:
    pictures = (
        draw_bars([Row("a", (Bar((Part(1, ABSENT),), "1"),))], "x", lambda _: ""),
        draw_locator(61, 25),
        draw_map(points(1, 2), Key(((1, "1"),), (("part", "p"),)), 9, lambda path: path),
    )
    for drawn in pictures:
        assert "style" not in inline(drawn, "x", "title", "meaning")


def test_the_style_of_files_is_made_of_plain_colours_in_both_schemes() -> None:
    style = picture_style(STYLE)
    assert "var(" not in str(style)
    assert (".d-part", {"fill": "#0072b2"}) in style.light
    assert style.dark.startswith("@media (prefers-color-scheme: dark)")
    assert ".d-part { fill: #56b4e9; }" in style.dark
    with pytest.raises(KeyError):
        picture_style(STYLE.replace("--hatch:", "--hutch:"))


def test_a_file_is_svg_that_a_program_can_draw() -> None:
    drawn = draw_bars([Row("a", (Bar((Part(1, "maximum"),), "1"),))], "x", lambda _: "")
    svg = standalone(drawn, picture_style(STYLE), "Title", "Meaning", ["Source"])
    tree = ElementTree.fromstring(svg)
    assert tree.tag == f"{SVG}svg"
    assert [t.text for t in tree.iter(f"{SVG}text")] == ["Title", "a", "1", "Source"]
    bar = next(rect for rect in tree.iter(f"{SVG}rect") if rect.get("class") == "d-maximum")
    assert bar.get("fill") == "#0072b2"
    image = Image.open(io.BytesIO(svg_to_png(svg, 1.0))).convert("RGB")
    assert f"{image.width}" == tree.get("width")
    assert any(
        isinstance(colour, tuple)
        and max(abs(a - b) for a, b in zip(colour, (0, 114, 178), strict=True)) < 8
        for _, colour in image.getcolors(2**20) or ()
    )


@given(st.text(alphabet="abc äåö-", max_size=80), st.integers(40, 200))
def test_folding_keeps_every_word_and_the_width(text: str, width: int) -> None:
    lines = fold(text, 12.0, width)
    assert " ".join(lines) == text
    assert all(text_width(line, 12.0) <= width or " " not in line for line in lines)


def test_a_region_shows_those_without_a_value_as_hollow_points() -> None:
    drawn = everything(draw_region(points(0, 1, 4), (("open", "none"),), lambda path: path))
    dots = [dot for dot in drawn if dot.tag == "circle" and dot.get("class") == "d-dot d-part"]
    assert sorted(float(dot.get("r")) for dot in dots) == pytest.approx([4, 6.5, 13])
    names = {text.text for text in drawn if text.get("class") == "d-label"}
    assert {"name 0", "name 1", "name 2"} == names


def test_numbers_are_written_short() -> None:
    path = re.findall(r"\d+\.\d+", inline(draw_locator(61.12345, 25.54321), "x", "t", "m"))
    assert all(len(number.split(".")[1]) <= 2 for number in path)
