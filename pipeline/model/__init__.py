"""Floor 0: the nouns every room shares: problems to report and text tables."""

from pipeline.model.problem import BadInputError, Problem, Problems
from pipeline.model.table import FILE, ROW, read_table, write_table

__all__ = [
    "FILE",
    "ROW",
    "BadInputError",
    "Problem",
    "Problems",
    "read_table",
    "write_table",
]
