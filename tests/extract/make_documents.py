"""The documents of the second set: text files as they are, PDF and XLSX made from their text."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

SUFFIXES = (".txt", ".html")


def documents_in(folder: Path, place: Path) -> Iterator[tuple[Path, Path]]:
    """(document, truth) of each document in a folder; PDF and XLSX files are made in `place`."""
    for path in sorted(folder.iterdir()):
        stem = path.name.split(".")[0]
        truth = folder / f"{stem}.csv"
        if path.name.endswith(".pdf.txt"):
            yield make_pdf(path.read_text(encoding="utf-8"), place / f"{stem}.pdf"), truth
        elif path.name.endswith(".xlsx.csv"):
            yield make_xlsx(path, place / f"{stem}.xlsx"), truth
        elif path.suffix in SUFFIXES:
            yield path, truth


def make_pdf(text: str, path: Path, password: str = "") -> Path:
    """A PDF with a text layer; columns stand where they stand in the text."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4, encrypt=password or None)
    line = canvas.beginText(50, A4[1] - 60)
    line.setFont("Courier", 9)
    for row in text.split("\n"):
        line.textLine(row)
    canvas.drawText(line)
    canvas.save()
    return path


def make_xlsx(source: Path, path: Path) -> Path:
    """A workbook of one sheet with the cells of a CSV file, numbers as numbers."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    with source.open(encoding="utf-8", newline="") as lines:
        for row in csv.reader(lines):
            sheet.append([int(cell) if cell.isdecimal() else cell for cell in row])
    book.save(path)
    return path
