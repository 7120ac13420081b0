"""From a draft to data/raw."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.add_verb import add_command
from pipeline.cli.extract_verb import extract_command
from pipeline.extract.filing import file_draft
from pipeline.model import BadInputError, read_table
from pipeline.schema import schema

TEXT = """Porin ja Kemin digihankkeille tukea

Valtiovarainministeriö
4.3.2022 9.05
Tiedote

Valtiovarainministeriö myönsi 2.3.2022 avustusta kahdelle hankkeelle. Hakemuksia tuli 52.

1. Porin kaupungille myönnetään enintään 90 000 euroa hankkeeseen Rantaraitti verkossa.
2. Kemin kaupungille myönnetään enintään 45 500 euroa hankkeeseen Jäänmurtaja netissä.
"""


@pytest.fixture
def draft(raw: Path, tmp_path: Path) -> Path:
    """A draft as `extract` writes it."""
    document = tmp_path / "vm-2022-03-04-fi.txt"
    document.write_text(TEXT, encoding="utf-8")
    out = tmp_path / "draft.csv"
    arguments = [str(document), "-o", str(out), "--raw", str(raw)]
    result = CliRunner().invoke(extract_command, arguments)
    assert result.exit_code == 0, result.output
    assert "rows drafted" in result.stderr
    return out


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _edit(path: Path, column: str, value: str, row: int = 0) -> None:
    rows = _rows(path)
    rows[row][column] = value
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _state(raw: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()}


def test_a_good_draft_is_filed(draft: Path, raw: Path) -> None:
    result = CliRunner().invoke(add_command, [str(draft), "--raw", str(raw)])
    assert result.exit_code == 0, result.output
    layout = schema().raw["statements.csv"]
    filed = read_table(raw / "statements" / "vm-2022-03-04-fi.csv", layout.columns)
    keys = list(filed[list(layout.key)].itertuples(index=False, name=None))
    assert keys == sorted(keys)
    assert len(filed) == len(_rows(draft))
    sources = [row["source_id"] for row in _rows(raw / "sources.csv")]
    assert sources == ["own-fi", "vm-2022-03-04-fi"]
    kinds = {row["subject_id"]: row["subject_kind"] for row in _rows(raw / "subjects.csv")}
    assert kinds["kannustin-2022"] == "call"
    assert kinds["2022-rantaraitti-verkossa"] == "project"
    assert list(kinds) == sorted(kinds)


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("status", "unresolved", "field status"),
        ("field", "amount", "there is no field 'amount'"),
        ("subject_id", "Pori 1", "is no id"),
        ("certainty", "sure", "'sure' is not allowed"),
        ("value", "", "is empty"),
    ],
)
def test_a_fault_is_told_with_its_row_and_nothing_is_written(
    draft: Path, raw: Path, column: str, value: str, told: str
) -> None:
    _edit(draft, column, value, row=2)
    before = _state(raw)
    result = CliRunner().invoke(add_command, [str(draft), "--raw", str(raw)])
    assert result.exit_code == 1
    assert told in result.stderr
    assert "draft.csv, row 4" in result.stderr
    assert _state(raw) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("amount_max_eur", "90 000"),
        ("decided_on", "2.3.2022"),
        ("applications_received", "many"),
        ("recipient", "Björneborg"),
        ("call", "kannustin-9"),
    ],
)
def test_a_value_of_the_wrong_form_is_refused(
    draft: Path, raw: Path, field: str, value: str
) -> None:
    place = next(i for i, row in enumerate(_rows(draft)) if row["field"] == field)
    _edit(draft, "value", value, place)
    if field == "call":
        file_draft(draft, raw)
        return
    with pytest.raises(BadInputError, match=f"row {place + 2}, field value"):
        file_draft(draft, raw)


def test_all_faults_are_told_at_once(draft: Path, raw: Path) -> None:
    _edit(draft, "status", "unresolved", 0)
    _edit(draft, "field", "amount", 1)
    with pytest.raises(BadInputError) as caught:
        file_draft(draft, raw)
    assert len(caught.value.problems) == 2


def test_an_unregistered_source_is_refused(draft: Path, raw: Path) -> None:
    draft.with_suffix(".source.csv").unlink()
    with pytest.raises(BadInputError, match="'draft' is not registered"):
        file_draft(draft, raw)


def test_an_unfinished_source_row_is_refused(draft: Path, raw: Path) -> None:
    _edit(draft.with_suffix(".source.csv"), "title", "")
    with pytest.raises(BadInputError, match="field title: is empty"):
        file_draft(draft, raw)


def test_a_filed_draft_is_replaced_only_on_demand(draft: Path, raw: Path) -> None:
    file_draft(draft, raw)
    with pytest.raises(BadInputError, match="is already there"):
        file_draft(draft, raw)
    assert not file_draft(draft, raw, replace=True).is_new_source


def test_the_draft_has_the_columns_of_the_raw_files_and_two_more(draft: Path) -> None:
    layout = schema().raw["statements.csv"]
    assert list(_rows(draft)[0]) == [*layout.columns, "confidence", "status"]


def test_without_a_file_the_draft_goes_to_standard_output(raw: Path, tmp_path: Path) -> None:
    document = tmp_path / "a-2022.txt"
    document.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(extract_command, [str(document), "--raw", str(raw)])
    assert result.stdout.startswith("subject_id,field,")
    assert "rows drafted" not in result.stdout
