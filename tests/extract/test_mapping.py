"""Tables whose columns a small file of data/raw explains."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.extract_verb import extract_command
from pipeline.extract import extract, load_tools
from pipeline.extract.filing import file_draft
from pipeline.model import BadInputError

TABLE = "Vem;Vad;Hur mycket;När\nSibbo;Nya stigar;1.250,50;31.12.2023\nIngå;Sjökort;900;1.2.2024\n"
MAPPING = "column,field,style\nVem,lead,\nVad,title_sv,\nHur mycket,amount_granted_eur,comma\n"
MAPPING += "När,ends_on,d.m.yyyy\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "lista-2023.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def _keep(raw: Path, text: str) -> None:
    (raw / "mappings").mkdir()
    (raw / "mappings" / "lista-2023.csv").write_text(text, encoding="utf-8")


def test_a_kept_mapping_is_followed(raw: Path, table: Path) -> None:
    _keep(raw, MAPPING)
    extraction = extract(table, load_tools(raw))
    assert not extraction.mapping_is_new
    told = {(row.field, row.value) for row in extraction.rows}
    assert told >= {
        ("lead", "Sipoo"),
        ("title_sv", "Nya stigar"),
        ("amount_granted_eur", "1250"),
        ("ends_on", "2023-12-31"),
        ("lead", "Inkoo"),
        ("amount_granted_eur", "900"),
        ("ends_on", "2024-02-01"),
    }


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Vem,", "Vemm,", "the table has no column 'Vemm'"),
        ("lead", "leader", "there is no field 'leader'"),
        ("comma", "dot", "there is no style 'dot'"),
    ],
)
def test_a_wrong_mapping_is_refused(raw: Path, table: Path, old: str, new: str, told: str) -> None:
    _keep(raw, MAPPING.replace(old, new))
    with pytest.raises(BadInputError, match=told):
        extract(table, load_tools(raw))


def test_a_proposed_mapping_is_written_and_filed(raw: Path, tmp_path: Path) -> None:
    table = tmp_path / "lista-2023.csv"
    table.write_text("Kommun;Projekt;Beviljat\nSibbo;Nya stigar;1200\n", encoding="utf-8")
    draft = tmp_path / "draft.csv"
    arguments = [str(table), "-o", str(draft), "--raw", str(raw)]
    assert CliRunner().invoke(extract_command, arguments).exit_code == 0
    proposed = draft.with_suffix(".mapping.csv").read_text(encoding="utf-8")
    assert "Beviljat,amount_granted_eur,comma" in proposed
    source = draft.with_suffix(".source.csv")
    text = source.read_text(encoding="utf-8").split("\n")
    text[1] = "lista-2023,ministry web page,m,Lista,,,,sv,ministry,full,"
    source.write_text("\n".join(text), encoding="utf-8")
    file_draft(draft, raw)
    assert (raw / "mappings" / "lista-2023.csv").read_text(encoding="utf-8") == proposed
