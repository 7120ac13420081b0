"""Who takes part, in which role, under the name of the time; and whether all are known."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.resolve.participations import completeness, participations
from pipeline.resolve.registers import organisations
from tests.small import Row, golden_vocabulary, ranked_statements, say, small_raw


def people(*statements: Row, decided: str = "2018-03-01") -> pd.DataFrame:
    """Table participations of these statements on p."""
    vocabulary = golden_vocabulary()
    ranked = ranked_statements(small_raw(*statements), "on foot")
    days = pd.Series({"p": decided}, dtype="str")
    return participations(ranked, organisations(vocabulary), days, vocabulary)


def roles(*statements: Row) -> set[tuple[str, str]]:
    """(organisation, role) of these statements."""
    table = people(*statements)
    return set(table[["organisation_id", "role"]].itertuples(index=False, name=None))


def test_each_role_is_a_row() -> None:
    assert roles(
        say("lead", "Keksilä"), say("partner", "Satula"), say("recipient", "Kuvitelman kuntayhtymä")
    ) == {("901", "lead"), ("902", "partner"), ("kuvitelman-kuntayhtyma", "recipient")}


@pytest.mark.parametrize("role", ["lead", "partner"])
@pytest.mark.parametrize("certainty", ["stated", "inferred"])
def test_a_recipient_whose_role_is_as_sure_is_not_repeated(role: str, certainty: str) -> None:
    told = roles(
        say("recipient", "Satula", source_id="k", certainty=certainty),
        say(role, "Satula", certainty=certainty),
    )
    assert told == {("902", role)}


def test_a_stated_recipient_stands_beside_an_inferred_role() -> None:
    told = roles(
        say("recipient", "Satula", source_id="k"), say("lead", "Satula", certainty="inferred")
    )
    assert told == {("902", "recipient"), ("902", "lead")}


def test_a_lead_is_not_its_own_partner() -> None:
    told = roles(say("lead", "Satula"), say("partner", "Satula", source_id="k"))
    assert told == {("902", "lead")}


def test_a_role_of_another_organisation_takes_nobodys_place() -> None:
    told = roles(say("recipient", "Satula"), say("lead", "Keksilä"))
    assert told == {("902", "recipient"), ("901", "lead")}


def test_what_is_said_of_candidates_is_no_participation() -> None:
    assert people(say("recipient", "Satula", subject_id="d")).empty


def test_the_best_statement_gives_the_token_and_all_sources_are_named() -> None:
    table = people(
        say("lead", "Satula", source_id="l", as_written="Satulan", certainty="inferred"),
        say("lead", "Satula", source_id="k", as_written="Sagoby", note="on foot"),
    )
    row = table.iloc[0]
    assert (row["as_written"], row["certainty"], row["note_fi"]) == (
        "Sagoby",
        "stated",
        "on foot fi",
    )
    assert row["source_ids"] == "k;l"


@pytest.mark.parametrize(
    ("decided", "name"),
    [
        ("2018-03-01", "Satula"),
        ("2019-12-31", "Satula"),
        ("2019", "Satula"),
        ("2020-01-01", "Sagoby"),
        ("2020-12-11", "Sagoby"),
        ("2021", "Sagoby"),
    ],
)
def test_the_swedish_name_is_that_of_the_day_of_the_decision(decided: str, name: str) -> None:
    assert people(say("lead", "Satula"), decided=decided)["name_sv"].tolist() == [name]


@pytest.mark.parametrize(
    ("organisation", "name"),
    [("Olematon", "Ingenstans"), ("Kuvitelman kuntayhtymä", "Samkommunen Inbillningen")],
)
def test_who_has_no_newer_swedish_name_keeps_the_old(organisation: str, name: str) -> None:
    table = people(say("lead", organisation), decided="2020-12-11")
    assert table["name_sv"].tolist() == [name]


def complete(*statements: Row, joint: bool = False) -> bool | None:
    """Whether all participants of p are known."""
    ranked = ranked_statements(small_raw(*statements), "the others")
    table = people(*[row for row in statements if row["field"] in ("lead", "partner")])
    told = completeness(table, ranked, pd.Series({"p": joint}))
    return None if pd.isna(told["p"]) else bool(told["p"])


LEAD, PARTNER = say("lead", "Keksilä"), say("partner", "Satula")


@pytest.mark.parametrize(
    ("more", "joint", "known"),
    [
        ([], False, None),
        ([], True, False),
        ([PARTNER], True, None),
        ([PARTNER, say("partner_group", "the others")], False, False),
        ([PARTNER, say("participant_count", "3")], False, False),
        ([PARTNER, say("participant_count", "2")], False, None),
    ],
)
def test_hidden_participants_are_told(more: list[Row], joint: bool, known: bool | None) -> None:
    assert complete(LEAD, *more, joint=joint) is known
