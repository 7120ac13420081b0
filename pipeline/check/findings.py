"""Run the catalogue over one build: the tables checks and findings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

from pipeline.check import (
    amounts,
    dates,
    gaps,
    participants,
    receipts,
    safety,
    texts,
    totals,
    words,
)
from pipeline.check.catalogue import LAST, LEVELS, Check, catalogue
from pipeline.check.evidence import RULES, Evidence, Offender
from pipeline.model import FILE, ROW, BadInputError, Problem
from pipeline.schema import LANGUAGES, Column, Words, schema

ROOMS = (amounts, dates, gaps, participants, receipts, safety, texts, totals, words)
"""The modules that hold the rules; naming them here enters those in RULES."""
RAW_RULES = ("formula-cell", "id-shape", "markup-in-text", "private-note", "text-untidy")
"""Checks that look at raw cells alone, so that they work on any data that can be read."""
_LONGEST = 160


def find(evidence: Evidence) -> pd.DataFrame:
    """Table findings: one row an offender, each once, the columns of the schema as text and Int64.

    The order is that of the schema's key, so that the same data give the same bytes.
    """
    rows = [
        _finding(check, offender, evidence)
        for check in catalogue().checks.values()
        if check.stage == LAST
        for offender in RULES[check.check_id](evidence, check.options)
    ]
    columns = schema().tables["findings"].column_names
    frame = pd.DataFrame(rows, columns=columns).drop_duplicates("finding_id")
    frame["row"] = frame["row"].astype("Int64")
    for name in frame.columns.drop("row"):
        frame[name] = frame[name].astype("str").mask(frame[name].isna() | (frame[name] == ""))
    return frame.sort_values("finding_id").reset_index(drop=True)


def checks_table(findings: pd.DataFrame) -> pd.DataFrame:
    """Table checks: the catalogue with the number of findings of each check."""
    counts = findings["check_id"].value_counts()
    rows = [
        {
            "check_id": check.check_id,
            "check_level": check.level,
            "check_group": check.group,
            "check_stage": check.stage,
            "finding_count": int(counts.get(check.check_id, 0)),
            "counterpart": check.counterpart or None,
            **{f"title_{lang}": check.title[lang] for lang in LANGUAGES},
            **{f"meaning_{lang}": check.meaning[lang] for lang in LANGUAGES},
            **{f"mend_{lang}": check.mend[lang] for lang in LANGUAGES},
        }
        for check in catalogue().checks.values()
    ]
    columns = schema().tables["checks"].column_names
    frame = pd.DataFrame(rows, columns=columns).sort_values("check_id").reset_index(drop=True)
    return frame.astype(dict.fromkeys(columns, "str") | {"finding_count": "Int64"}).mask(
        frame.isna()
    )


def at_or_above(findings: pd.DataFrame, level: str) -> pd.DataFrame:
    """The findings that are as bad as `level` or worse."""
    return findings[findings["check_level"].isin(LEVELS[: LEVELS.index(level) + 1])]


def stop_on_errors(findings: pd.DataFrame) -> None:
    """Raise BadInputError with the place of each finding of level error."""
    problems = _problems(at_or_above(findings, "error").to_dict("records"))
    if problems:
        raise BadInputError(problems)


def raw_problems(evidence: Evidence) -> list[Problem]:
    """What the checks of raw cells find, with file and row; for tables too broken for the rest."""
    rows = [
        _finding(catalogue().checks[name], offender, evidence)
        for name in RAW_RULES
        for offender in RULES[name](evidence, catalogue().checks[name].options)
    ]
    return _problems(rows)


def _problems(rows: Sequence[Mapping[Any, Any]]) -> list[Problem]:
    return [
        Problem(
            row["file"],
            int(row["row"]),
            row["field"],
            f"[{row['check_id']}] {row['text_en'].rstrip('.')}",
            catalogue().checks[row["check_id"]].mend["en"].rstrip("."),
        )
        for row in rows
    ]


def _finding(check: Check, offender: Offender, evidence: Evidence) -> dict[str, Any]:
    subject, field = offender["subject_id"], offender["field"]
    value, other = _text(offender.get("value")), _text(offender.get("other"))
    statement, file, row = _place(offender, evidence)
    identity = (check.check_id, subject, field, value, other, statement or file)
    return {
        "finding_id": "f" + hashlib.sha256("\x1f".join(identity).encode()).hexdigest()[:12],
        "check_id": check.check_id,
        "check_level": check.level,
        "subject_id": subject,
        "field": field,
        "value": value,
        "compared_with": other,
        "statement_id": statement,
        "file": file,
        "row": row,
        **dict(_sentences(check, subject, field, value, other)),
    }


def _place(offender: Offender, evidence: Evidence) -> tuple[str, str, int]:
    """(statement, raw file, row): the offender's own, else what is shown, else its subject."""
    if "file" in offender:
        return offender.get("statement_id") or "", offender["file"], int(offender["row"])
    subject = offender["subject_id"]
    if "statement_id" in offender:
        said = evidence.statements
        row = said[said["statement_id"] == offender["statement_id"]].iloc[0]
        return row["statement_id"], row[FILE], int(row[ROW])
    if (subject, offender["field"]) in evidence.places:
        return evidence.places[subject, offender["field"]]
    return "", *evidence.rows.get(subject, ("subjects.csv", 0))


def _sentences(
    check: Check, subject: str, field: str, value: str, other: str
) -> Iterator[tuple[str, str]]:
    names, labels = _names(field), _labels(field).get(value, {})
    for language in LANGUAGES:
        words = {
            "subject": subject,
            "field": names[language],
            "value": _short(labels.get(language, value)),
            "other": _short(other),
        }
        yield f"text_{language}", catalogue().sentences[check.say][language].format(**words)


@cache
def _names(field: str) -> Words:
    """What a field or column is called in the middle of a sentence, by language."""
    if field in catalogue().fields:
        return catalogue().fields[field]
    titles = [schema().categories["field"].get(field), *(c.title for c in _columns(field))]
    words = next(filter(None, titles), dict.fromkeys(LANGUAGES, field))
    return {language: text[:1].lower() + text[1:] for language, text in words.items()}


@cache
def _labels(field: str) -> Mapping[str, Words]:
    """Word → its label by language, where the column of that name is of a category."""
    categories = [column.category for column in _columns(field) if column.category]
    return schema().categories[categories[0]] if categories else {}


def _columns(field: str) -> list[Column]:
    """Every column of that name in the published tables."""
    tables = schema().tables.values()
    return [column for table in tables for column in table.columns if column.name == field]


def _text(value: object) -> str:
    return "" if value is None or value is pd.NA or value != value else str(value)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
