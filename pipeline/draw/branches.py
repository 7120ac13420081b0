"""A trunk with branches: what came of a thing, kind by kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.draw.bars import WIDTH
from pipeline.draw.element import element
from pipeline.draw.text import Picture, fold

_TRUNK, _TWIG, _LEAF = 12.0, 34.0, 52.0
"""Where the trunk, what hangs of a branch, and the words of a leaf stand from the left."""
_NAME, _NOTE = 14.0, 13.0
"""Height of the letters of names and of what stands below them: legible on a phone."""
_STEP = 19.0
_CURVE = 8.0


@dataclass(frozen=True)
class Leaf:
    """One thing at the end of a branch: its name, a line below it, and where the name leads."""

    name: str
    below: str = ""
    target: str = ""


@dataclass(frozen=True)
class Branch:
    """All leaves of one kind."""

    name: str
    leaves: tuple[Leaf, ...]


def draw_branches(root: str, branches: Sequence[Branch], link: Callable[[str], str]) -> Picture:
    """The root above, its branches below each other; `link` gives the address of a target."""
    titles = fold(root, _NAME * 1.16, WIDTH - 24)
    y = _NAME * 1.3 * len(titles) + 12
    box = element("rect", class_="d-pale", x=0.5, y=0.5, width=WIDTH - 1, height=y, rx=4.0)
    lines: list[Element] = []
    words = [_text(line, "d-root", 12, _NAME * 1.3 * n + 18) for n, line in enumerate(titles)]
    start = y
    for branch in branches:
        y += 26
        turn = y - 4
        lines.append(
            _stroke(f"M{_TRUNK:g} {turn - _CURVE:g}q0 {_CURVE:g} {_CURVE:g} {_CURVE:g}H30")
        )
        words.append(_text(branch.name, "d-twig", _TWIG, y))
        top = y + 5
        for leaf in branch.leaves:
            y += 6
            drawn, after = _leaf(leaf, y, link)
            lines.append(_stroke(f"M{_TWIG + 4:g} {top:g}V{y + _STEP - 8:g}"))
            words += drawn
            top, y = y + _STEP, after
    last = y if not branches else turn - _CURVE
    trunk = _stroke(f"M{_TRUNK:g} {start:g}V{last:g}")
    return Picture(WIDTH, y + 6, [box, trunk, *lines, *words])


def _leaf(leaf: Leaf, y: float, link: Callable[[str], str]) -> tuple[list[Element], float]:
    """The elements of a leaf whose words begin below `y`, and where they end."""
    dot = element("circle", class_="d-maximum", cx=_TWIG + 4, cy=y + _STEP - 4, r=4.0)
    names, belows = [], []
    for line in fold(leaf.name, _NAME * 1.16, WIDTH - _LEAF):
        y += _STEP
        names.append(_text(line, "d-leaf", _LEAF, y))
    for line in fold(leaf.below, _NOTE, WIDTH - _LEAF) if leaf.below else ():
        y += _STEP - 2
        belows.append(_text(line, "d-told", _LEAF, y))
    address = link(leaf.target)
    name = element("a", names, href=address) if address else element("g", names)
    return [dot, name, *belows], y


def _stroke(path: str) -> Element:
    return element("path", class_="d-branch", d=path)


def _text(text: str, look: str, x: float, y: float) -> Element:
    return element("text", class_=look, text=text, x=x, y=y)
