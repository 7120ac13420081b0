"""One row a programme, call and project, seen in the invented world."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pipeline.cli.flow import Built
from pipeline.resolve.rank import choose
from pipeline.resolve.subjects import projects
from pipeline.schema import schema
from tests.small import ranked_statements, say, small_raw


def row(built: Built, table: str, ident: str) -> dict[str, Any]:
    """One row of a table; missing cells as None."""
    key = schema().tables[table].key[0]
    cells = built.tables[table].set_index(key).loc[ident].to_dict()
    return {str(name): None if pd.isna(cell) else cell for name, cell in cells.items()}


@pytest.mark.parametrize(
    ("project", "status", "certainty"),
    [
        ("2018-satula", "recipient only", "stated"),
        ("2020-keksi", "itemised", "stated"),
        ("2020-luulo", "itemised", "stated"),
        ("2020-arvio", "inferred", "inferred"),
        ("2020-arvaus", "inferred", "unresolved"),
    ],
)
def test_the_status_tells_how_much_is_known(
    golden_built: Built, project: str, status: str, certainty: str
) -> None:
    told = row(golden_built, "projects", project)
    assert (told["status"], told["call_certainty"]) == (status, certainty)


def test_a_project_without_a_call_names_the_possible_ones(golden_built: Built) -> None:
    told = row(golden_built, "projects", "2020-arvaus")
    assert told["call_id"] is None
    assert told["call_candidates"] == "haku-2020-1;haku-2020-2"


def test_an_amount_stands_with_its_kind(golden_built: Built) -> None:
    names = ["amount_eur", "amount_kind", "amount_qualifier", "amount_certainty"]
    told = row(golden_built, "projects", "2020-keksi")
    assert [told[name] for name in names] == [120000, "maximum", "max", "stated"]
    told = row(golden_built, "projects", "2020-arvio")
    assert [told[name] for name in names] == [50000, "approximate", "about", "stated"]
    told = row(golden_built, "projects", "2020-arvaus")
    assert [told[name] for name in names] == [None] * 4


def test_translated_titles_are_told_apart(golden_built: Built) -> None:
    told = row(golden_built, "projects", "2020-luulo")
    assert (told["title_fi"], told["title_sv"]) == ("Luulo ja tieto", "Tro och vetande")
    assert (told["translated_titles"], told["title_certainty"]) == ("en;fi", "stated")
    assert row(golden_built, "projects", "2018-satula")["title_certainty"] is None


def test_the_lead_is_named_in_both_languages(golden_built: Built) -> None:
    told = row(golden_built, "projects", "2020-luulo")
    assert [told[f"lead_{name}"] for name in ("id", "name_fi", "name_sv")] == [
        "903",
        "Luulola",
        "Gissnäs",
    ]


def test_the_year_of_a_call_is_that_of_its_opening(golden_built: Built) -> None:
    assert row(golden_built, "calls", "haku-2018")["year"] == 2018


def test_the_most_exact_deadline_is_shown(golden_built: Built) -> None:
    assert row(golden_built, "calls", "haku-2020-2")["closes_at"] == "2020-09-15T16:15"


def test_the_editors_choice_stands_in_the_table(golden_built: Built) -> None:
    assert row(golden_built, "projects", "2020-keksi")["starts_on"] == "2020-10-01"


def test_several_wordings_are_one_cell(golden_built: Built) -> None:
    told = row(golden_built, "programmes", "tuki")
    assert told["legal_basis_sv"] == "9 § i fabelförordningen; fantasilagen"


def test_an_appropriation_knows_its_scheme(golden_built: Built) -> None:
    assert row(golden_built, "programmes", "tuki-2020")["parent_id"] == "tuki"
    assert row(golden_built, "programmes", "tuki")["parent_id"] is None


def test_a_candidate_is_in_no_view(golden_built: Built) -> None:
    for name in ("programmes", "calls", "projects", "participations", "outputs", "coverage"):
        text = golden_built.tables[name].astype("str")
        assert not text.apply(lambda column: column.str.contains("cand-haave")).any(axis=None), name
    assert "cand-haave" in set(golden_built.tables["statements"]["subject_id"])


def test_what_speaks_for_each_possible_call_is_told() -> None:
    frame = ranked_statements(
        small_raw(
            say("call_candidate", "c2", certainty="inferred", note="boldness"),
            say("call_candidate", "c", certainty="inferred", note="stories"),
            say("call", "c", subject_id="q", certainty="inferred", note="weak: by its year alone"),
            say("call_candidate", "c2", subject_id="q", note="boldness"),
            subjects={"p": "project", "q": "project", "c": "call", "c2": "call"},
        )
    )
    frame["use"] = ""
    shown = choose(frame)
    people = pd.DataFrame(columns=["project_id", "role", "organisation_id", "name_fi", "name_sv"])
    table = projects(frame, shown, people).set_index("project_id")
    assert table["call_note_en"].to_dict() == {
        "p": "c: stories; c2: boldness",
        "q": "weak: by its year alone; c2: boldness",
    }
    assert table["call_note_sv"]["p"] == "c: berättelser; c2: djärvhet"
