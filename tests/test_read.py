"""data/raw is read as it stands, each statement knowing its document and its row."""

from __future__ import annotations

import pytest

from pipeline.model import FILE, ROW, BadInputError, Problem
from pipeline.read import read_raw
from tests.places import GOLDEN
from tests.world import World


def problems(world: World) -> list[Problem]:
    """What is wrong with the raw files of the world."""
    with pytest.raises(BadInputError) as caught:
        read_raw(world.raw)
    return caught.value.problems


def test_a_statement_knows_its_document_and_its_row() -> None:
    raw = read_raw(GOLDEN / "raw")
    files = raw.statements[FILE].drop_duplicates().tolist()
    assert files == sorted(files)
    assert (raw.statements[FILE] == "statements/" + raw.statements["source_id"] + ".csv").all()
    lead = raw.statements[raw.statements["as_written"] == "Påhitby stad"].iloc[0]
    lines = (GOLDEN / "raw" / lead[FILE]).read_text(encoding="utf-8").splitlines()
    assert "Påhitby stad" in lines[lead[ROW] - 1]


def test_a_document_that_is_not_registered_is_told(world: World) -> None:
    (world.raw / "statements/vm-2018-fi.csv").rename(world.raw / "statements/vm-2081-fi.csv")
    source, document = problems(world)
    assert (document.file, document.row) == ("statements/vm-2081-fi.csv", 0)
    assert document.what == "'vm-2081-fi' is not registered"
    assert document.move == "add it to sources.csv"
    assert (source.file, source.field) == ("sources.csv", "source_id")
    assert source.what == "'vm-2018-fi' has no file statements/vm-2018-fi.csv"
    line = world.read("sources.csv").splitlines()[source.row - 1]
    assert line.startswith("vm-2018-fi,")


@pytest.mark.parametrize(
    "name",
    ["sources", "subjects", "corrections", "choices", "conflict_notes", "edition"],
)
def test_a_missing_file_is_told(world: World, name: str) -> None:
    (world.raw / f"{name}.csv").unlink()
    assert any(
        (problem.file, problem.what) == (f"{name}.csv", "the file is missing")
        for problem in problems(world)
    )


def test_raw_data_without_a_document_is_told(world: World) -> None:
    for path in (world.raw / "statements").iterdir():
        path.unlink()
    (problem,) = problems(world)
    assert str(problem) == "statements: holds no statement file; add at least one document."


def test_a_statement_that_stands_twice_is_told(world: World) -> None:
    file = "statements/vm-2018-fi.csv"
    line = next(line for line in world.read(file).splitlines() if line.startswith("2018-satula,r"))
    row = world.append(file, line)
    (problem,) = problems(world)
    assert (problem.file, problem.row, problem.field) == (file, row, "subject_id")
    assert "stands twice" in problem.what


def test_the_same_field_twice_is_not_the_same_statement_twice(world: World) -> None:
    file = "statements/vm-2018-fi.csv"
    before = len(read_raw(world.raw).statements)
    world.append(file, "2018-satula,recipient,,Luulolan,Luulola,,fi,stated,quote,,")
    assert len(read_raw(world.raw).statements) == before + 1


def test_a_source_that_stands_twice_is_told(world: World) -> None:
    line = world.read("sources.csv").splitlines()[1]
    row = world.append("sources.csv", line)
    (problem,) = problems(world)
    assert (problem.file, problem.row, problem.field) == ("sources.csv", row, "source_id")


@pytest.mark.parametrize("rows", ["", "1,2020-01-01\n2,2020-02-02\n"])
def test_there_is_one_edition(world: World, rows: str) -> None:
    world.write("edition.csv", "version,issued_on\n" + rows)
    (problem,) = problems(world)
    assert problem.file == "edition.csv"
    assert "one row" in problem.what


def test_a_broken_file_does_not_hide_the_faults_of_others(world: World) -> None:
    world.write("choices.csv", "a,b\n")
    world.append("statements/lehti-2020-fi.csv", "one cell")
    assert [problem.file for problem in problems(world)] == [
        "choices.csv",
        "statements/lehti-2020-fi.csv",
    ]
