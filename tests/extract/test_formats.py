"""The same facts from every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import Extraction, Tools, extract
from tests.extract.make_documents import make_pdf

LINES = (
    "Finansministeriet har den 9 mars 2023 beviljat understöd till tre projekt.",
    "Sibbo kommun beviljas högst 20 000 euro för projektet Byn på nätet.",
    "Pargas stad beviljas högst 31 500 euro för projektet Båtplats i mobilen.",
    "Korsnäs kommun beviljas högst 7 900 euro för projektet Digital fritid.",
)
SUMS = ["20000", "31500", "7900"]


def _sums(extraction: Extraction) -> list[str]:
    rows = [row for row in extraction.rows if row.field == "amount_max_eur"]
    return sorted((row.value for row in rows), key=SUMS.index)


def _docx(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(LINES[0])
    for line in LINES[1:]:
        document.add_paragraph(line, style="List Bullet")
    document.save(str(path))


def _html(path: Path) -> None:
    items = "".join(f"<li>{line}</li>" for line in LINES[1:])
    page = f"<html><body><p>{LINES[0]}</p><ul>{items}</ul><script>x=1</script></body></html>"
    path.write_text(page, encoding="utf-8")


def _pdf(path: Path) -> None:
    make_pdf("\n\n".join(LINES), path)


def _txt(path: Path) -> None:
    path.write_text("\n\n".join(LINES), encoding="utf-16")


@pytest.mark.parametrize(
    ("suffix", "make"), [(".docx", _docx), (".html", _html), (".pdf", _pdf), (".txt", _txt)]
)
def test_running_text(tools: Tools, tmp_path: Path, suffix: str, make: object) -> None:
    path = tmp_path / f"lista{suffix}"
    assert callable(make)
    make(path)
    extraction = extract(path, tools)
    assert _sums(extraction) == SUMS
    titles = {row.value for row in extraction.rows if row.field == "title_sv"}
    assert {"Byn på nätet", "Båtplats i mobilen", "Digital fritid"} <= titles
    decided = [row.value for row in extraction.rows if row.field == "decided_on"]
    assert decided == ["2023-03-09"]


ROWS = [
    ["Kunta", "Hanke", "Myönnetty enintään"],
    ["Loimaa", "Jätehuolto kartalla", "20 000,00"],
    ["Raahe", "Satama verkossa", "31 500,00"],
    ["Kemi", "Nuorten tupa", "7 900,00"],
]


def _csv(path: Path, mark: str) -> None:
    path.write_text("\n".join(mark.join(row) for row in ROWS), encoding="cp1252")


def _xlsx(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    book.save(path)


def _ods(path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    table = Table(name="Taulu")
    for row in ROWS:
        line = TableRow()
        for text in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    book.save(str(path))


@pytest.mark.parametrize("kind", ["semicolon.csv", "comma.tsv", "book.xlsx", "book.ods"])
def test_tables(tools: Tools, tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    if kind.endswith(".xlsx"):
        _xlsx(path)
    elif kind.endswith(".ods"):
        _ods(path)
    else:
        _csv(path, ";" if kind.endswith(".csv") else "\t")
    extraction = extract(path, tools)
    assert _sums(extraction) == SUMS
    recipients = {row.value for row in extraction.rows if row.field == "recipient"}
    assert recipients == {"Loimaa", "Raahe", "Kemi"}
    assert extraction.mapping_is_new
    assert [rule.field for rule in extraction.mapping] == [
        "recipient",
        "title_fi",
        "amount_max_eur",
    ]
