from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from pipeline.cli.resolve_verb import resolve

RAW = str(Path(__file__).parents[2] / "data" / "raw")
FIELDS = ["input", "code", "name_fi", "kind", "how", "flagged", "rivals"]


def test_json_has_one_object_a_line_with_exactly_these_fields() -> None:
    names = ["Nykarbely stad", "Honkajoen kunta", "Hölöpölö", "Lapin liitto"]
    result = CliRunner().invoke(resolve, [*names, "--json", "--at", "2021-06-01", "--raw", RAW])
    assert result.exit_code == 0
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert [list(row) for row in rows] == [FIELDS] * 4
    assert [row["code"] for row in rows] == ["893", "214", None, "lapin-liitto"]
    assert rows[0] == {
        "input": "Nykarbely stad",
        "code": "893",
        "name_fi": "Uusikaarlepyy",
        "kind": "municipality",
        "how": "typo",
        "flagged": True,
        "rivals": [],
    }


def test_reads_standard_input_one_name_a_line() -> None:
    result = CliRunner().invoke(resolve, ["--raw", RAW], input="Turun kaupunki\n\nVanda stad\n")
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "Turun kaupunki\t853\tTurku\tinflected form",
        "Vanda stad\t092\tVantaa\tSwedish name",
    ]


def test_text_tells_rivals_and_flags() -> None:
    result = CliRunner().invoke(resolve, ["Jyväskylan", "Jyväskylan kaupunki", "--raw", RAW])
    assert result.output.splitlines() == [
        "Jyväskylan\t-\t-\tnone\tperhaps: Jyväskylä",
        "Jyväskylan kaupunki\t179\tJyväskylä\ttypo\tflagged",
    ]


def test_a_wrong_date_is_a_usage_error() -> None:
    result = CliRunner().invoke(resolve, ["Turku", "--at", "21.11.2019", "--raw", RAW])
    assert result.exit_code == 2


def test_a_missing_folder_is_bad_input(tmp_path: Path) -> None:
    result = CliRunner().invoke(resolve, ["Turku", "--raw", str(tmp_path)])
    assert result.exit_code == 1
    assert "vocabulary/municipalities.csv: the file is missing" in result.stderr
