"""A chart: its words, its figures as a table, and how it is drawn from them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.draw import Picture
from pipeline.site.routes import Place

Link = Callable[[str], str]
"""Path on the site → address where the picture stands; "" for no link."""


@dataclass(frozen=True)
class Column:
    """A column of the table of a chart: its name in the CSV, its heading on the page.

    `term` is the id in the glossary of what its figures are; "" for a column of words.
    """

    name: str
    title: str
    term: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether it holds figures."""
        return bool(self.term)


@dataclass(frozen=True)
class Cell:
    """A value as the CSV has it (None for none) and as the page shows it, and where it leads."""

    value: str | int | None
    text: str
    place: Place | None = None

    def target(self, language: str) -> str:
        """Path of the page it leads to; "" for none."""
        return self.place.path(language) if self.place else ""


@dataclass(frozen=True)
class Chart:
    """One chart in one language; `draw(ident, link)` gives the picture."""

    ident: str
    place: Place
    title: str
    meaning: str
    """The picture in a sentence, for those who don't see it."""
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    draw: Callable[[str, Link], Picture]

    def csv(self) -> str:
        """The figures of the chart, a header of names and LF line ends."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([column.name for column in self.columns])
        writer.writerows([cell.value for cell in row] for row in self.rows)
        return out.getvalue()


def figure(value: int | None, text: str) -> Cell:
    """A cell of a number; `text` is what the page shows for it."""
    return Cell(value, text)
