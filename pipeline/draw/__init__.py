"""Floor 3: figures in, pictures out: maps, bars, branches as SVG, the same as PNG, social cards."""

from pipeline.draw.bars import ABSENT, Bar, Part, Row, draw_bars
from pipeline.draw.branches import Branch, Leaf, draw_branches
from pipeline.draw.card import Card, draw_card
from pipeline.draw.map import Circle, Key, Point, draw_locator, draw_map, draw_region
from pipeline.draw.png import font_file, made_by, svg_to_png
from pipeline.draw.style import PictureStyle, picture_style
from pipeline.draw.text import Picture, inline, standalone

__all__ = [
    "ABSENT",
    "Bar",
    "Branch",
    "Card",
    "Circle",
    "Key",
    "Leaf",
    "Part",
    "Picture",
    "PictureStyle",
    "Point",
    "Row",
    "draw_bars",
    "draw_branches",
    "draw_card",
    "draw_locator",
    "draw_map",
    "draw_region",
    "font_file",
    "inline",
    "made_by",
    "picture_style",
    "standalone",
    "svg_to_png",
]
