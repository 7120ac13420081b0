"""What becomes of spoilt raw files: refused with its place, or shown, or nothing else was meant.

Anything else is a fault: a crash, a change that `digiavustukset diff` would not show, packages
that are half written.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.cli.flow import Built, build_tables
from pipeline.model import BadInputError, Problem, was_cut_off
from pipeline.publish import publish
from tests.publish_faults.mutants import RAW, Mutant, mutant, originals
from tests.publish_faults.whole import is_whole

GOOD = (
    "refused at its place",
    "refused elsewhere",
    "shown in data",
    "shown in findings",
    "shown in sums",
    "same",
)
"""Outcomes that are no fault; refused elsewhere is told one by one."""
BAD = ("crash", "half written", "unseen")
_FINDINGS, _SUMS = ("findings", "checks", "quality"), "raw_files"
"""Tables that tell of the data, and the table of the sums of the raw files."""


@dataclass(frozen=True)
class Verdict:
    """One of GOOD or BAD, and what was told."""

    mutant: Mutant
    outcome: str
    told: str = ""


@cache
def baseline() -> Built:
    """What is built of the world as it is."""
    return build_tables(RAW, lambda _: None)


def judge_many(numbers: range) -> list[Verdict]:
    """The verdict on each mutant."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(shutil.copytree(RAW, Path(home) / "raw"))
        return list(_each(numbers, folder))


def _each(numbers: range, folder: Path) -> Iterator[Verdict]:
    for number in numbers:
        one = mutant(number)
        try:
            yield _judge(one, folder)
        except Exception as error:  # what is looked for: whatever is not a plain refusal
            yield Verdict(one, "crash", f"{type(error).__name__}: {error}")


def _judge(one: Mutant, folder: Path) -> Verdict:
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
    if one.content == originals()[one.file] or _means_the_same(one):
        return Verdict(one, "same")
    target = folder.parent / "published"
    before = baseline()
    try:
        built = build_tables(folder, lambda _: None)
        publish(built.tables, built.edition, target)
    except BadInputError as error:
        return _refused(one, error.problems)
    if not is_whole(target) or was_cut_off(target):
        return Verdict(one, "half written")
    changed = {name for name in built.tables if not built.tables[name].equals(before.tables[name])}
    if built.edition != before.edition or changed - {*_FINDINGS, _SUMS}:
        return Verdict(one, "shown in data")
    if changed - {_SUMS}:
        return Verdict(one, "shown in findings")
    return Verdict(one, "shown in sums" if changed else "unseen")


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
