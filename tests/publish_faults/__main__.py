"""`make mutants`: judge thousands of spoilt raw files and write the figures to RESULTS.md."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from tests.publish_faults.mutants import SEED
from tests.publish_faults.verdicts import BAD, GOOD, Verdict, baseline, judge_many

COUNT = 2400
_SHARE = 25
_RESULTS = Path(__file__).with_name("RESULTS.md")
_ABOUT = """# Spoilt raw files

What became of the files of the invented world (`tests/golden/raw`), each spoilt in one way by
`make mutants`; the same seed spoils the same bytes. **Refused at its place**: the message names the
spoilt file and, where one row was touched, that row. **Shown**: the build goes through, and the
difference stands in the tables, in the findings, or, where the file only helps to read others, in
the sums of the raw files that are published. **Same**: the file means what it did (rows in another
order, other quotes). Each that is not refused is published, and the packages must be whole.

"""


def main() -> int:
    """Judge the mutants; 1 if any crashed, left packages half written or was refused elsewhere."""
    asked = argparse.ArgumentParser(prog="tests.publish_faults")
    asked.add_argument("count", type=int, nargs="?", default=COUNT)
    asked.add_argument(
        "--workers", type=int, default=None, help="processes; all processors if none"
    )
    words = asked.parse_args()
    started = time.monotonic()
    parts = [
        range(start, min(start + _SHARE, words.count)) for start in range(0, words.count, _SHARE)
    ]
    baseline()
    with get_context("fork").Pool(words.workers) as pool:
        verdicts = [verdict for part in pool.map(judge_many, parts, 1) for verdict in part]
    text = "\n".join(report(verdicts)) + "\n"
    sys.stdout.write(text + f"\n{time.monotonic() - started:.0f} s\n")
    if words.count >= COUNT:
        _RESULTS.write_text(_ABOUT + text, encoding="utf-8")
    return int(any(verdict.outcome in (*BAD, "refused elsewhere") for verdict in verdicts))


def report(verdicts: list[Verdict]) -> Iterator[str]:
    """The figures by outcome and by kind of spoiling, and everything to look into."""
    outcomes = Counter(verdict.outcome for verdict in verdicts)
    yield f"{len(verdicts)} mutants, seed {SEED}, {date.today()}"
    yield ""
    yield "| outcome | mutants |"
    yield "|---|---:|"
    for outcome in (*GOOD, *BAD):
        yield f"| {outcome} | {outcomes[outcome]} |"
    yield ""
    yield "| spoilt by | " + " | ".join(GOOD) + " |"
    yield "|---|" + "---:|" * len(GOOD)
    kinds = Counter((verdict.mutant.kind, verdict.outcome) for verdict in verdicts)
    for kind in sorted({verdict.mutant.kind for verdict in verdicts}):
        yield f"| {kind} | " + " | ".join(str(kinds[kind, outcome]) for outcome in GOOD) + " |"
    for verdict in verdicts:
        if verdict.outcome in (*BAD, "refused elsewhere"):
            one = verdict.mutant
            place = f"{one.number} ({one.kind} in {one.file}, row {one.row})"
            yield f"\n{verdict.outcome}: mutant {place}: {verdict.told[:300]}"


if __name__ == "__main__":
    sys.exit(main())
