"""SVG as a tree: names and texts are escaped when it is written, never by hand."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

NAMESPACE = "http://www.w3.org/2000/svg"


def element(
    tag: str, children: Iterable[Element] = (), /, text: str = "", **attributes: object
) -> Element:
    """An element; attributes that are None or "" are left out, `class_` is written as class.

    An underscore within a name becomes a hyphen, so that text_anchor is text-anchor; numbers are
    written with at most two decimals.
    """
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None and value != "":
            made.set(name.rstrip("_").replace("_", "-"), _written(value))
    made.text = text or None
    made.extend(children)
    return made


def to_text(tree: Element) -> str:
    """The tree as text, fit for a page; a file of its own needs NAMESPACE on its root."""
    return tostring(tree, encoding="unicode")


def number(value: float) -> str:
    """A number with at most two decimals and no needless zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def _written(value: object) -> str:
    return number(value) if isinstance(value, float) else str(value)
