"""The style of the pictures as files: the site's own, its variables replaced by colours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_MARK = "/* The pictures:"
_DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*(:root \{[^}]*\})\s*\}")
_ROOT = re.compile(r":root \{([^}]*)\}")
_TOKEN = re.compile(r"(--[a-z]+):\s*([^;]+);")
_USE = re.compile(r"var\((--[a-z]+)\)")
_RULE = re.compile(r"([^{}]+)\{([^}]*)\}")


@dataclass(frozen=True)
class PictureStyle:
    """How pictures look in a file.

    The light colours are attributes of the elements, since a server that forbids inline styles
    forbids them in an opened picture too; the dark ones are a style sheet.
    """

    light: tuple[tuple[str, Mapping[str, str]], ...]
    """(selector, property → value) in the order of the sheet."""
    dark: str


def picture_style(css: str) -> PictureStyle:
    """The rules of the site's style sheet that pictures need, every variable a plain colour.

    Raises KeyError for a variable that no `:root` of the sheet gives.
    """
    rules = css[css.index("*/", css.index(_MARK)) + 2 :].split("/*")[0]
    light = dict(_TOKEN.findall(" ".join(_ROOT.findall(_DARK.sub("", css)))))
    night = {**light, **dict(_TOKEN.findall(" ".join(_DARK.findall(css))))}
    dark = f"@media (prefers-color-scheme: dark) {{{_replaced(rules, night)}}}"
    return PictureStyle(tuple(_rules(_replaced(rules, light))), dark)


def dress(root: Element, style: PictureStyle) -> None:
    """Give the elements below `root` the light style as attributes."""
    for selector, declarations in style.light:
        for found in _selected(root, selector):
            for name, value in declarations.items():
                found.set(name, value)


def _replaced(rules: str, tokens: Mapping[str, str]) -> str:
    return _USE.sub(lambda found: tokens[found[1]], rules)


def _rules(css: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    for selectors, body in _RULE.findall(css):
        pairs = (pair.split(":", 1) for pair in body.split(";") if pair.strip())
        declarations = {name.strip(): value.strip() for name, value in pairs}
        for selector in selectors.split(","):
            if ":" not in selector:
                yield selector.strip().removeprefix(".drawing "), declarations


def _selected(root: Element, selector: str) -> Iterable[Element]:
    """The elements of a selector: `tag`, `tag tag` or `.class`."""
    if selector.startswith("."):
        wanted = selector.removeprefix(".")
        return [found for found in root.iter() if wanted in found.get("class", "").split()]
    outer, _, inner = selector.rpartition(" ")
    around = root.iter(outer) if outer else [root]
    return [found for one in around for found in one.iter(inner)]
