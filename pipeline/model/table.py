"""Text tables: CSV files read strictly, every cell as text, each row knowing where it stands."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from pipeline.model.problem import BadInputError, Problem

FILE = "_file"
ROW = "_row"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff]")
_UNSEEN = re.compile(
    "[\x80-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufff9-\uffff"
    "\U000e0000-\U000e007f]"
)
"""Characters that no reader sees, or that turn the direction of what follows."""


Row = list[str | int]
"""The cells of one row, then its file and line."""


def read_table(path: Path, columns: Sequence[str], name: str = "") -> pd.DataFrame:
    """Read a CSV file of exactly these columns; cells are text, an empty cell is "".

    The frame has the given columns plus FILE (`name`, or the path) and ROW (line number of the
    row, the header being 1). Raises BadInputError with file and row for anything that is not
    UTF-8, comma-separated, with LF line ends and this header.
    """
    return frame_of(read_rows(path, columns, name), columns)


def read_rows(path: Path, columns: Sequence[str], name: str = "") -> list[Row]:
    """The rows of a CSV file, as read_table reads it, to be put into one frame with others."""
    file = name or str(path)
    rows = _rows(_text(path, file), file)
    header = rows[0][1] if rows else []
    if header != list(columns):
        raise _bad(
            file,
            1,
            "",
            f"the header is {','.join(header)!r} instead of {','.join(columns)!r}",
            "give the columns these names in this order",
        )
    body = rows[1:]
    ragged = [(line, row) for line, row in body if len(row) != len(columns)]
    if ragged:
        line, row = ragged[0]
        what = f"{len(row)} cells where the header has {len(columns)}"
        raise _bad(file, line, "", what, "quote cells that hold a comma or a quote")
    return [[*row, file, line] for line, row in body]


def frame_of(rows: Iterable[Row], columns: Sequence[str]) -> pd.DataFrame:
    """Rows of one or more files as a frame of text with the columns FILE and ROW."""
    names = [*columns, FILE, ROW]
    cells = zip(*rows, strict=True)
    series = dict(zip(names, cells, strict=False)) or dict.fromkeys(names, ())
    types = {**dict.fromkeys(names, "str"), ROW: "int64"}
    return pd.DataFrame({name: pd.Series(series[name], dtype=types[name]) for name in names})


def write_table(frame: pd.DataFrame) -> str:
    """The frame as CSV text: comma, LF, quotes only where needed; missing cells are empty."""
    return frame.to_csv(index=False, lineterminator="\n", na_rep="")


def _text(path: Path, file: str) -> str:
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise _bad(file, 0, "", "the file is missing", "add it or restore it from git") from None
    except OSError as error:
        raise _bad(file, 0, "", f"cannot be read ({error.strerror})", "mend it") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise _bad(file, line, "", "is not UTF-8", "save the file as UTF-8") from None
    for pattern, move in (
        (_CONTROL, "save it as UTF-8 without BOM and with LF line ends"),
        (_UNSEEN, "take the invisible character away"),
    ):
        if found := pattern.search(text):
            line = text.count("\n", 0, found.start()) + 1
            raise _bad(file, line, "", f"holds the character U+{ord(found[0]):04X}", move)
    return text


def _rows(text: str, file: str) -> list[tuple[int, list[str]]]:
    """(line number where the row starts, cells) of each row that is not blank."""
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for row in reader:
            if row:
                rows.append((start, row))
            start = reader.line_num + 1
    except csv.Error as error:
        raise _bad(file, start, "", f"is not CSV ({error})", "mend the quotes") from None
    return rows


def _bad(file: str, row: int, field: str, what: str, move: str) -> BadInputError:
    return BadInputError([Problem(file, row, field, what, move)])
