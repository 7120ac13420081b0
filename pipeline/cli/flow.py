"""The flow from raw data to tables, in the order of the rooms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from pipeline.check import check_tables
from pipeline.model import BadInputError, Problem
from pipeline.normalise import normalise, translate_notes
from pipeline.read import Raw, read_raw
from pipeline.resolve import resolve
from pipeline.vocabulary import Vocabulary, load_vocabulary

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What `build` is made of: all tables of the schema by name, and the edition."""

    tables: dict[str, pd.DataFrame]
    edition: dict[str, str]


def build_tables(raw_folder: Path, tell: Tell) -> Built:
    """Read, normalise, resolve and check data/raw; nothing is written.

    Raises BadInputError with every problem of the first stage that has any.
    """
    tell("reading data/raw")
    raw, vocabulary = _both(raw_folder)
    tell(f"normalising {len(raw.statements)} statements")
    statements = normalise(raw, vocabulary)
    noted = translate_notes(raw.sources, "note", vocabulary)
    sources = translate_notes(noted, "published_note", vocabulary)
    tell("resolving tables")
    tables = resolve(statements, raw, sources, vocabulary)
    tell("checking tables")
    check_tables(tables)
    edition = raw.edition.iloc[0]
    return Built(tables, {"version": edition["version"], "issued_on": edition["issued_on"]})


def _both(raw_folder: Path) -> tuple[Raw, Vocabulary]:
    """Raw and vocabulary; BadInputError tells the problems of both together."""
    try:
        raw = read_raw(raw_folder)
    except BadInputError as error:
        raise BadInputError([*error.problems, *_vocabulary_problems(raw_folder)]) from None
    return raw, load_vocabulary(raw_folder)


def _vocabulary_problems(raw_folder: Path) -> list[Problem]:
    try:
        load_vocabulary(raw_folder)
    except BadInputError as error:
        return error.problems
    return []
