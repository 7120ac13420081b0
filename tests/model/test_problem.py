"""A problem is one sentence: where, what, and the next move."""

from __future__ import annotations

import pytest

from pipeline.model import BadInputError, Problem, Problems


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (
            Problem("f.csv", 3, "value", "is bad", "mend it"),
            "f.csv, row 3, field value: is bad; mend it.",
        ),
        (Problem("f.csv", 0, "value", "is bad", "mend it"), "f.csv, field value: is bad; mend it."),
        (Problem("f.csv", 3, "", "is bad", "mend it"), "f.csv, row 3: is bad; mend it."),
        (Problem("f.csv", 0, "", "is bad", "mend it"), "f.csv: is bad; mend it."),
    ],
)
def test_a_problem_is_a_sentence(problem: Problem, told: str) -> None:
    assert str(problem) == told


def test_all_problems_are_told_once_and_in_order() -> None:
    problems = Problems()
    problems.add("b.csv", 2, "x", "is bad", "mend it")
    problems.add("a.csv", 10, "x", "is bad", "mend it")
    problems.add("a.csv", 9, "x", "is bad", "mend it")
    problems.add("b.csv", 2, "x", "is bad", "mend it")
    with pytest.raises(BadInputError) as caught:
        problems.stop()
    assert str(caught.value).splitlines() == [
        "a.csv, row 9, field x: is bad; mend it.",
        "a.csv, row 10, field x: is bad; mend it.",
        "b.csv, row 2, field x: is bad; mend it.",
    ]


def test_no_problem_stops_nothing() -> None:
    Problems().stop()
