"""The card that stands for a page where its link is shared: 1200 x 630 pixels, a few words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from pipeline.draw.outline import MapFrame
from pipeline.draw.png import fewer_colours, font_file

WIDTH, HEIGHT = 1200, 630
PAPER, INK, QUIET, ACCENT, LAND, COAST, PALE = (
    "#ffffff",
    "#14212b",
    "#4f5b66",
    "#0b5cad",
    "#eef2f5",
    "#6b7985",
    "#a9cde6",
)
_LEFT, _TEXT_WIDTH = 72, 750
_MAP_LEFT, _MAP_TOP = 872, 42
_FRAME = MapFrame("map", 300, 4)
_FINE = 4
"""Shapes are drawn this much larger and made small, so that their edges are smooth."""


@dataclass(frozen=True)
class Card:
    """What a card says, and the points it shows: (lat, lon, whether it is the one meant)."""

    kicker: str
    title: str
    figure: str = ""
    line: str = ""
    foot: str = ""
    points: tuple[tuple[float, float, bool], ...] = ()


def draw_card(card: Card) -> bytes:
    """The card as PNG; a title that is too long even in small letters ends in an ellipsis."""
    image = _ground().copy()
    for lat, lon, is_main in sorted(card.points, key=lambda point: point[2]):
        dot = _dot(is_main)
        x, y = _FRAME.at(lat, lon)
        corner = (round(_MAP_LEFT + x - dot.width / 2), round(_MAP_TOP + y - dot.height / 2))
        image.paste(ACCENT if is_main else PALE, corner, dot)
    pen = ImageDraw.Draw(image)
    small = _font("Semibold", 28)
    pen.text((_LEFT, 60), _cut(card.kicker, small), QUIET, small)
    font, lines = _fitted(card.title, 3)
    y = 118.0
    for text in lines:
        pen.text((_LEFT, y), text, INK, font)
        y += font.size * 1.16
    y += 22
    for text, face, colour in (
        *((part, _font("Bold", 42), ACCENT) for part in _folded(card.figure, _font("Bold", 42), 2)),
        *(
            (part, _font("Regular", 31), INK)
            for part in _folded(card.line, _font("Regular", 31), 2)
        ),
    ):
        pen.text((_LEFT, y), text, colour, face)
        y += face.size * 1.32
    pen.text((_LEFT, HEIGHT - 66), card.foot, QUIET, _font("Regular", 24))
    return fewer_colours(image)


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    path = str(font_file(weight))
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _fitted(text: str, most: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which the text takes at most `most` lines, and its lines."""
    for size in (72, 64, 56, 48):
        font = _font("Bold", size)
        lines = _lines(text, font)
        if len(lines) <= most and all(font.getlength(line) <= _TEXT_WIDTH for line in lines):
            break
    return font, _folded(text, font, most)


def _folded(text: str, font: ImageFont.FreeTypeFont, most: int) -> list[str]:
    """The text in at most `most` lines of the width of the card; an ellipsis for what is cut."""
    lines = _lines(text, font)
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
    return [_cut(line, font) for line in lines]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= _TEXT_WIDTH:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _cut(line: str, font: ImageFont.FreeTypeFont) -> str:
    while font.getlength(line) > _TEXT_WIDTH:
        line = line.removesuffix("…").rstrip()[:-1] + "…"
    return line


@cache
def _ground() -> Image.Image:
    """Paper, the bar of the site and the outline, as on every card."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 19, HEIGHT), ACCENT)
    fine = Image.new("RGB", (round(_FRAME.width * _FINE), round(_FRAME.height * _FINE)), PAPER)
    fine_pen = ImageDraw.Draw(fine)
    for ring in _FRAME.rings():
        points = [(x * _FINE, y * _FINE) for x, y in ring]
        fine_pen.polygon(points, LAND)
        fine_pen.line(points, COAST, _FINE + 1)
    size = (round(_FRAME.width), round(_FRAME.height))
    image.paste(fine.resize(size, Image.Resampling.LANCZOS), (_MAP_LEFT, _MAP_TOP))
    return image


@cache
def _dot(is_main: bool) -> Image.Image:
    """The mask of a point."""
    side = 22 if is_main else 15
    mask = Image.new("L", (side * _FINE, side * _FINE), 0)
    ImageDraw.Draw(mask).ellipse((0, 0, side * _FINE - 1, side * _FINE - 1), 255)
    return mask.resize((side, side), Image.Resampling.LANCZOS)
