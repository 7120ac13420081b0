"""Bars below their names: what is known is solid, what is absent is hatched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.draw.element import element
from pipeline.draw.text import Picture, fold, text_width

WIDTH = 360.0
NAME, TEXT = 13.0, 12.0
"""Height of the letters of names and of what stands beside bars, in units."""
_THICK, _GAP = 13.0, 5.0
ABSENT = "absent"
"""The look of what is not itemised or not stated: always the same light hatch."""


@dataclass(frozen=True)
class Part:
    """A part of a bar; unlike kinds of amounts are never parts of one bar."""

    value: float
    look: str


@dataclass(frozen=True)
class Bar:
    """Parts end to end, and the text after them."""

    parts: tuple[Part, ...]
    text: str

    @property
    def length(self) -> float:
        """The sum of its parts."""
        return sum(part.value for part in self.parts)


@dataclass(frozen=True)
class Row:
    """A name, what stands on its line at the right, its bars and a line below them."""

    name: str
    bars: tuple[Bar, ...] = ()
    aside: str = ""
    below: str = ""
    target: str = ""
    is_heading: bool = False


def draw_bars(rows: Sequence[Row], ident: str, link: Callable[[str], str]) -> Picture:
    """The rows below each other, all bars on one scale from zero.

    The scale is the longest that leaves room for the text of every bar. `ident` names the hatch
    and must be unique within a page; `link` gives the address of a target, "" for none.
    """
    scale = _scale(rows)
    children = [_hatch(ident)]
    y = 0.0
    for row in rows:
        if row.aside:
            children.append(_text(row.aside, "d-aside", WIDTH, y + NAME, "end"))
        lines = fold(row.name, NAME * 1.08, WIDTH - text_width(row.aside, TEXT))
        children.append(_name(row, lines, y + NAME, link))
        y += NAME * 1.2 * len(lines) + _GAP - 2
        for bar in row.bars:
            children += _bar(bar, y, scale, ident)
            y += _THICK + 3
        for line in fold(row.below, TEXT, WIDTH) if row.below else ():
            children.append(_text(line, "d-below", 0.0, y + TEXT - 2))
            y += TEXT + 2
        y += 4 if row.is_heading else 9
    return Picture(WIDTH, max(y - 5, 1), children)


def _scale(rows: Sequence[Row]) -> float:
    """Units a value of one is long."""
    bars = [bar for row in rows for bar in row.bars if bar.length > 0]
    rooms = [(WIDTH - text_width(bar.text, TEXT) - _GAP - 2) / bar.length for bar in bars]
    return max(min(rooms, default=0.0), 0.0)


def _hatch(ident: str) -> Element:
    line = element("path", class_="d-stroke", d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5")
    pattern = element(
        "pattern", [line], id=f"{ident}-hatch", width="6", height="6", patternUnits="userSpaceOnUse"
    )
    return element("defs", [pattern])


def _name(row: Row, lines: Sequence[str], y: float, link: Callable[[str], str]) -> Element:
    look = "d-heading" if row.is_heading else "d-name"
    texts = [_text(line, look, 0.0, y + NAME * 1.2 * n) for n, line in enumerate(lines)]
    address = link(row.target)
    return element("a", texts, href=address, tabindex="-1") if address else element("g", texts)


def _bar(bar: Bar, y: float, scale: float, ident: str) -> list[Element]:
    x = 0.0
    made = []
    for part in bar.parts:
        wide = part.value * scale
        fill = f"url(#{ident}-hatch)" if part.look == ABSENT else None
        wide_seen = max(wide, 0.8)
        rect = element(
            "rect", class_=f"d-{part.look}", fill=fill, x=x, y=y, width=wide_seen, height=_THICK
        )
        made.append(rect)
        x += wide
    made.append(_text(bar.text, "d-value", x + _GAP, y + _THICK - 2.5))
    return made


def _text(text: str, look: str, x: float, y: float, anchor: str = "") -> Element:
    return element("text", class_=look, text=text, x=x, y=y, text_anchor=anchor)
