"""The invented world as evidence, with cells that a test may spoil."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.check import Evidence, find
from pipeline.check.catalogue import catalogue
from pipeline.check.evidence import RULES, Offender
from pipeline.normalise import normalise, word_sources
from pipeline.read import read_raw
from pipeline.resolve import resolve
from pipeline.vocabulary import load_vocabulary
from tests.places import GOLDEN


def evidence_of(folder: Path) -> Evidence:
    """Everything of one raw folder that the checks look at."""
    raw, vocabulary = read_raw(folder), load_vocabulary(folder)
    statements = normalise(raw, vocabulary)
    sources = word_sources(raw.sources, vocabulary)
    return Evidence(resolve(statements, raw, sources, vocabulary), statements, raw, vocabulary)


@cache
def golden_evidence() -> Evidence:
    """The invented world."""
    return evidence_of(GOLDEN / "raw")


def with_cell(evidence: Evidence, table: str, ident: str, **cells: Any) -> Evidence:
    """The evidence with cells of one row of a table changed; the row is told by its first key."""
    frame = evidence.tables[table].copy()
    place = frame.index[frame.iloc[:, 0] == ident]
    assert len(place), f"{table} has no {ident}"
    for column, value in cells.items():
        frame.loc[place, column] = value
    return replace(evidence, tables={**evidence.tables, table: frame})


def with_raw(evidence: Evidence, file: str, row: int, **cells: str) -> Evidence:
    """The evidence with cells of one row of a single raw file changed."""
    frame = getattr(evidence.raw, file).copy()
    for column, value in cells.items():
        frame.loc[frame["_row"] == row, column] = value
    return replace(evidence, raw=replace(evidence.raw, **{file: frame}))


def offenders_of(check_id: str, evidence: Evidence) -> list[Offender]:
    """What one check finds."""
    return list(RULES[check_id](evidence, catalogue().checks[check_id].options))


def findings_of(check_id: str, evidence: Evidence) -> pd.DataFrame:
    """The rows of the table findings of one check."""
    frame = find(evidence)
    return frame[frame["check_id"] == check_id]
