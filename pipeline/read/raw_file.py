"""One raw file: its rows, what each column may hold, and which rows of other files it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process

from pipeline.model import FILE, ROW, BadInputError, Problems, read_table
from pipeline.model.table import frame_of
from pipeline.model.types import ADVICE, TYPES
from pipeline.schema import Cell, RawFile, schema

_CODE = re.compile(r"[0-9]{3}")
_NUMBER = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")
_BYTES = re.compile(r"([a-p]{2})+")
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){0,3}")
_SHAPES: Mapping[str, Callable[[str], bool]] = {
    **TYPES,
    "code": lambda text: bool(_CODE.fullmatch(text)),
    "number": lambda text: bool(_NUMBER.fullmatch(text)),
    "bytes": lambda text: bool(_BYTES.fullmatch(text)),
    "version": lambda text: bool(_VERSION.fullmatch(text)),
}
_ADVICE: Mapping[str, tuple[str, str]] = {
    **ADVICE,
    "code": ("is not a code", "write three digits, the zeros before it too, such as 049"),
    "number": ("is not a number", "write it with a decimal point, such as 60.17"),
    "bytes": ("is not a row of bytes", "write each byte as two letters from a to p"),
    "version": ("is not a version", "write it as 2026.11.0"),
}

_ALIKE = 60
"""How like a known word (0 to 100) one must be to be told beside an unknown one."""
_SPARE = 4
"""As many words that nothing names are told, at most, beside an unknown one."""
_FEW = 20
"""As many words of a category are told to choose from."""


def read_file(raw: Path, name: str, problems: Problems) -> pd.DataFrame:
    """The raw file `name` (path under `raw`); its faults go to `problems`.

    Looked for are a row that stands twice and a cell that its column cannot hold. A file that
    cannot be read gives an empty frame.
    """
    layout = schema().raw[name]
    try:
        frame = read_table(raw / name, layout.columns, name)
    except BadInputError as error:
        problems.found.extend(error.problems)
        return frame_of([], layout.columns)
    check_twice(frame, layout, problems)
    for column in layout.columns:
        cell = layout.cells.get(column, Cell())
        texts = frame[column].unique()
        wrong = {text: told for text in texts if (told := _fault(cell, text))}
        for text, file, row in _rows(frame, column, set(wrong)):
            what, move = wrong[text]
            problems.add(file, row, column, what, move)
    for column, (other, patterns) in layout.forms.items():
        _check_forms(frame, column, other, patterns, problems)
    return frame


def _check_forms(
    frame: pd.DataFrame, column: str, other: str, patterns: Mapping[str, str], problems: Problems
) -> None:
    """The texts of a column have the form that the word in the other column asks for."""
    for word, rows in frame.groupby(other):
        pattern = patterns.get(str(word))
        if pattern is None:
            move = "write " + ", ".join(patterns)
            for file, row in rows[[FILE, ROW]].itertuples(index=False, name=None):
                problems.add(file, row, other, f"{word!r} is unknown", move)
            continue
        wrong = {text for text in rows[column].unique() if not re.fullmatch(pattern, text)}
        for text, file, row in _rows(rows, column, wrong):
            move = f"write it as {pattern}" if pattern else "leave it empty"
            problems.add(file, row, column, f"{text!r} is no value of {word!r}", move)


def check_twice(frame: pd.DataFrame, layout: RawFile, problems: Problems) -> None:
    """Note every row whose key another row of the same file has before it."""
    key = list(layout.key)
    is_again = frame.duplicated([FILE, *key])
    if not is_again.any():
        return
    firsts = frame[~is_again].set_index([FILE, *key])[ROW].to_dict()
    for row in frame[is_again].to_dict("records"):
        ident = ", ".join(filter(None, (row[name] for name in key)))
        first = firsts[(row[FILE], *(row[name] for name in key))]
        what = f"{ident!r} stands twice, first in {row[FILE]}, row {first}"
        problems.add(row[FILE], row[ROW], key[0], what, "keep one of the rows")


def check_references(frames: Mapping[str, pd.DataFrame], problems: Problems) -> None:
    """Note every cell that names a row which the file it refers to lacks.

    `frames` are by name of the file; files that are not among them, or hold nothing, tell
    nothing.
    """
    for name, frame in frames.items():
        for column, cell in schema().raw[name].cells.items():
            target, key = cell.refers or ("", "")
            if target not in frames or frames[target].empty:
                continue
            known = {"", *frames[target][key]}
            lost = set(frame[column].unique()) - known
            near = nearest({target: frames[target][[key, ROW]]}, {*frame[column]})
            for text, file, row in _rows(frame, column, lost):
                what = f"{text!r} is not in {target}"
                problems.add(file, row, column, what, f"add it there or mend it here{near(text)}")


def nearest(
    registers: Mapping[str, pd.DataFrame], named: Collection[str] | None = None
) -> Callable[[str], str]:
    """Text → what a sentence on it may add: where the word most like it stands, or "".

    `registers` are by name of the file; each frame has the words and their rows. `named` are the
    words that are in use: where no word is like the text, the few that are not are told.
    """
    places = {
        str(word): f"{file}, row {row}"
        for file, frame in registers.items()
        for word, row in frame.itertuples(index=False, name=None)
    }
    words = list(places)
    spare = [word for word in words if named is not None and word not in named]
    shown = spare if len(spare) <= _SPARE else []
    unnamed = "".join(f"; nothing names {word!r} in {places[word]}" for word in shown)

    def told(text: str) -> str:
        found = process.extractOne(text, words, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return f"; compare {found[0]!r} in {places[found[0]]}" if found else unnamed

    return told


def _fault(cell: Cell, text: str) -> tuple[str, str] | None:
    """What is wrong with a text in such a cell and the next move; None if nothing is."""
    if not text:
        return ("is empty", "fill it in") if cell.required else None
    if text != text.strip():
        return "has a space at its start or end", "take the space away"
    if cell.category:
        words = schema().categories[cell.category]
        few = "write " + ", ".join(words)
        move = few if len(words) <= _FEW else f"use a {cell.category} of pipeline/schema.yml"
        return None if text in words else (f"{text!r} is unknown", move)
    if cell.type in _SHAPES and not _SHAPES[cell.type](text):
        what, move = _ADVICE[cell.type]
        return f"{text!r} {what}", move
    return None


def _rows(frame: pd.DataFrame, column: str, texts: set[str]) -> Iterator[tuple[str, str, int]]:
    """(text, file, row) of each row that has one of the texts in the column."""
    if texts:
        rows = frame[frame[column].isin(texts)][[column, FILE, ROW]]
        yield from rows.itertuples(index=False, name=None)
