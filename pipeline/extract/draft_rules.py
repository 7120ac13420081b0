"""What a reviewed draft must fulfil before it is filed, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from pipeline.extract.known import load_known
from pipeline.model import FILE, ROW, Problems
from pipeline.schema import schema
from pipeline.vocabulary import LEXICON, Vocabulary, load_vocabulary

_SUBJECT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FORMS = {
    "eur": (re.compile(r"-?\d+"), "whole euros such as 850000"),
    "sum": (re.compile(r"-?\d+(\.\d+)?"), "a number such as 850000"),
    "count": (re.compile(r"\d+"), "a number such as 14"),
    "percent": (re.compile(r"\d+(\.\d+)?"), "a number such as 85"),
    "date": (re.compile(r"\d{4}-\d{2}-\d{2}"), "a day such as 2019-11-21"),
    "moment": (re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?"), "a day or 2021-05-04T16:15"),
    "partial_date": (re.compile(r"\d{4}(-\d{2}){0,2}"), "a year, month or day"),
    "boolean": (re.compile(r"yes|no"), "yes or no"),
}
_CATEGORIES = ("qualifier", "language", "certainty", "basis")
Fault = tuple[str, str, str]
"""field, what is wrong, next move"""


def row_faults(frame: pd.DataFrame, raw: Path, subjects: set[str], problems: Problems) -> None:
    """Note every fault of the draft's rows in `problems`; `subjects` are all ids there will be."""
    vocabulary = load_vocabulary(raw, LEXICON)
    wordings = set(load_known(raw, "").wordings.values())
    bodies = _bodies(vocabulary)
    key = list(schema().raw["statements.csv"].key)
    repeated = frame.duplicated(key)
    for place, row in enumerate(frame.to_dict("records")):
        cells = {str(name): str(cell) for name, cell in row.items()}
        faults = [*_form_faults(cells), *_value_faults(cells, wordings, bodies, subjects)]
        if repeated.iloc[place]:
            faults.append(("subject_id", "the row stands twice", "keep one of the two"))
        for field, what, move in faults:
            problems.add(str(row[FILE]), int(row[ROW]), field, what, move)


def _form_faults(cells: dict[str, str]) -> Iterator[Fault]:
    if cells["status"]:
        move = "decide on the value and empty the cell, or remove the row"
        yield "status", f"is {cells['status']!r}", move
    if not _SUBJECT.fullmatch(cells["subject_id"]):
        what = f"{cells['subject_id']!r} is no id"
        yield "subject_id", what, "write small letters, digits and hyphens"
    if cells["field"] not in schema().fields:
        yield "field", f"there is no field {cells['field']!r}", "take one of schema.yml"
    for column in _CATEGORIES:
        allowed = schema().categories[column]
        if cells[column] and cells[column] not in allowed:
            yield column, f"{cells[column]!r} is not allowed", f"write one of {', '.join(allowed)}"
    if not cells["value"]:
        yield "value", "is empty", "fill it in or remove the row"


def _value_faults(
    cells: dict[str, str], wordings: set[str], bodies: set[str], subjects: set[str]
) -> Iterator[Fault]:
    field = schema().fields.get(cells["field"])
    value = cells["value"]
    if field is None or not value:
        return
    pattern, like = _FORMS.get(field.type, (None, ""))
    if pattern is not None and not pattern.fullmatch(value):
        yield "value", f"{value!r} does not fit {field.name}", f"write {like}"
    if field.type == "wording" and value not in wordings:
        move = "take a text_en of vocabulary/wordings.csv, or add the wording there"
        yield "value", f"{value!r} is not a known wording", move
    if field.type == "organisation" and value not in bodies:
        move = "write the official Finnish name, or add the body to vocabulary/organisations.csv"
        yield "value", f"{value!r} is no municipality or organisation", move
    if field.type in {"call", "programme"} and value not in subjects:
        yield "value", f"{value!r} is not a subject", "write an id of subjects.csv"


def _bodies(vocabulary: Vocabulary) -> set[str]:
    return {*vocabulary.municipalities["name_fi"], *vocabulary.organisations["name_fi"]}
