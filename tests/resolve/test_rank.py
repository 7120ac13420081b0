"""Which of several statements is shown, rule by rule."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.model import BadInputError, Problem
from pipeline.resolve.rank import agree, check_choices, choose
from tests.small import Row, ranked_statements, say, small_raw

FAR = say("opened_on", "2018-01-10", subject_id="c2")
"""Something else that is told too."""


def shown(*statements: Row, choices: list[Row] | None = None) -> pd.Series:
    """The one statement that is shown of these."""
    chosen = choose(ranked_statements(small_raw(FAR, *statements, choices=choices or [])))
    here = chosen[chosen["subject_id"] == "p"]
    assert len(here) == 1
    return here.iloc[0]


WORSE_THAN_MINISTRY = ["n", "k", "h", "l", "editor"]


@pytest.mark.parametrize(
    ("better", "worse"),
    list(zip(["m", *WORSE_THAN_MINISTRY], WORSE_THAN_MINISTRY, strict=False)),
)
def test_the_higher_authority_is_shown(better: str, worse: str) -> None:
    one = say("participant_count", "1", source_id=better)
    other = say("participant_count", "2", source_id=worse)
    assert shown(one, other)["value"] == "1"
    assert shown(other, one)["value"] == "1"


@pytest.mark.parametrize(
    ("better", "worse"),
    [("stated", "inferred"), ("inferred", "editorial"), ("stated", "editorial")],
)
def test_the_firmer_is_shown_whoever_says_it(better: str, worse: str) -> None:
    firm = say("participant_count", "1", source_id="l", certainty=better)
    loose = say("participant_count", "2", source_id="m", certainty=worse)
    assert shown(loose, firm)["value"] == "1"


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("amount_max_eur", "amount_granted_eur"),
        ("amount_granted_eur", "amount_approx_eur"),
        ("amount_max_eur", "amount_approx_eur"),
    ],
)
def test_the_more_exact_kind_of_amount_is_shown(better: str, worse: str) -> None:
    one = say(better, "1", source_id="m2")
    other = say(worse, "2", source_id="m")
    assert shown(other, one)["field"] == better


def test_authority_goes_before_the_kind_of_amount() -> None:
    rough = say("amount_approx_eur", "1", source_id="m")
    exact = say("amount_max_eur", "2", source_id="k")
    assert shown(exact, rough)["field"] == "amount_approx_eur"


def test_the_value_told_most_often_is_shown() -> None:
    often = [say("participant_count", "2", source_id=name) for name in ("k2", "h")]
    once = say("participant_count", "1", source_id="k")
    assert shown(once, *often)["value"] == "2"


def test_a_source_that_repeats_itself_counts_once() -> None:
    first = say("participant_count", "1", source_id="k")
    again = [say("participant_count", "2", source_id="k2", as_written=word) for word in ("a", "b")]
    assert shown(*again, first)["value"] == "1"


def test_a_value_of_another_subject_counts_for_nothing() -> None:
    there = [say("participant_count", "2", source_id=name, subject_id="d") for name in ("k", "k2")]
    here = [
        say("participant_count", "1", source_id="k"),
        say("participant_count", "2", source_id="k2"),
    ]
    chosen = choose(ranked_statements(small_raw(FAR, *there, *here)))
    assert chosen.set_index("subject_id")["value"].to_dict() == {
        "p": "1",
        "d": "2",
        "c2": "2018-01-10",
    }


def test_the_first_source_is_shown_where_all_else_is_equal() -> None:
    one = say("participant_count", "2", source_id="k")
    other = say("participant_count", "1", source_id="k2")
    assert shown(other, one)["source_id"] == "k"


def test_the_editors_choice_is_shown_against_every_rule() -> None:
    firm = say("participant_count", "1", source_id="m")
    loose = say("participant_count", "2", source_id="l", certainty="inferred")
    choice = {"subject_id": "p", "field": "participant_count", "source_id": "l", "reason": "so"}
    assert shown(firm, loose, choices=[choice])["value"] == "2"


@pytest.mark.parametrize("change", [{"subject_id": "c"}, {"field": "grants_pending"}])
def test_a_choice_is_for_its_own_subject_and_field(change: Row) -> None:
    firm = say("participant_count", "1", source_id="m")
    loose = say("participant_count", "2", source_id="l")
    choice = {"subject_id": "p", "field": "participant_count", "source_id": "l", **change}
    assert shown(firm, loose, choices=[choice])["value"] == "1"


@pytest.mark.parametrize(
    ("best", "exact"),
    [("2021", "2021-11-30"), ("2021-11", "2021-11-30"), ("2021", "2021-11")],
)
def test_the_most_exact_of_agreeing_dates_is_shown(best: str, exact: str) -> None:
    rough = say("ends_on", best, source_id="m")
    fine = say("ends_on", exact, source_id="l", certainty="inferred")
    assert shown(rough, fine)["value"] == exact


def test_a_more_exact_date_that_disagrees_is_not_shown() -> None:
    rough = say("ends_on", "2021", source_id="m")
    fine = say("ends_on", "2022-01-31", source_id="l")
    assert shown(fine, rough)["value"] == "2021"


def test_of_equally_exact_dates_the_best_ranked_is_shown() -> None:
    rough = say("ends_on", "2021", source_id="m")
    two = [say("ends_on", "2021-10", source_id="h"), say("ends_on", "2021-11", source_id="k")]
    assert shown(*two, rough)["value"] == "2021-11"


def test_exactness_is_for_dates_alone() -> None:
    short = say("decision_ref", "VM/1", source_id="m")
    long = say("decision_ref", "VM/123", source_id="l")
    assert shown(long, short)["value"] == "VM/1"


def test_a_field_of_many_values_is_not_chosen_from() -> None:
    ranked = ranked_statements(small_raw(FAR, say("partner", "Satula"), say("partner", "Luulola")))
    assert choose(ranked)["field"].tolist() == ["opened_on"]


def test_the_kinds_of_amount_are_one_concept() -> None:
    ranked = ranked_statements(small_raw(say("amount_max_eur", "1"), say("total_budget_eur", "2")))
    assert dict(zip(ranked["field"], ranked["concept"], strict=True)) == {
        "amount_max_eur": "amount_eur",
        "total_budget_eur": "total_budget_eur",
    }


@pytest.mark.parametrize(
    ("one", "other", "so"),
    [
        ("2021", "2021-11-30", True),
        ("2021-11-30", "2021", True),
        ("2021-11-30", "2021-11-30T16:15", True),
        ("2021-11", "2021-12-01", False),
        ("2021", "2022", False),
    ],
)
def test_dates_agree_where_one_is_only_less_exact(one: str, other: str, so: bool) -> None:
    assert agree(one, other) is so


def choice_problems(
    *statements: Row, source: str, field: str = "participant_count"
) -> list[Problem]:
    """What is wrong with choosing the source for the field of p."""
    raw = small_raw(*statements, choices=[{"subject_id": "p", "field": field, "source_id": source}])
    try:
        check_choices(ranked_statements(raw), raw)
    except BadInputError as error:
        return error.problems
    return []


FOUR_RIVALS = [say("participant_count", str(n), source_id=s) for n, s in enumerate("mnkh")]


@pytest.mark.parametrize(
    ("statements", "source"),
    [
        ([say("participant_count", "1"), say("participant_count", "2", source_id="l")], "l"),
        ([say("participant_count", "1"), say("participant_count", "2", source_id="m2")], "m"),
        ([say("participant_count", "1"), say("participant_count", "2", source_id="m2")], "m2"),
        (FOUR_RIVALS, "h"),
    ],
)
def test_a_choice_that_changes_or_settles_something_may_stand(
    statements: list[Row], source: str
) -> None:
    assert choice_problems(*statements, source=source) == []


@pytest.mark.parametrize(
    ("statements", "source"),
    [
        ([say("participant_count", "1"), say("participant_count", "2", source_id="l")], "m"),
        ([say("participant_count", "1"), say("participant_count", "1", source_id="l")], "l"),
        (FOUR_RIVALS, "m"),
    ],
)
def test_a_choice_that_changes_nothing_is_told(statements: list[Row], source: str) -> None:
    (problem,) = choice_problems(*statements, source=source)
    assert (problem.file, problem.row, problem.field) == ("choices.csv", 2, "source_id")
    assert problem.what == f"the choice of {source} changes nothing"
    assert problem.move == "remove the line"


@pytest.mark.parametrize(
    ("statement", "source"),
    [(say("participant_count", "1"), "l"), (say("grants_pending", "1"), "m")],
)
def test_a_choice_of_a_source_that_is_silent_is_told_with_its_file(
    statement: Row, source: str
) -> None:
    (problem,) = choice_problems(statement, source=source)
    assert (problem.file, problem.row, problem.field) == ("choices.csv", 2, "source_id")
    assert problem.what == f"the choice of {source} changes nothing"
    lost = f"or give the statement that statements/{source}.csv lacks"
    assert problem.move == f"remove the line, {lost}"


def test_a_world_without_dates_is_ranked() -> None:
    assert len(choose(ranked_statements(small_raw(say("participant_count", "1"))))) == 1


def test_each_output_has_its_own_kind_and_address() -> None:
    told = [
        say(field, value, item=item)
        for item, kind in (("a", "guide"), ("b", "report"))
        for field, value in (("output", item), ("output_kind", kind))
    ]
    shown = choose(ranked_statements(small_raw(*told), "a", "b"))
    kinds = shown[shown["field"] == "output_kind"]
    assert dict(zip(kinds["item"], kinds["value"], strict=True)) == {"a": "guide", "b": "report"}
