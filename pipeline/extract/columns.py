"""What the titles of columns and the labels of lines speak of."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.phrases import ListRule
from pipeline.extract.reading import Reading
from pipeline.extract.triggers import parts_of


def column_fields(titles: list[str], reading: Reading) -> list[str]:
    """The field that each column title speaks of; "" where it speaks of none."""
    other = "title_fi" if reading.language == "sv" else "title_sv"
    return [
        next((rule.field for rule in _speaking(reading, t) if rule.field != other), "")
        for t in titles
    ]


def _speaking(reading: Reading, title: str) -> Iterator[ListRule]:
    """The rules for columns that a title speaks of."""
    for rule in reading.phrases.columns.of(parts_of(title.lower())):
        if rule.pattern.search(title) and not rule.unless.search(title):
            yield rule
