"""Statements that disagree are told with both sides, and each statement tells its use."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.model import BadInputError, Problem
from pipeline.read import Raw
from pipeline.resolve.conflicts import conflict_fields, conflicts, uses
from pipeline.resolve.rank import choose
from tests.small import Row, ranked_statements, say, small_raw

FAR = say("opened_on", "2018-01-10", subject_id="c2")
"""Something else that is told too."""


def used(raw: Raw, *wordings: str) -> pd.DataFrame:
    """The statements, ranked, with their use."""
    ranked = ranked_statements(raw, *wordings)
    ranked["use"] = uses(ranked, choose(ranked))
    return ranked


def use_by_source(*statements: Row) -> dict[str, str]:
    """Source → use of its one statement."""
    frame = used(small_raw(FAR, *statements), "by ear")
    frame = frame[frame["subject_id"] != "c2"]
    return dict(zip(frame["source_id"], frame["use"], strict=True))


def note(subject: str, field: str) -> Row:
    """A note on a conflict."""
    words = {f"note_{lang}": f"{field} {lang}" for lang in ("fi", "sv", "en")}
    return {"subject_id": subject, "field": field, **words}


def test_the_shown_the_agreeing_and_the_differing() -> None:
    assert use_by_source(
        say("grants_awarded", "9", subject_id="c"),
        say("grants_awarded", "9", subject_id="c", source_id="k"),
        say("grants_awarded", "8", subject_id="c", source_id="l"),
    ) == {"m": "shown", "k": "agrees", "l": "differs"}


def test_a_less_exact_date_agrees() -> None:
    assert use_by_source(
        say("ends_on", "2021"),
        say("ends_on", "2021-11-30", source_id="k"),
        say("ends_on", "2021-12", source_id="l"),
    ) == {"m": "agrees", "k": "shown", "l": "differs"}


def test_another_kind_of_amount_differs() -> None:
    assert use_by_source(
        say("amount_max_eur", "10"),
        say("amount_max_eur", "10", source_id="k"),
        say("amount_approx_eur", "9", source_id="l"),
    ) == {"m": "shown", "k": "agrees", "l": "differs"}


def test_several_values_of_a_list_never_differ() -> None:
    frame = used(
        small_raw(
            FAR,
            say("partner", "Satula"),
            say("partner", "Satula", source_id="k"),
            say("partner", "Luulola", source_id="l"),
        )
    )
    partners = frame[frame["field"] == "partner"]
    told = set(partners[["source_id", "value", "use"]].itertuples(index=False, name=None))
    assert told == {
        ("m", "Satula", "shown"),
        ("k", "Satula", "agrees"),
        ("l", "Luulola", "shown"),
    }


@pytest.mark.parametrize(
    ("statement", "use"),
    [
        (say("own_share_eur", "5"), "context"),
        (say("lead", "Satula", subject_id="d"), "context"),
        (say("lead", "Satula"), "shown"),
        (say("reuse", "by ear"), "context"),
    ],
)
def test_what_no_column_shows_is_context(statement: Row, use: str) -> None:
    assert use_by_source(statement) == {"m": use}


def conflict_table(*statements: Row, notes: list[Row]) -> pd.DataFrame:
    """Table conflicts of these statements."""
    raw = small_raw(
        FAR,
        *statements,
        conflict_notes=notes,
        subjects={"p": "project", "c": "call", "c2": "call", "d": "candidate"},
    )
    return conflicts(used(raw), raw)


def problems(*statements: Row, notes: list[Row]) -> list[Problem]:
    """What is wrong with the conflicts of these statements."""
    with pytest.raises(BadInputError) as caught:
        conflict_table(*statements, notes=notes)
    return caught.value.problems


TWO_SIDES = (
    say("grants_awarded", "9", subject_id="c"),
    say("grants_awarded", "8", subject_id="c", source_id="l"),
)


def test_both_sides_of_a_disagreement_are_kept() -> None:
    table = conflict_table(*TWO_SIDES, notes=[note("c", "grants_awarded")])
    told = table[["value", "source_id", "is_shown", "conflict_kind", "note_sv"]]
    assert sorted(told.itertuples(index=False, name=None)) == [
        ("8", "l", False, "disagreement", "grants_awarded sv"),
        ("9", "m", True, "disagreement", "grants_awarded sv"),
    ]
    assert conflict_fields(table).to_dict() == {"c": "grants_awarded"}


def test_a_disagreement_needs_a_note() -> None:
    (problem,) = problems(*TWO_SIDES, notes=[])
    assert (problem.file, problem.row, problem.field) == ("statements.csv", 4, "value")
    told = "the sources disagree on grants_awarded of c, without a note"
    assert problem.what == f"{told}; compare statements.csv, row 3"
    assert problem.move == "add a line to conflict_notes.csv"


def test_a_note_on_nothing_is_told() -> None:
    told = problems(*TWO_SIDES, notes=[note("c", "grants_awarded"), note("c", "joint_only")])
    assert [(problem.file, problem.row) for problem in told] == [("conflict_notes.csv", 3)]
    assert told[0].move == "remove the note"


def test_a_note_on_one_value_is_a_caveat() -> None:
    table = conflict_table(say("lead", "Satula"), notes=[note("p", "lead")])
    assert table["conflict_kind"].tolist() == ["caveat"]
    assert conflict_fields(table).empty


def test_amounts_of_all_kinds_share_a_note() -> None:
    table = conflict_table(
        say("amount_max_eur", "10"),
        say("amount_approx_eur", "9", source_id="l"),
        notes=[note("p", "amount_eur")],
    )
    assert sorted(table["field"]) == ["amount_approx_eur", "amount_max_eur"]
    assert conflict_fields(table).to_dict() == {"p": "amount_approx_eur;amount_max_eur"}


def test_possible_calls_share_the_note_of_the_call() -> None:
    table = conflict_table(
        say("call", "c", certainty="inferred"),
        say("call_candidate", "c2"),
        notes=[note("p", "call")],
    )
    assert sorted(table["field"]) == ["call", "call_candidate"]


def test_what_is_said_of_a_candidate_is_no_conflict() -> None:
    table = conflict_table(
        say("amount_max_eur", "1", subject_id="d"),
        say("amount_max_eur", "2", subject_id="d", source_id="l"),
        notes=[],
    )
    assert table.empty


def test_reuse_of_an_output_is_shown_with_it() -> None:
    frame = used(
        small_raw(FAR, say("output", "boldness", item="x"), say("reuse", "boldness", item="x"))
    )
    assert set(frame[frame["item"] == "x"]["use"]) == {"shown"}


TWO_KINDS = (
    say("output", "boldness", item="x"),
    say("output_kind", "guide", item="x"),
    say("output_kind", "report", item="x", source_id="l"),
    say("output", "boldness", item="y"),
    say("output_kind", "dataset", item="y"),
)


def test_documents_that_disagree_on_an_output_need_a_note() -> None:
    (problem,) = problems(*TWO_KINDS, notes=[])
    told = "the sources disagree on output_kind of p, without a note"
    assert problem.what == f"{told}; compare statements.csv, row 4"


def test_only_the_output_in_dispute_is_a_side() -> None:
    table = conflict_table(*TWO_KINDS, notes=[note("p", "output_kind")])
    assert sorted(table[["value", "is_shown"]].itertuples(index=False, name=None)) == [
        ("guide", True),
        ("report", False),
    ]


@pytest.mark.parametrize(
    ("sure", "uses"),
    [
        ("stated", {"lead": "shown", "recipient": "agrees"}),
        ("inferred", {"lead": "shown", "recipient": "shown"}),
    ],
)
def test_a_role_that_is_not_shown_is_not_marked_as_shown(sure: str, uses: dict[str, str]) -> None:
    frame = used(small_raw(FAR, say("lead", "Satula", certainty=sure), say("recipient", "Satula")))
    roles = frame[frame["field"].isin(["lead", "recipient"])]
    assert dict(zip(roles["field"], roles["use"], strict=True)) == uses
