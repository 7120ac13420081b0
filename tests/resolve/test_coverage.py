"""What the sources state against what is itemised, in projects and in euros."""

from __future__ import annotations

import pandas as pd

from pipeline.resolve.coverage import coverage

Project = tuple[str | None, str, int | None, str | None]
Call = tuple[str, int | None, int | None, str | None]
FAR_PROJECT: Project = (None, "inferred", None, "z")
FAR_CALL: Call = ("z", None, None, "shared")
"""Something else that is told too."""


def projects(*rows: Project) -> pd.DataFrame:
    """Projects of (call, status, euros, possible calls)."""
    frame = pd.DataFrame(
        [*rows, FAR_PROJECT], columns=["call_id", "status", "amount_eur", "call_candidates"]
    )
    text = dict.fromkeys(("call_id", "status", "call_candidates"), "str")
    return frame.astype({**text, "amount_eur": "Int64"})


def calls(*rows: Call) -> pd.DataFrame:
    """Calls of (id, grants stated, euros stated, shared appropriation)."""
    names = ["call_id", "grants_awarded", "total_awarded_eur", "appropriation_parent_id"]
    frame = pd.DataFrame([*rows, FAR_CALL], columns=names)
    numbers = {"grants_awarded": "Int64", "total_awarded_eur": "Int64"}
    return frame.astype({"call_id": "str", "appropriation_parent_id": "str", **numbers})


def row(table: pd.DataFrame, ident: str) -> dict[str, object]:
    """The row of one call, missing cells as None."""
    cells = table.set_index("coverage_id").loc[ident].to_dict()
    return {str(name): None if pd.isna(cell) else cell for name, cell in cells.items()}


def test_statuses_and_their_euros_are_counted_apart() -> None:
    table = coverage(
        projects(
            ("a", "itemised", 100, None),
            ("a", "itemised", 50, None),
            ("a", "itemised", None, None),
            ("a", "inferred", 30, None),
            ("a", "recipient only", None, None),
        ),
        calls(("a", 8, 400, None)),
    )
    assert row(table, "a") == {
        "stated_grants": 8,
        "project_rows": 5,
        "itemised_projects": 3,
        "recipient_only": 1,
        "inferred_projects": 1,
        "with_amount": 3,
        "stated_total_eur": 400,
        "itemised_eur": 150,
        "inferred_eur": 30,
        "rows_share_pct": 62.5,
        "itemised_share_pct": 37.5,
    }


def test_no_sum_is_missing_and_not_nought() -> None:
    told = row(
        coverage(
            projects(("a", "itemised", None, None), ("b", "inferred", 5, None)),
            calls(("a", None, None, None), ("b", 3, None, None)),
        ),
        "a",
    )
    assert told["with_amount"] == 0
    for name in ("itemised_eur", "inferred_eur", "rows_share_pct", "itemised_share_pct"):
        assert told[name] is None


def test_a_call_without_a_project_has_a_row() -> None:
    told = row(
        coverage(projects(("a", "itemised", 1, None)), calls(("a", 1, 1, None), ("b", 3, 9, None))),
        "b",
    )
    assert (told["stated_grants"], told["project_rows"], told["with_amount"]) == (3, 0, 0)
    assert told["rows_share_pct"] == 0


def test_a_project_without_a_call_counts_under_the_shared_appropriation() -> None:
    table = coverage(
        projects(
            (None, "inferred", 7, "a;b"), ("a", "itemised", 1, None), (None, "inferred", 1, None)
        ),
        calls(("a", 1, 1, "both"), ("b", 1, 1, "both")),
    )
    assert table["coverage_id"].tolist() == ["a", "b", "both", "shared", "unresolved", "z"]
    told = row(table, "both")
    assert (told["project_rows"], told["inferred_eur"], told["stated_grants"]) == (1, 7, None)
    assert row(table, "a")["inferred_eur"] is None


def test_shares_have_one_decimal() -> None:
    table = coverage(projects(*[("a", "itemised", 1, None)] * 2), calls(("a", 3, 3, None)))
    assert row(table, "a")["rows_share_pct"] == 66.7


def test_a_world_in_which_every_call_is_known_is_counted() -> None:
    projects = pd.DataFrame(
        {"call_id": ["a"], "status": ["itemised"], "amount_eur": [1], "call_candidates": [None]}
    ).astype({"amount_eur": "Int64"})
    calls = pd.DataFrame({"call_id": ["a"], "grants_awarded": [1], "total_awarded_eur": [1]})
    table = coverage(projects, calls.assign(appropriation_parent_id=None))
    assert table[["coverage_id", "project_rows"]].to_dict("records") == [
        {"coverage_id": "a", "project_rows": 1}
    ]
