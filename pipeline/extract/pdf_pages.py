"""The pages of a PDF as one text: no page furniture, and columns of prose one after the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

_EDGE_LINES = 2
"""How many lines at the top and at the foot of a page may be furniture."""
_GAP = re.compile(r" {3,}")
_DIGITS = re.compile(r"\d+")
_FEWEST_ROWS = 5
_NARROWEST = 18
_LETTERS_SHARE = 0.7
_RUNNING_SHARE = 0.3


@dataclass(frozen=True)
class _Gutter:
    """White space between two columns of prose: lines[first:last] parted at a place."""

    first: int
    last: int
    place: int


def pages_text(pages: list[str]) -> str:
    """One text of all pages (each laid out with blanks); a blank line parts two pages."""
    lines = [page.split("\n") for page in pages]
    return "\n\n".join("\n".join(_in_columns(page)) for page in _without_furniture(lines))


def _without_furniture(pages: list[list[str]]) -> Iterator[list[str]]:
    """Each page without the lines that stand at the edge of several; the first title stays."""
    tops = [_edge(page, range(len(page))) for page in pages]
    feet = [_edge(page, range(len(page) - 1, -1, -1)) for page in pages]
    often = Counter(_shape(page[n]) for page, top in zip(pages, tops, strict=True) for n in top)
    under = Counter(_shape(page[n]) for page, foot in zip(pages, feet, strict=True) for n in foot)
    seen: set[str] = set()
    for page, top, foot in zip(pages, tops, feet, strict=True):
        dropped = {n for n in foot if under[_shape(page[n])] > 1 and _is_running(page[n])}
        for number in top:
            shape = _shape(page[number])
            if often[shape] > 1 and shape in seen and _is_running(page[number], title=True):
                dropped.add(number)
            seen.add(shape)
        yield ["" if n in dropped else line for n, line in enumerate(page)]


def _edge(page: list[str], places: range) -> list[int]:
    return [n for n in places if page[n].strip()][:_EDGE_LINES]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _is_running(line: str, title: bool = False) -> bool:
    """True for a line that may be furniture: it tells a page number, or is a lone title."""
    if title and len(_GAP.split(line.strip())) == 1:
        return True
    return bool(_DIGITS.search(line)) and not _is_cells(line)


def _is_cells(line: str) -> bool:
    """True for a row of a table of more than two cells."""
    return len(_GAP.split(line.strip())) > 2


def _in_columns(lines: list[str]) -> list[str]:
    """The lines with columns of prose put one below the other."""
    gutter = _best_gutter(lines)
    if gutter is None:
        return lines
    inside = lines[gutter.first : gutter.last]
    left = [line[: gutter.place].rstrip() for line in inside]
    right = [line[gutter.place :].strip() for line in inside]
    after = _in_columns(lines[gutter.last :])
    columns = [*_in_columns(left), "", *_in_columns(right)]
    return [*lines[: gutter.first], "", *columns, "", *after]


def _best_gutter(lines: list[str]) -> _Gutter | None:
    """The gutter that parts the most lines of prose; None if the page has one column."""
    places = {hit.end() for line in lines for hit in _GAP.finditer(line) if hit.start()}
    found = [gutter for place in sorted(places) for gutter in _gutters(lines, place)]
    prose = [gutter for gutter in found if _is_prose(lines, gutter)]
    return max(prose, key=lambda g: (_parted(lines, g), -g.place), default=None)


def _gutters(lines: list[str], place: int) -> Iterator[_Gutter]:
    """The stretches of lines that have white space before the place."""
    first = 0
    for number, line in enumerate([*lines, "x" * (place + 1)]):
        if line[max(0, place - 2) : place].strip():
            if number - first >= _FEWEST_ROWS:
                yield _Gutter(first, number, place)
            first = number + 1


def _parted(lines: list[str], gutter: _Gutter) -> int:
    inside = lines[gutter.first : gutter.last]
    return sum(bool(x[: gutter.place].strip() and x[gutter.place :].strip()) for x in inside)


def _is_prose(lines: list[str], gutter: _Gutter) -> bool:
    """True if both sides are running text: wide, of letters, and going on from line to line."""
    if _parted(lines, gutter) < _FEWEST_ROWS:
        return False
    inside = lines[gutter.first : gutter.last]
    sides = ([x[: gutter.place] for x in inside], [x[gutter.place :] for x in inside])
    return all(_runs([line.strip() for line in side if line.strip()]) for side in sides)


def _runs(lines: list[str]) -> bool:
    text = "".join(lines)
    letters = sum(char.isalpha() or char == " " for char in text)
    going_on = sum(line[0].islower() for line in lines)
    return (
        len(text) >= _NARROWEST * len(lines)
        and letters >= _LETTERS_SHARE * len(text)
        and going_on >= _RUNNING_SHARE * len(lines)
    )
