"""Text tables are read strictly and told apart by file and row."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.model import FILE, ROW, BadInputError, Problem, read_table, write_table

COLUMNS = ("a", "b")


def table(tmp_path: Path, data: bytes) -> Path:
    """A file that holds the bytes."""
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    return path


def only_problem(path: Path, name: str = "t.csv") -> Problem:
    """The one problem of reading the file."""
    with pytest.raises(BadInputError) as caught:
        read_table(path, COLUMNS, name)
    (problem,) = caught.value.problems
    return problem


def test_cells_are_text_and_rows_know_their_place(tmp_path: Path) -> None:
    path = table(tmp_path, b'a,b\n049,\n\n"x\ny",NA\nlast,"say ""so"", ok"\n')
    frame = read_table(path, COLUMNS, "raw/t.csv")
    assert frame["a"].tolist() == ["049", "x\ny", "last"]
    assert frame["b"].tolist() == ["", "NA", 'say "so", ok']
    assert frame[ROW].tolist() == [2, 4, 6]
    assert frame[FILE].tolist() == ["raw/t.csv"] * 3


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    frame = read_table(table(tmp_path, b"a,b\n"), COLUMNS)
    assert frame.empty
    assert list(frame.columns) == ["a", "b", FILE, ROW]


def test_the_path_is_the_name_where_none_is_given(tmp_path: Path) -> None:
    path = table(tmp_path, b"a,b\n1,2\n")
    assert read_table(path, COLUMNS)[FILE].tolist() == [str(path)]


@pytest.mark.parametrize(
    ("data", "row", "what", "move"),
    [
        (b"", 1, "the header is '' instead of 'a,b'", "names in this order"),
        (b"b,a\n1,2\n", 1, "the header is 'b,a'", "names in this order"),
        (b"a,b,c\n1,2,3\n", 1, "the header is 'a,b,c'", "names in this order"),
        (b"a;b\n1;2\n", 1, "the header is 'a;b'", "names in this order"),
        (b"a,b\n1,2\n1,2,3\n", 3, "3 cells where the header has 2", "quote cells"),
        (b'a,b\n"x\ny",2\n\n1\n', 5, "1 cells where the header has 2", "quote cells"),
        (b"\xef\xbb\xbfa,b\n1,2\n", 1, "U+FEFF", "without BOM"),
        (b"a,b\n1,\x00\n", 2, "U+0000", "save it as UTF-8"),
        (b"a,b\r\n1,2\r\n", 1, "U+000D", "LF line ends"),
        (b"a,b\n1,2\r3\n", 2, "U+000D", "LF line ends"),
        (b"a,b\n1,x\xef\xbb\xbf\n", 2, "U+FEFF", "without BOM"),
        (b"a,b\n1,2\n1,P\xe5hittby\n", 3, "is not UTF-8", "save the file as UTF-8"),
        (b'a,b\n1,2\n"x"y,2\n', 3, "is not CSV", "mend the quotes"),
        (b'a,b\n1,2\n"x,2\n', 3, "is not CSV", "mend the quotes"),
    ],
)
def test_a_fault_tells_file_row_and_next_move(
    tmp_path: Path, data: bytes, row: int, what: str, move: str
) -> None:
    problem = only_problem(table(tmp_path, data))
    assert (problem.file, problem.row) == ("t.csv", row)
    assert what in problem.what
    assert move in problem.move


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    problem = only_problem(tmp_path / "none.csv", "none.csv")
    assert str(problem) == "none.csv: the file is missing; add it or restore it from git."


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").mkdir()
    assert "cannot be read" in only_problem(tmp_path / "t.csv").what


def test_written_text_reads_back(tmp_path: Path) -> None:
    frame = pd.DataFrame({"a": ["049", "x,y", 'q"q', ""], "b": ["", "x\ny", "å", "z"]}, dtype="str")
    text = write_table(frame)
    assert text == 'a,b\n049,\n"x,y","x\ny"\n"q""q",å\n,z\n'
    again = read_table(table(tmp_path, text.encode()), COLUMNS)
    assert again[["a", "b"]].to_dict("list") == frame.to_dict("list")


def test_a_missing_cell_is_written_empty() -> None:
    assert write_table(pd.DataFrame({"a": ["x", None], "b": [None, "y"]})) == "a,b\nx,\n,y\n"
