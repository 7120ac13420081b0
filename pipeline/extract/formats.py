"""The formats of documents: any of them becomes plain text, one line a paragraph, item or row."""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Callable, Iterable, Iterator

from pipeline.extract.bad_file import BadFileError
from pipeline.extract.heal import decode
from pipeline.extract.pdf_pages import pages_text

CELL = " | "
"""What stands between the cells of a table row in the text."""
ITEM = "  • "
"""What stands before an item of a list in the text."""
MAX_PDF_PAGES = 400
MAX_ROWS = 100_000


def read_txt(data: bytes) -> str:
    """Plain text as it is."""
    return decode(data)


def read_html(data: bytes) -> str:
    """The text of a web page without its menus, scripts and forms."""
    from pipeline.extract.html_text import html_text

    return html_text(decode(data))


def read_pdf(data: bytes) -> str:
    """The text layer of a PDF with its columns kept apart; BadFileError if it has none."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise BadFileError("is an encrypted PDF", "save a copy without a password")
        if len(reader.pages) > MAX_PDF_PAGES:
            what = f"has {len(reader.pages)} pages, more than {MAX_PDF_PAGES}"
            raise BadFileError(what, "cut out the pages that matter")
        pages = [page.extract_text(extraction_mode="layout") for page in reader.pages]
    except BadFileError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadFileError("is a broken PDF", "print it to a new PDF") from error
    text = pages_text(pages)
    if not text.strip():
        raise BadFileError("is a scanned PDF without text", "run text recognition on it first")
    return text


def read_docx(data: bytes) -> str:
    """Paragraphs, list items and table rows of a Word document in their order."""
    from docx import Document
    from docx.table import Table

    try:
        document = Document(io.BytesIO(data))
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise BadFileError("is a broken DOCX", "save it again") from error
    lines: list[str] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            lines += [CELL.join(cell.text for cell in row.cells) for row in part.rows]
        elif part.text.strip():
            style = (part.style.name or "") if part.style else ""
            is_item = style.startswith("List")
            lines += [] if is_item or not lines else [""]
            lines.append(ITEM + part.text if is_item else part.text)
    return "\n".join(lines)


def read_delimited(data: bytes) -> list[list[str]]:
    """Rows of a CSV or TSV file; the separator is the one that gives the most even rows."""
    text = decode(data)
    try:
        tries = [_rows(text, mark) for mark in "\t;,"]
    except csv.Error as error:
        raise BadFileError(f"is not a table ({error})", "save it again as CSV") from None
    return max(tries, key=_evenness)


def read_workbook(data: bytes) -> list[list[str]]:
    """Rows of all sheets of an XLSX or ODS file as text; a blank row between two sheets."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise BadFileError("is a broken workbook", "open it and save it again") from error
    rows: list[list[str]] = []
    for sheet in filter(None, sheets):
        rows += (
            [[], *([_cell(cell) for cell in row] for row in sheet)]
            if rows
            else [[_cell(cell) for cell in row] for row in sheet]
        )
    if sum(map(len, rows)) == 0:
        raise BadFileError("is an empty workbook", "give the sheet that holds the table")
    return rows[:MAX_ROWS]


def rows_text(rows: Iterable[list[str]]) -> str:
    """Rows of a table as text, one line a row."""
    return "\n".join(CELL.join(" ".join(cell.split()) for cell in row).rstrip(" |") for row in rows)


TEXT_FORMATS: dict[str, tuple[Callable[[bytes], str], bytes]] = {
    ".txt": (read_txt, b""),
    ".html": (read_html, b""),
    ".htm": (read_html, b""),
    ".pdf": (read_pdf, b"%PDF"),
    ".docx": (read_docx, b"PK"),
}
"""Suffix -> reader of running text, and the bytes that such a file starts with."""
TABLE_FORMATS: dict[str, tuple[Callable[[bytes], list[list[str]]], bytes]] = {
    ".csv": (read_delimited, b""),
    ".tsv": (read_delimited, b""),
    ".xlsx": (read_workbook, b"PK"),
    ".ods": (read_workbook, b"PK"),
}
"""Suffix -> reader of a table, and the bytes that such a file starts with."""


def _rows(text: str, mark: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text), delimiter=mark))


def _evenness(rows: list[list[str]]) -> float:
    widths = [len(row) for row in rows if row]
    common = max(set(widths), key=widths.count, default=0)
    return widths.count(common) / len(widths) * min(common, 2) if widths else 0.0


def _cell(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())
    return str(cell)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """(offset, line) of each line of `text`."""
    offset = 0
    for line in text.split("\n"):
        yield offset, line
        offset += len(line) + 1
