"""The documents of the sets: text files as they are, PDF, DOCX and tables made from their text."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

SUFFIXES = (".txt", ".html")


def documents_in(folder: Path, place: Path) -> Iterator[tuple[Path, Path]]:
    """(document, truth) of each document in a folder; the binary ones are made in `place`."""
    for path in sorted(folder.iterdir()):
        stem = path.name.split(".")[0]
        truth = folder / f"{stem}.csv"
        if path.name.endswith(".pdf.txt"):
            yield make_pdf(path.read_text(encoding="utf-8"), place / f"{stem}.pdf"), truth
        elif path.name.endswith(".xlsx.csv"):
            yield make_xlsx(path, place / f"{stem}.xlsx"), truth
        elif path.name.endswith(".docx.txt"):
            yield make_docx(path.read_text(encoding="utf-8"), place / f"{stem}.docx"), truth
        elif path.name.endswith(".table.csv"):
            yield Path(shutil.copy(path, place / f"{stem}.csv")), truth
        elif path.suffix in SUFFIXES:
            yield path, truth


def make_pdf(text: str, path: Path, password: str = "") -> Path:
    """A PDF with a text layer; columns stand where they stand in the text, pages end at \\f."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4, encrypt=password or None)
    for page in text.split("\f"):
        line = canvas.beginText(50, A4[1] - 60)
        line.setFont("Courier", 9)
        for row in page.split("\n"):
            line.textLine(row)
        canvas.drawText(line)
        canvas.showPage()
    canvas.save()
    return path


def make_docx(text: str, path: Path) -> Path:
    """A Word file: `# ` heading, `1. ` numbered item, `| a | b |` table row, else a paragraph."""
    from docx import Document

    book = Document()
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if line.startswith("# "):
            book.add_heading(line[2:], 1)
        elif line[:1].isdigit() and line[1:3] == ". ":
            book.add_paragraph(line[3:], style="List Number")
        elif line.startswith("|"):
            if not lines[number - 1].startswith("|"):
                table = book.add_table(rows=0, cols=line.count("|") - 1)
            for place, cell in zip(table.add_row().cells, line.strip("|").split("|"), strict=True):
                place.text = cell.strip()
        elif line:
            book.add_paragraph(line)
    book.save(str(path))
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
