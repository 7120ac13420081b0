"""Raw files spoilt in thousands of ways."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from tests.places import GOLDEN

RAW = GOLDEN / "raw"
SEED = 4
WORDS = (
    "NaN", "None", "TRUE", "null", "#N/A", "#REF!", "-", "?", "0", "-1", "1e6", "8,5e5", "850 000",
    "850.000", "44286", "26.3.2018", "2018/03/26", "26-Mar-18", "2018-02-30", "9" * 400, "٣٤", "½",
    "=1+1", "@SUM(A1)", "+358", "<script>alert(1)</script>", "javascript:alert(1)", "../../etc",
    "a\u200bb", "\u202ecod", "e\u0301", "  x", "x  y", "tab\tin", "\u0000", "\ufeff", "etu@suku.fi",
)  # fmt: skip
_LEADING = re.compile(r"\b0+(?=\d)")
Rows = list[list[str]]


@dataclass(frozen=True)
class Mutant:
    """One file as spoilt (None: deleted), how, and the row that was touched (0: no single row)."""

    number: int
    kind: str
    file: str
    row: int
    content: bytes | None


@cache
def originals() -> Mapping[str, bytes]:
    """The files of the invented world."""
    paths = sorted(RAW.rglob("*.csv"))
    return {path.relative_to(RAW).as_posix(): path.read_bytes() for path in paths}


def mutant(number: int) -> Mutant:
    """The mutant of that number: the same every time."""
    chance = random.Random(f"{SEED}/{number}")
    file = chance.choice(list(originals()))
    content = originals()[file]
    kind = chance.choice(list(BYTES) + list(CELLS) * 2)
    if kind in BYTES:
        return Mutant(number, kind, file, 0, BYTES[kind](content, chance))
    rows = list(csv.reader(io.StringIO(content.decode())))
    if len(rows) < 2:
        return Mutant(number, "cut", file, 0, content[: len(content) // 2])
    row = CELLS[kind](rows, chance)
    return Mutant(number, kind, file, row, _csv(rows))


def _csv(rows: Rows) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flip(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    bit = bytes([content[place] ^ (1 << chance.randrange(8))])
    return content[:place] + bit + content[place + 1 :]


def _insert(*parts: bytes) -> Callable[[bytes, random.Random], bytes]:
    def spoil(content: bytes, chance: random.Random) -> bytes:
        place = chance.randrange(len(content))
        return content[:place] + chance.choice(parts) + content[place:]

    return spoil


def _swapped_columns(content: bytes, chance: random.Random) -> bytes:
    rows = list(csv.reader(io.StringIO(content.decode())))
    one, other = sorted(chance.sample(range(len(rows[0])), 2))
    whole = chance.random() < 0.5
    for row in rows if whole else rows[:1]:
        row[one], row[other] = row[other], row[one]
    return _csv(rows)


def _big_cell(content: bytes, chance: random.Random) -> bytes:
    return content[:-1] + b"x" * chance.choice([200_000, 10_000_000]) + b"\n"


BYTES: Mapping[str, Callable[[bytes, random.Random], bytes | None]] = {
    "cut": _cut,
    "bit flipped": _flip,
    "NUL": _insert(b"\0"),
    "bad UTF-8": _insert(b"\xff", b"\xc3", b"\xe4"),
    "lone surrogate": _insert(b"\xed\xa0\x80", b"\xed\xb0\x80"),
    "quote": _insert(b'"', b'""', b'",'),
    "comma": _insert(b","),
    "line break": _insert(b"\n", b"\r\n", b"\r", b"\n\n"),
    "BOM": lambda content, _: b"\xef\xbb\xbf" + content,
    "CRLF": lambda content, _: content.replace(b"\n", b"\r\n"),
    "UTF-16": lambda content, _: content.decode().encode("utf-16"),
    "Latin-1": lambda content, _: content.decode().encode("latin-1", "replace"),
    "semicolons": lambda content, _: content.replace(b",", b";"),
    "tabs": lambda content, _: content.replace(b",", b"\t"),
    "header twice": lambda content, _: content.split(b"\n")[0] + b"\n" + content,
    "header gone": lambda content, _: content.split(b"\n", 1)[1],
    "columns swapped": _swapped_columns,
    "huge cell": _big_cell,
    "emptied": lambda _, __: b"",
    "deleted": lambda _, __: None,
}
"""Ways to spoil a file as bytes."""


def _place(rows: Rows, chance: random.Random) -> tuple[int, int]:
    filled = [(r, c) for r, row in enumerate(rows) if r for c, cell in enumerate(row) if cell]
    return chance.choice(filled)


def _cell(change: Callable[[str, random.Random], str]) -> Callable[[Rows, random.Random], int]:
    def spoil(rows: Rows, chance: random.Random) -> int:
        row, column = _place(rows, chance)
        rows[row][column] = change(rows[row][column], chance)
        return row + 1

    return spoil


def _digits_swapped(text: str, chance: random.Random) -> str:
    places = [i for i in range(len(text) - 1) if text[i : i + 2].isdigit()]
    if not places:
        return text[::-1]
    place = chance.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _row_twice(rows: Rows, chance: random.Random) -> int:
    place = chance.randrange(1, len(rows))
    rows.insert(place, list(rows[place]))
    return place + 2


def _row_gone(rows: Rows, chance: random.Random) -> int:
    del rows[chance.randrange(1, len(rows))]
    return 0


def _rows_mixed(rows: Rows, chance: random.Random) -> int:
    body = rows[1:]
    chance.shuffle(body)
    rows[1:] = body
    return 0


def _cells_swapped(rows: Rows, chance: random.Random) -> int:
    row, column = _place(rows, chance)
    other = chance.randrange(len(rows[row]))
    rows[row][column], rows[row][other] = rows[row][other], rows[row][column]
    return row + 1


def _cell_of_another_row(rows: Rows, chance: random.Random) -> int:
    row, column = _place(rows, chance)
    rows[row][column] = rows[chance.randrange(1, len(rows))][column]
    return row + 1


def _zeros_lost(rows: Rows, chance: random.Random) -> int:
    """A code, a day or a time without the zeros that a spreadsheet takes away."""
    cells = [(r, c, cell) for r, row in enumerate(rows) if r for c, cell in enumerate(row)]
    short = [(r, c, _LEADING.sub("", cell)) for r, c, cell in cells]
    places = [(r, c, text) for r, c, text in short if text != rows[r][c]]
    if not places:
        return 0
    row, column, text = chance.choice(places)
    rows[row][column] = text
    return row + 1


CELLS: Mapping[str, Callable[[Rows, random.Random], int]] = {
    "word": _cell(lambda _, chance: chance.choice(WORDS)),
    "zeros lost": _zeros_lost,
    "digits swapped": _cell(_digits_swapped),
    "cell emptied": _cell(lambda _, __: ""),
    "case": _cell(lambda text, _: text.swapcase()),
    "space": _cell(lambda text, chance: chance.choice([" " + text, text + " ", text + "\u00a0"])),
    "letter lost": _cell(
        lambda text, chance: text[: (n := chance.randrange(len(text)))] + text[n + 1 :]
    ),
    "row twice": _row_twice,
    "row gone": _row_gone,
    "rows mixed": _rows_mixed,
    "cells swapped": _cells_swapped,
    "cell of another row": _cell_of_another_row,
    "ragged": lambda rows, chance: _ragged(rows, chance),
}
"""Ways to spoil a file as rows of cells; each gives the number of the row it touched, or 0."""


def _ragged(rows: Rows, chance: random.Random) -> int:
    place = chance.randrange(1, len(rows))
    rows[place] = rows[place][:-1] if chance.random() < 0.5 else [*rows[place], "more"]
    return place + 1
