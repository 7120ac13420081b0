"""Sets of numbers in arrays: as sets tell them."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.search.ordered import Numbers, among, each_once

sets = st.sets(st.integers(0, 60), max_size=30)


def row(numbers: set[int]) -> Numbers:
    return np.array(sorted(numbers), np.int64)


@given(st.lists(sets, min_size=1, max_size=4))
def test_each_number_of_several_rows_comes_once_and_in_order(rows: list[set[int]]) -> None:
    assert each_once([row(own) for own in rows]).tolist() == sorted(set().union(*rows))


@given(st.lists(st.integers(0, 60)), sets)
def test_numbers_are_told_that_stand_in_a_row(numbers: list[int], own: set[int]) -> None:
    found = among(np.array(numbers, np.int64), row(own))
    assert found.tolist() == [number in own for number in numbers]
