"""Floor 0: the nouns every room shares: problems, text tables, whole folders."""

from pipeline.model.problem import BadInputError, Problem, Problems
from pipeline.model.swap import read_folder, replace_folder, was_cut_off
from pipeline.model.table import FILE, ROW, read_table, write_table

__all__ = [
    "FILE",
    "ROW",
    "BadInputError",
    "Problem",
    "Problems",
    "read_folder",
    "read_table",
    "replace_folder",
    "was_cut_off",
    "write_table",
]
