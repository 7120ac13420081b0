"""Findings for a terminal and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from pipeline.check import LEVELS
from pipeline.model import Problem


def finding_lines(findings: pd.DataFrame, checks: pd.DataFrame) -> Iterator[str]:
    """Every finding in English, the worst level first, check by check with what it means."""
    catalogue = checks.set_index("check_id")
    for level in LEVELS:
        of_level = findings[findings["check_level"] == level]
        for check_id, rows in of_level.groupby("check_id", sort=True):
            check = catalogue.loc[check_id]
            yield f"{level} {check_id}: {check['title_en']}"
            yield f"    means: {check['meaning_en']}"
            yield f"    mend:  {check['mend_en']}"
            told = rows[["file", "row", "text_en"]].sort_values(["file", "row", "text_en"])
            for file, row, text in told.itertuples(index=False, name=None):
                yield f"  - {file}" + (f", row {row}" if row else "") + f": {text}"
    counts = findings["check_level"].value_counts()
    yield ", ".join(f"{counts.get(level, 0)} {level}s" for level in LEVELS) + "."


def findings_json(findings: pd.DataFrame, problems: Sequence[Problem]) -> str:
    """Counts by level, every finding, and the problems that stopped the build before any check."""
    counts = findings["check_level"].value_counts()
    document = {
        "counts": {level: int(counts.get(level, 0)) for level in LEVELS},
        "findings": [_record(row) for row in findings.to_dict("records")],
        "problems": [vars(problem) for problem in problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _record(row: Mapping[object, object]) -> dict[str, object]:
    return {str(name): None if pd.isna(cell) else cell for name, cell in row.items()}  # type: ignore[call-overload]
