"""What a check may look at, and the shape of what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import pandas as pd

from pipeline.check.cells import Cells
from pipeline.model import FILE, ROW
from pipeline.read import Raw
from pipeline.schema import schema
from pipeline.vocabulary import Vocabulary

Options = Mapping[str, Any]
Offender = dict[str, Any]
"""subject_id and field; value and other where there are; statement_id, or file and row."""
SUBJECT_TABLES = {"projects": "project_id", "calls": "call_id", "programmes": "programme_id"}
"""Tables whose rows are subjects of statements, with their keys."""


@dataclass(frozen=True)
class Evidence:
    """Everything of one build: the tables, the typed statements with FILE and ROW, the raw data."""

    tables: Mapping[str, pd.DataFrame]
    statements: pd.DataFrame
    raw: Raw
    vocabulary: Vocabulary

    @property
    def issued_on(self) -> str:
        """Day on which the edition is issued: the clock of the checks."""
        return str(self.raw.edition["issued_on"].iloc[0])

    @cached_property
    def cells(self) -> Cells:
        """Every filled cell of the raw files."""
        return Cells(self.raw, self.vocabulary)

    @cached_property
    def projects(self) -> pd.DataFrame:
        """Table projects with the columns of its call beside it, their names led by `call_`."""
        calls = self.tables["calls"].add_prefix("call_").rename(columns={"call_call_id": "call_id"})
        own = self.tables["projects"]
        clash = [name for name in calls.columns if name in own.columns and name != "call_id"]
        return own.merge(calls.drop(columns=clash), on="call_id", how="left")

    @cached_property
    def places(self) -> dict[tuple[str, str], tuple[str, str, int]]:
        """(subject, column or field) → (statement, file, row) of the statement that is shown."""
        uses = self.tables["statements"].set_index("statement_id")["use"]
        said = self.statements.assign(use=self.statements["statement_id"].map(uses))
        order = said.sort_values("use", key=lambda use: use != "shown", kind="stable")
        columns = ["subject_id", "field", "statement_id", FILE, ROW]
        found: dict[tuple[str, str], tuple[str, str, int]] = {}
        for subject, field, ident, file, row in order[columns].itertuples(index=False, name=None):
            for name in (field, *_columns_of().get(field, ())):
                found.setdefault((subject, name), (ident, file, row))
        return found

    @cached_property
    def rows(self) -> dict[str, tuple[str, int]]:
        """Id of a subject, source, municipality or organisation → the raw file and row of it."""
        words = self.vocabulary
        frames = [
            (words.municipalities, "code"),
            (words.organisations, "organisation_id"),
            (words.themes, "theme_id"),
            (self.raw.sources, "source_id"),
            (self.raw.subjects, "subject_id"),
        ]
        return {
            ident: (file, row)
            for frame, key in frames
            for ident, file, row in frame[[key, FILE, ROW]].itertuples(index=False, name=None)
        }


Rule = Callable[[Evidence, Options], Iterable[Offender]]
RULES: dict[str, Rule] = {}
"""Every check of the stage findings: its id → the function that looks for offenders."""


def rule(check_id: str) -> Callable[[Rule], Rule]:
    """Enter a function in RULES under the id that the catalogue knows it by."""

    def enter(function: Rule) -> Rule:
        RULES[check_id] = function
        return function

    return enter


def offenders(
    frame: pd.DataFrame, field: str, subject: str, value: str = "", other: str = ""
) -> list[Offender]:
    """One offender a row of `frame`; the other arguments name its columns, but for `field`."""
    if frame.empty:
        return []
    nothing = [None] * len(frame)
    cells = zip(
        frame[subject],
        frame[value] if value else nothing,
        frame[other] if other else nothing,
        strict=True,
    )
    return [
        {"subject_id": ident, "field": field, "value": text, "other": rival}
        for ident, text, rival in cells
    ]


def of_raw_row(row: Mapping[Any, Any], subject: str, field: str, value: object) -> Offender:
    """An offender that is a cell of a raw file; `row` has FILE and ROW."""
    place = {"file": row[FILE], "row": row[ROW], "statement_id": row.get("statement_id")}
    return {"subject_id": subject, "field": field, "value": value, **place}


@cache
def _columns_of() -> dict[str, list[str]]:
    """Field of statements → the columns of subject tables that it backs."""
    found: dict[str, list[str]] = {}
    for table in SUBJECT_TABLES:
        for column in schema().tables[table].columns:
            for field in column.fields:
                found.setdefault(field, []).append(column.name)
    return found
