"""Raw files spoilt in thousands of ways, and what becomes of each.

`python -m tests.publish_faults.mutants [COUNT]` judges COUNT mutants (2,400 unless told) and prints
the figures; `make mutants` runs it. A mutant is refused with its place, or built with a change
that `digiavustukset diff` shows, or means the same as before; anything else is a fault.
"""

from __future__ import annotations

import csv
import io
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from pipeline.check import Evidence, check_tables, find, stop_on_errors
from pipeline.model import BadInputError, Problem
from pipeline.normalise import normalise, translate_notes
from pipeline.read import raw_files, read_raw
from pipeline.resolve import resolve
from pipeline.vocabulary import load_vocabulary
from tests.places import GOLDEN

RAW = GOLDEN / "raw"
SEED = 4
COUNT = 2400
WHOLE = "whole file"
WORDS = (
    "NaN", "None", "TRUE", "null", "#N/A", "#REF!", "-", "?", "0", "-1", "1e6", "8,5e5", "850 000",
    "850.000", "44286", "26.3.2018", "2018/03/26", "26-Mar-18", "2018-02-30", "9" * 400, "٣٤", "½",
    "=1+1", "@SUM(A1)", "+358", "<script>alert(1)</script>", "javascript:alert(1)", "../../etc",
    "a\u200bb", "\u202ecod", "e\u0301", "  x", "x  y", "tab\tin", "\u0000", "\ufeff", "etu@suku.fi",
)  # fmt: skip
Rows = list[list[str]]


@dataclass(frozen=True)
class Mutant:
    """One file as spoilt (None: deleted), how, and the row that was touched (0: no single row)."""

    number: int
    kind: str
    file: str
    row: int
    content: bytes | None


@dataclass(frozen=True)
class Verdict:
    """refused at its place | refused elsewhere | shown in data | in findings | in sums | same."""

    mutant: Mutant
    outcome: str
    told: str = ""


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
    return (
        content[:place]
        + bytes([content[place] ^ (1 << chance.randrange(8))])
        + content[place + 1 :]
    )


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


def _without(text: str, place: int) -> str:
    return text[:place] + text[place + 1 :]


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


CELLS: Mapping[str, Callable[[Rows, random.Random], int]] = {
    "word": _cell(lambda _, chance: chance.choice(WORDS)),
    "zeros lost": _cell(lambda text, _: text.lstrip("0") or "0"),
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


def resolved(folder: Path) -> tuple[dict[str, pd.DataFrame], Evidence]:
    """Tables and evidence of a raw folder, before the checks."""
    raw = read_raw(folder)
    vocabulary = load_vocabulary(folder)
    statements = normalise(raw, vocabulary)
    noted = translate_notes(raw.sources, "note", vocabulary)
    sources = translate_notes(noted, "published_note", vocabulary)
    tables = resolve(statements, raw, sources, vocabulary)
    return tables, Evidence(tables, statements, raw, vocabulary)


@cache
def baseline() -> tuple[dict[str, pd.DataFrame], pd.DataFrame, str]:
    """Tables, findings and edition of the world as it is."""
    tables, evidence = resolved(RAW)
    return tables, find(evidence), _edition(evidence)


def judge(one: Mutant, folder: Path) -> Verdict:
    """Build the world with the mutant in `folder` (a copy of it) and put the file back after."""
    path = folder / one.file
    try:
        if one.content is None:
            path.unlink()
        else:
            path.write_bytes(one.content)
        return _judged(one, folder)
    finally:
        path.write_bytes(originals()[one.file])


def _judged(one: Mutant, folder: Path) -> Verdict:
    tables_before, findings_before, edition = baseline()
    if one.content == originals()[one.file] or _means_the_same(one):
        return Verdict(one, "same")
    try:
        tables, evidence = resolved(folder)
        changed = any(not tables[name].equals(tables_before[name]) for name in tables)
        changed = changed or _edition(evidence) != edition
        if changed and one.number % 8:
            return Verdict(one, "shown in data")
        check_tables({**tables, "raw_files": raw_files(folder)})
        findings = find(evidence)
        stop_on_errors(findings)
    except BadInputError as error:
        return _refused(one, error.problems)
    if changed:
        return Verdict(one, "shown in data")
    in_findings = not findings.equals(findings_before)
    return Verdict(one, "shown in findings" if in_findings else "shown in sums")


def _refused(one: Mutant, problems: list[Problem]) -> Verdict:
    told = str(problems[0])
    assert all(problem.file and problem.what and problem.move for problem in problems), told
    here = [problem for problem in problems if problem.file == one.file]
    right = any(one.row in (0, problem.row) or not problem.row for problem in here)
    # A row that is gone has no place left: what misses it must name the file it belongs to.
    place = f"{one.file}, row {one.row}" if one.row else one.file
    right = right or any(re.search(rf"{re.escape(place)}\b", str(problem)) for problem in problems)
    return Verdict(one, "refused at its place" if right else "refused elsewhere", told)


def _means_the_same(one: Mutant) -> bool:
    """Whether the file holds the same rows in another order or with other quotes."""
    if one.content is None:
        return False
    try:
        before, after = (
            list(csv.reader(io.StringIO(text.decode(), newline=""), strict=True))
            for text in (originals()[one.file], one.content)
        )
    except (UnicodeDecodeError, csv.Error):
        return False
    filled = [row for row in after if row]
    return (
        filled[:1] == before[:1] and sorted(filled) == sorted(before) and b"\r" not in one.content
    )


def _edition(evidence: Evidence) -> str:
    return "/".join(evidence.raw.edition[["version", "issued_on"]].iloc[0])


def judge_many(numbers: range) -> list[Verdict]:
    """The verdict on each mutant; a crash is told as the outcome `crash`."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(shutil.copytree(RAW, Path(home) / "raw"))
        return list(_each(numbers, folder))


def _each(numbers: range, folder: Path) -> Iterator[Verdict]:
    for number in numbers:
        one = mutant(number)
        try:
            yield judge(one, folder)
        except Exception as error:  # what is looked for: whatever is not a plain refusal
            yield Verdict(one, "crash", f"{type(error).__name__}: {error}")


def report(verdicts: list[Verdict]) -> Iterator[str]:
    """The figures, every crash and every mutant that was refused at another place."""
    yield f"{len(verdicts)} mutants"
    for outcome, count in Counter(v.outcome for v in verdicts).most_common():
        yield f"  {count:5d} {outcome}"
    for verdict in verdicts:
        if verdict.outcome in {"crash", "refused elsewhere"}:
            one = verdict.mutant
            place = f"{one.number}: {one.kind} in {one.file}, row {one.row}"
            yield f"{verdict.outcome} of {place}: {verdict.told[:200]}"
    sums = Counter(v.mutant.file for v in verdicts if v.outcome == "shown in sums")
    yield "shown in sums only: " + ", ".join(
        f"{file} {count}" for file, count in sorted(sums.items())
    )
    elsewhere = Counter(v.mutant.kind for v in verdicts if v.outcome == "refused elsewhere")
    yield "refused elsewhere: " + ", ".join(f"{kind} {n}" for kind, n in sorted(elsewhere.items()))


def main() -> int:
    """Judge COUNT mutants on every processor; 1 if any crashed."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    workers = os.cpu_count() or 1
    started = time.monotonic()
    parts = [range(start, min(start + 25, count)) for start in range(0, count, 25)]
    baseline()
    with get_context("fork").Pool(workers) as pool:
        verdicts = [verdict for part in pool.map(judge_many, parts, 1) for verdict in part]
    for line in report(verdicts):
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"{time.monotonic() - started:.0f} s\n")
    return int(any(verdict.outcome == "crash" for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
