"""The files that the lexicon is read from and written to."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

Rows = list[dict[str, str]]
ROOT = Path(__file__).resolve().parents[1]
VOCABULARY = ROOT / "data/raw/vocabulary"
PUBLISHED = ROOT / "data/published"


def read(path: Path) -> Rows:
    """The rows of a CSV file; an empty cell is an empty text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def published() -> dict[str, Rows]:
    """Every published table by name."""
    return {path.stem: read(path) for path in sorted(PUBLISHED.glob("*/*.csv"))}


def write(name: str, rows: Iterable[Mapping[str, str]], key: tuple[str, ...]) -> bool:
    """Write a file of the vocabulary, sorted by its key; False where it stays as it was.

    The columns are those that the file has.
    """
    path = VOCABULARY / f"{name}.csv"
    before = path.read_bytes()
    columns = next(csv.reader([before.decode().splitlines()[0]]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted(rows, key=lambda row: [row[column] for column in key]))
    return path.read_bytes() != before
