"""The rows of a result as CSV and as an Excel workbook: the published table, no more, no less."""

from __future__ import annotations

import base64
import csv
import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from pipeline.site.packages import read_packages
from tests.browser.listed import LISTS, shown
from tests.places import PUBLISHED

pytestmark = pytest.mark.browser
TABLE = PUBLISHED / "grants/projects.csv"


def taken(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def published_rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def typed(text: str, field: dict[str, Any]) -> object:
    """A published cell as a workbook should hold it."""
    if text == "":
        return None
    if field["type"] == "boolean":
        return text == "true"
    if field["type"] == "date":
        return date.fromisoformat(text)
    return float(text) if field["type"] in {"integer", "number"} else text


def test_csv_is_the_published_table_cut_to_the_rows_in_sight(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=2019&sort=name")
    name, content = taken(reader, "Download 19 rows: CSV")
    assert name.endswith("-projects-19.csv")
    found = list(csv.DictReader(io.StringIO(content.decode(), newline="")))
    assert [row["project_id"] for row in found] == shown(reader)
    by_id = {row["project_id"]: row for row in published_rows()}
    assert found == [by_id[row["project_id"]] for row in found]
    lines = TABLE.read_bytes().split(b"\n", 1)
    assert content.startswith(lines[0])


def test_all_rows_in_the_published_order_are_the_published_bytes(
    reader: Page, address: str
) -> None:
    reader.goto(address + LISTS["fi"])
    _, content = taken(reader, "Lataa 54 riviä: CSV")
    head, *body = content.decode().splitlines(keepends=True)
    assert [head, *sorted(body)] == [head, *sorted(TABLE.read_text("utf-8").splitlines(True)[1:])]


def test_xlsx_has_the_same_rows_with_typed_cells(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=kannustin-2020,2019&kind=maximum,granted,approximate")
    ids = shown(reader)
    assert len(ids) == 17
    name, content = taken(reader, "Download 17 rows: Excel (XLSX)")
    assert name.endswith("-projects-17.xlsx")
    sheet = load_workbook(io.BytesIO(content))["projects"]
    fields = read_packages(PUBLISHED).resource("projects")["schema"]["fields"]
    found = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=len(fields))]
    assert found[0] == [field["name"] for field in fields]
    by_id = {row["project_id"]: row for row in published_rows()}
    for ident, row in zip(ids, found[1:], strict=True):
        wanted = [typed(by_id[ident][field["name"]], field) for field in fields]
        days = [cell.date() if isinstance(cell, datetime) else cell for cell in row]
        assert days == wanted, ident
    leads = [row[found[0].index("lead_id")] for row in found[1:]]
    assert "091" in leads


def test_xlsx_tells_what_it_is(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?theme=asiointi&q=turku")
    expect(reader.locator("#count")).not_to_contain_text("54")
    count = len(shown(reader))
    _, content = taken(reader, f"Download {count} rows: Excel (XLSX)")
    sheet = load_workbook(io.BytesIO(content))["About"]
    about = {str(row[0].value): str(row[1].value) for row in sheet.iter_rows(max_col=2)}
    assert about["Address of this list"] == reader.url
    assert about["Rows"] == f"{count} of the 54 projects of this data"
    assert about["Filters"] == "Text: turku; Theme: Digital services and service processes"
    assert "CC BY 4.0" in about["Licence"]
    assert "selection, not a sample" in about["Coverage"]
    assert about["What the columns mean"].startswith(address)


def test_hostile_texts_stay_texts_in_a_workbook(reader: Page, address: str) -> None:
    reader.goto(f"{address}{LISTS['en']}?call=dk-2017")
    taken(reader, "Download 9 rows: Excel (XLSX)")
    texts = ["=1+1", "@SUM(A1)", "-2", '<b>&"', "a\u0001b", " x ", "007", "😀", "line\nline"]
    encoded = reader.evaluate(
        """async (texts) => {
          const blob = await digi.workbook(["a", "b"], texts, [], [texts], [["x", "=2"]]);
          const bytes = new Uint8Array(await blob.arrayBuffer());
          return btoa(String.fromCharCode(...bytes));
        }""",
        texts,
    )
    book = load_workbook(io.BytesIO(base64.b64decode(encoded)))
    cells = list(book["a"].iter_rows())[1]
    assert [cell.value for cell in cells] == [text.replace("\u0001", "") for text in texts]
    assert {cell.data_type for cell in cells} == {"s"}
    assert book["b"]["B1"].data_type == "s"


def test_csv_texts_are_read_as_python_reads_them(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["en"])
    text = 'id,note\n1,"a, ""b""\nc"\n2,\n3,"x"\r\n"4",last'
    found = reader.evaluate("text => digi.records(text)", text)
    assert [record["cells"] for record in found] == list(csv.reader(io.StringIO(text, newline="")))
    assert "".join(record["raw"] for record in found) == text


def test_a_missing_table_is_told_in_a_sentence(reader: Page, address: str) -> None:
    reader.goto(address + LISTS["en"])
    reader.evaluate("document.getElementById('downloads').dataset.table = 'none.csv'")
    reader.route("**/none.csv", lambda route: route.fulfill(status=200, body="project_id\n"))
    reader.get_by_role("button", name="Download 54 rows: CSV").click()
    expect(reader.get_by_text("The rows could not be fetched here")).to_be_visible()
