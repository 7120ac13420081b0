"""What is a value of each type, and what is not."""

from __future__ import annotations

import pytest

from pipeline.model.types import TYPES

GOOD = {
    "eur": ["0", "850000", "-30000000"],
    "sum": ["5", "-5.47", "0.5"],
    "count": ["0", "57"],
    "percent": ["0", "70", "100"],
    "date": ["2020-12-11", "2020-02-29"],
    "partial_date": ["2020", "2020-12", "2020-12-11"],
    "moment": ["2019-09-13", "2019-09-13T16:15"],
    "boolean": ["yes", "no"],
    "url": ["https://example.org/a?b=ä", "example.org/a", "http://example.org"],
}
BAD = {
    "eur": ["850 000", "850000.00", "850,000", "8.5e5", "n. 850000", "", "850000 €", "٣"],
    "sum": ["1,5", "1.234", ".5", "", "5 €"],
    "count": ["-1", "57.0", "fifty", "", "1 000"],
    "percent": ["101", "70 %", "-1", "12.5", ""],
    "date": ["2020-12", "2020-02-30", "2021-02-29", "11.12.2020", "2020-12-11T10:00", ""],
    "partial_date": ["2020-13", "2020-00", "20", "2020-2", "2020-04-31", "2020-12-11-01", ""],
    "moment": ["2019-09", "2019-09-13T24:00", "2019-09-13 16:15", "2019-09-31T16:15", ""],
    "boolean": ["true", "Yes", "", "kyllä"],
    "url": ["", "example", "https://", "https://example .org", "a b.fi"],
}


def test_every_type_is_tried() -> None:
    assert GOOD.keys() == BAD.keys() == TYPES.keys()


@pytest.mark.parametrize(
    ("kind", "text"), [(k, text) for k, texts in GOOD.items() for text in texts]
)
def test_a_value_of_the_type(kind: str, text: str) -> None:
    assert TYPES[kind](text)


@pytest.mark.parametrize(
    ("kind", "text"), [(k, text) for k, texts in BAD.items() for text in texts]
)
def test_no_value_of_the_type(kind: str, text: str) -> None:
    assert not TYPES[kind](text)
