"""What the last check before publishing finds, tried on spoilt tables of the invented world."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.check import check_tables
from pipeline.cli.flow import Built
from pipeline.model import BadInputError, Problem
from pipeline.schema import schema

Tables = dict[str, pd.DataFrame]


@pytest.fixture
def spoilt(golden_built: Built) -> Tables:
    """Tables that a test may spoil."""
    return {name: frame.copy() for name, frame in golden_built.tables.items()}


def put(tables: Tables, table: str, ident: str, column: str, value: str | int | None) -> None:
    """Write a value into the row whose first key column is `ident`."""
    frame = tables[table]
    row = frame[schema().tables[table].key[0]].tolist().index(ident)
    frame.iloc[row, frame.columns.tolist().index(column)] = value


def problems(tables: Tables) -> list[Problem]:
    """What is wrong with the tables."""
    with pytest.raises(BadInputError) as caught:
        check_tables(tables)
    return caught.value.problems


def test_the_invented_world_is_sound(spoilt: Tables) -> None:
    check_tables(spoilt)


def test_keys_that_stand_twice_are_found(spoilt: Tables) -> None:
    for table in ("projects", "participations", "organisations"):
        spoilt[table] = pd.concat([spoilt[table], spoilt[table].iloc[[0]]], ignore_index=True)
    assert [(problem.file, problem.field, problem.what) for problem in problems(spoilt)] == [
        ("organisations", "organisation_id", "901 stands twice"),
        ("participations", "project_id", "2018-olematon/904/recipient stands twice"),
        ("projects", "project_id", "2018-olematon stands twice"),
    ]


LOST = [
    ("projects", "2020-keksi", "call_id", "haku-1999", "calls"),
    ("projects", "2020-keksi", "lead_id", "999", "organisations"),
    ("projects", "2020-keksi", "source_ids", "vm-2020-sv;none", "sources"),
    ("participations", "2020-keksi", "organisation_id", "998", "organisations"),
    ("participations", "2020-luulo", "project_id", "2020-other", "projects"),
    ("project_themes", "2020-keksi", "theme_id", "T99", "themes"),
    ("call_targets", "haku-2018", "theme_ids", "T91;T98", "themes"),
    ("calls", "haku-2018", "programme_id", "no-such", "programmes"),
    ("municipalities", "904", "successor_code", "997", "municipalities"),
    ("theme_concepts", "T91", "concept_uri", "https://concepts.example/9", "concepts"),
]


def test_references_to_nothing_are_found_even_across_packages(spoilt: Tables) -> None:
    for table, ident, column, value, _ in LOST:
        put(spoilt, table, ident, column, value)
    found = problems(spoilt)
    assert {problem.move for problem in found} == {"add the row or mend the reference"}
    told = sorted(
        (problem.file, problem.field, problem.what.split(" refers ")[1]) for problem in found
    )
    assert told == sorted(
        (table, column, f"to {value.split(';')[-1]!r}, which is not in {other}")
        for table, _, column, value, other in LOST
    )


EMPTIED = [
    ("projects", "2020-keksi", "status"),
    ("sources", "vm-2018-fi", "publisher"),
    ("calls", "haku-2018", "year"),
    ("outputs", "2020-keksi/kalenteri", "output_kind"),
]


def test_required_cells_without_a_value_are_found(spoilt: Tables) -> None:
    for table, ident, column in EMPTIED:
        put(spoilt, table, ident, column, None)
    assert [(problem.file, problem.field, problem.what) for problem in problems(spoilt)] == [
        (table, column, f"{ident} has no value") for table, ident, column in sorted(EMPTIED)
    ]


MISSHAPEN = [
    ("projects", "2020-keksi", "status", "finished", "status"),
    ("projects", "2020-keksi", "amount_kind", "ceiling", "amount_kind"),
    ("projects", "2020-luulo", "decided_on", "2020-12", "date"),
    ("sources", "vm-2018-fi", "source_kind", "rumour", "source_kind"),
    ("sources", "vm-2018-fi", "language", "se", "language"),
    ("sources", "vm-2018-fi", "published_on", "2018-3", "partial_date"),
    ("municipalities", "902", "grouping_2016", "wild", "grouping"),
    ("organisations", "903", "municipality_code", "93", "code"),
    ("mergers", "904", "merged_on", "1.1.2020", "date"),
    ("calls", "haku-2018", "closes_at", "2018-02-01 16:15", "moment"),
]


def test_words_and_shapes_that_are_not_allowed_are_found(spoilt: Tables) -> None:
    for table, ident, column, value, _ in MISSHAPEN:
        put(spoilt, table, ident, column, value)
    found = [problem for problem in problems(spoilt) if "which is not a " in problem.what]
    assert [(problem.file, problem.field, problem.what) for problem in found] == [
        (table, column, f"{ident} has {value!r}, which is not a {kind}")
        for table, ident, column, value, kind in sorted(MISSHAPEN, key=lambda row: (row[0], row[2]))
    ]


PERSONS = [
    "ask eero.esimerkki@keksila.example",
    "ask eero.esimerkki(at)keksila.example",
    "ask eero.esimerkki [at] keksila.example",
    "puh. 0295 123 456",
    "call 040 1234567 now",
    "call 040-123 4567",
    "tel +358 40 123 4567",
    "tel +358401234567",
]
NO_PERSONS = [
    "850000",
    "högst 442 400 euro",
    "0202211-3",
    "2020-12-11",
    "https://example.org/2019/0123456789",
    "VM/2058/02.02.03.09/2019",
    "28.90.32",
    "0.123456789",
    "twitter @keksila",
]


def test_ways_to_reach_a_person_are_found_and_nothing_else(spoilt: Tables) -> None:
    rows = spoilt["statements"]["statement_id"].tolist()
    for ident, text in zip(rows, [*PERSONS, *NO_PERSONS], strict=False):
        put(spoilt, "statements", ident, "note_sv", text)
    found = problems(spoilt)
    assert {(problem.file, problem.field) for problem in found} == {("statements", "note_sv")}
    assert [problem.what for problem in found] == [
        f"{ident} holds an e-mail address or telephone number" for ident in rows[: len(PERSONS)]
    ]


def test_as_much_as_the_sources_state_is_fine(spoilt: Tables) -> None:
    put(spoilt, "coverage", "haku-2020-1", "project_rows", 3)
    put(spoilt, "coverage", "haku-2020-1", "itemised_eur", 500000)
    check_tables(spoilt)


def test_more_than_the_sources_state_is_found(spoilt: Tables) -> None:
    put(spoilt, "coverage", "haku-2020-1", "project_rows", 4)
    put(spoilt, "coverage", "haku-2020-1", "itemised_eur", 500001)
    assert [(problem.file, problem.field, problem.what) for problem in problems(spoilt)] == [
        ("coverage", "itemised_eur", "haku-2020-1 has 500001, more than the 500000 stated"),
        ("coverage", "project_rows", "haku-2020-1 has 4, more than the 3 stated"),
    ]


def test_every_problem_of_every_table_is_told(spoilt: Tables) -> None:
    put(spoilt, "projects", "2020-keksi", "status", "finished")
    put(spoilt, "sources", "vm-2018-fi", "publisher", None)
    put(spoilt, "calls", "haku-2018", "programme_id", "none")
    assert [problem.file for problem in problems(spoilt)] == ["calls", "projects", "sources"]


def test_each_bad_cell_is_told_with_its_own_value(spoilt: Tables) -> None:
    put(spoilt, "projects", "2020-keksi", "status", "one")
    put(spoilt, "projects", "2020-luulo", "status", "two")
    assert [problem.what for problem in problems(spoilt)] == [
        "2020-keksi has 'one', which is not a status",
        "2020-luulo has 'two', which is not a status",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Soita 040 1234567.",
        "puh.0401234567",
        "(09) 123 4567",
        "(040) 123 4567",
        "+358 (0)40 123 4567",
        "+358-40-1234567",
        "+358401234567",
        "040\u00a01234567",
        "etu.suku (at) kunta.fi",
        "ETU.SUKU@KUNTA.FI",
        "010190-123A",
    ],
)
def test_persons_are_found_as_people_write_them(spoilt: Tables, text: str) -> None:
    put(spoilt, "projects", "2020-keksi", "summary_fi", text)
    (problem,) = problems(spoilt)
    assert (problem.file, problem.field) == ("projects", "summary_fi")
    assert text not in str(problem)


@pytest.mark.parametrize(
    "text",
    [
        "1234567-8",
        "850 000 euroa",
        "vuosina 2019-2020 ja 2021",
        "VM/0123456789/2020",
        "0,1234567 prosenttia",
        "https://kunta.example/a-0401234567",
        "10 401 234 567",
    ],
)
def test_other_figures_are_no_persons(spoilt: Tables, text: str) -> None:
    put(spoilt, "projects", "2020-keksi", "summary_fi", text)
    check_tables(spoilt)


def test_every_reference_of_a_list_is_looked_up(spoilt: Tables) -> None:
    put(spoilt, "outputs", "2020-keksi/kalenteri", "source_ids", "vm-2018-fi;gone-1;gone-2")
    assert [problem.what for problem in problems(spoilt)] == [
        f"2020-keksi/kalenteri refers to '{name}', which is not in sources"
        for name in ("gone-1", "gone-2")
    ]
