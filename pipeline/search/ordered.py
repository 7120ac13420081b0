"""Sets of numbers as rising arrays: numpy's own ways hash every number, which takes longer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


def each_once(rows: Sequence[Numbers]) -> Numbers:
    """The numbers of all rows in order, each once; fast where the rows are in order themselves."""
    every = np.concatenate(rows)
    every.sort(kind="stable")
    first = np.ones(len(every), bool)
    np.not_equal(every[1:], every[:-1], out=first[1:])
    return every[first]


def among(numbers: Numbers, row: Numbers) -> npt.NDArray[np.bool_]:
    """Which of the numbers stand in a rising row."""
    if not len(row):
        return np.zeros(numbers.shape, bool)
    at = np.minimum(np.searchsorted(row, numbers), len(row) - 1)
    found: npt.NDArray[np.bool_] = row[at] == numbers
    return found
