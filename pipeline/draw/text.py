"""A picture and how it is written: within a page, or as a file with its own style and source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.draw.element import NAMESPACE, element, to_text
from pipeline.draw.style import PictureStyle, dress

TITLE, SMALL = 15.0, 10.0
_WIDE, _NARROW = "mwMWÄÖÅOQGDHNUKR@%€", "iljtfrI.,:;'|()[] \u00a0!"


@dataclass(frozen=True)
class Picture:
    """Elements of SVG within a frame of width x height units."""

    width: float
    height: float
    children: Sequence[Element]


def text_width(text: str, height: float) -> float:
    """About how wide a text of this letter height is, in the same units.

    Rather too wide: readers' machines show it in letters of their own.
    """
    ems = sum(0.88 if sign in _WIDE else 0.38 if sign in _NARROW else 0.62 for sign in text)
    return height * ems


def fold(text: str, height: float, width: float) -> list[str]:
    """The text in lines that are no wider than `width`, broken between words."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, height) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def inline(picture: Picture, ident: str, title: str, meaning: str, look: str = "drawing") -> str:
    """The picture for a page: named by its title, described by its meaning, styled by the page.

    `ident` must be unique within the page. A picture with links is not called an image, since
    readers of an image are not told of the links within.
    """
    has_links = any(child.tag == "a" for child in picture.children)
    names = [element("title", text=title, id=f"{ident}-title")]
    if meaning:
        names.append(element("desc", text=meaning, id=f"{ident}-desc"))
    root = element(
        "svg",
        [*names, *picture.children],
        class_=look,
        viewBox=f"0 0 {picture.width:g} {picture.height:.0f}",
        role=None if has_links else "img",
        aria_labelledby=f"{ident}-title",
        aria_describedby=f"{ident}-desc" if meaning else None,
    )
    return to_text(root)


def standalone(
    picture: Picture, style: PictureStyle, title: str, meaning: str, foot: Iterable[str]
) -> str:
    """The picture as a file: its title above, notes and source below, its own style within."""
    inner = picture.width
    margin = 16.0
    heading = fold(title, TITLE * 1.05, inner)
    top = margin + len(heading) * TITLE * 1.25 + 6
    notes = [line for text in foot for line in fold(text, SMALL, inner)]
    height = top + picture.height + 14 + len(notes) * SMALL * 1.4 + margin
    width = inner + 2 * margin
    children = [
        element("title", text=title),
        element("desc", text=meaning),
        *[element("style", text=style.dark)] * bool(style.dark),
        element("rect", class_="d-paper", width=width, height=height),
        *_lines(heading, "d-title", margin, margin + TITLE, TITLE * 1.25),
        element("g", picture.children, transform=f"translate({margin:g} {top:g})"),
        *_lines(notes, "d-note", margin, top + picture.height + 14 + SMALL, SMALL * 1.4),
    ]
    root = element(
        "svg",
        children,
        xmlns=NAMESPACE,
        viewBox=f"0 0 {width:g} {height:.0f}",
        width=f"{2 * width:.0f}",
        height=f"{2 * height:.0f}",
        class_="drawing",
        role="img",
    )
    dress(root, style)
    return to_text(root) + "\n"


def _lines(lines: Sequence[str], look: str, x: float, first: float, step: float) -> list[Element]:
    return [
        element("text", class_=look, text=line, x=x, y=first + step * number)
        for number, line in enumerate(lines)
    ]
