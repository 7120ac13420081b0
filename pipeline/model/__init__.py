"""Floor 0: the nouns every room shares: problems, text tables, whole folders."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.model.problem import BadInputError, Problem, Problems, known_from
from pipeline.model.swap import read_folder, replace_folder, was_cut_off

if TYPE_CHECKING:
    from pipeline.model.table import FILE, ROW, read_table, write_table

__all__ = [
    "FILE",
    "ROW",
    "BadInputError",
    "Problem",
    "Problems",
    "known_from",
    "read_folder",
    "read_table",
    "replace_folder",
    "was_cut_off",
    "write_table",
]


def __getattr__(name: str) -> Any:
    """What text tables need is loaded when it is asked for: it is slow, and few verbs need it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("pipeline.model.table"), name)
