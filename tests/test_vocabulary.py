"""The vocabulary is read whole, with unique keys in order."""

from __future__ import annotations

import pytest

from pipeline.model import BadInputError, Problem
from pipeline.vocabulary import Vocabulary, load_vocabulary
from tests.places import GOLDEN
from tests.world import World


def problems(world: World) -> list[Problem]:
    """What is wrong with the vocabulary of the world."""
    with pytest.raises(BadInputError) as caught:
        load_vocabulary(world.raw)
    return caught.value.problems


def test_every_file_is_read() -> None:
    vocabulary = load_vocabulary(GOLDEN / "raw")
    assert all(len(getattr(vocabulary, name)) for name in Vocabulary.__dataclass_fields__)
    assert vocabulary.municipalities["code"].tolist() == ["901", "902", "903", "904"]


def test_a_key_that_stands_twice_is_told_with_its_row(world: World) -> None:
    row = world.append("vocabulary/regions.csv", "92,Toinen,Andra,Other")
    (problem,) = problems(world)
    assert (problem.file, problem.row) == ("vocabulary/regions.csv", row)
    assert problem.field == "region_code"
    assert "'92' stands twice" in problem.what


def test_a_key_of_several_columns_may_share_one_of_them(world: World) -> None:
    world.append("vocabulary/municipality_names.csv", "904,sv,Tomheten,historical,invented")
    assert len(load_vocabulary(world.raw).municipality_names) == 3


def test_rows_out_of_order_are_told_with_the_next_move(world: World) -> None:
    row = world.append("vocabulary/regions.csv", "90,Alku,Början,Start")
    (problem,) = problems(world)
    assert (problem.file, problem.row) == ("vocabulary/regions.csv", row)
    assert problem.what == f"is out of order beside vocabulary/regions.csv, row {row - 1}"
    assert problem.move == "run digiavustukset tidy"


def test_the_very_first_rows_may_be_out_of_order_too(world: World) -> None:
    header, *rows = world.read("vocabulary/regions.csv").splitlines()
    world.write("vocabulary/regions.csv", "\n".join([header, *reversed(rows), ""]))
    (problem,) = problems(world)
    beside = "is out of order beside vocabulary/regions.csv, row 2"
    assert (problem.row, problem.what) == (3, beside)


def test_the_faults_of_all_files_are_told_together(world: World) -> None:
    (world.raw / "vocabulary/themes.csv").unlink()
    world.write("vocabulary/regions.csv", "code,name\n")
    assert [problem.file for problem in problems(world)] == [
        "vocabulary/regions.csv",
        "vocabulary/themes.csv",
    ]


@pytest.mark.parametrize(
    ("codes", "row"),
    [
        (["91", "94", "92", "93"], 3),
        (["91", "92", "93", "90", "94"], 5),
        (["94", "91", "92"], 2),
        (["91", "93", "92"], 4),
        (["92", "91"], 3),
    ],
)
def test_the_row_that_is_told_is_the_stray_one(world: World, codes: list[str], row: int) -> None:
    lines = [f"{code},a,b,c" for code in codes]
    world.write(
        "vocabulary/regions.csv", "\n".join(["region_code,name_fi,name_sv,name_en", *lines, ""])
    )
    told = [problem.row for problem in problems(world) if "is out of order" in problem.what]
    assert told == [row]


def test_a_space_at_the_end_of_a_key_is_told(world: World) -> None:
    row = world.replace("vocabulary/regions.csv", "91,", "91 ,")
    assert ("vocabulary/regions.csv", row, "has a space at its start or end") in [
        (problem.file, problem.row, problem.what) for problem in problems(world)
    ]
