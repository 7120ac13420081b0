"""No disagreement of the sources is left out, and no value is chosen in silence."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd
import pytest

from pipeline.cli.flow import Built
from pipeline.resolve.rank import AMOUNT_KINDS, agree
from pipeline.schema import schema
from tests.world import Script

LISTED = Path(__file__).with_name("conflicts_of_dossier.csv")
"""Every (subject, field) that the dossier's page on disagreements speaks of."""
DATES = {"date", "partial_date", "moment"}
SAME = {"call": {"call", "call_candidate"}}
"""Field of the dossier → fields of ours that tell it."""


def listed() -> list[tuple[str, str]]:
    """The committed list."""
    with LISTED.open(encoding="utf-8") as handle:
        return [(row["subject_id"], row["field"]) for row in csv.DictReader(handle)]


@pytest.mark.parametrize(("subject", "field"), listed())
def test_a_disagreement_of_the_dossier_is_in_conflicts(
    built: Built, subject: str, field: str
) -> None:
    conflicts = built.tables["conflicts"]
    assert len(conflicts[(conflicts["subject_id"] == subject) & (conflicts["field"] == field)])


def test_the_list_is_that_of_the_dossier(dossier: Path) -> None:
    known = set(listed())
    subjects = {subject for subject, _ in known}
    for line in (dossier / "conflicts.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            names = re.findall("`([^`]+)`", line.split("|")[1])
            told = [name for name in names if name in subjects]
            assert told, line
            for subject in told:
                for field in [name for name in names if name not in subjects]:
                    assert {(subject, name) for name in SAME.get(field, {field})} & known


def test_both_values_of_a_disagreement_are_kept(built: Built) -> None:
    conflicts = built.tables["conflicts"]
    disputed = conflicts[conflicts["conflict_kind"] == "disagreement"]
    topic = disputed["field"].replace(dict.fromkeys(AMOUNT_KINDS, "amount_eur"))
    sides = disputed.assign(said=disputed["field"] + disputed["value"])
    groups = sides.groupby([disputed["subject_id"], topic])
    assert (groups["said"].nunique() >= 2).all()
    assert groups["is_shown"].any().all()
    assert (~disputed["is_shown"]).sum() == disputed["decided_by"].notna().sum()


def test_no_value_is_chosen_in_silence(built: Built) -> None:
    """Computed from the statements alone, without the column use."""
    said = built.tables["statements"]
    said = said[~said["subject_kind"].isin(["candidate"])]
    single = [name for name, field in schema().fields.items() if not field.many and not field.item]
    said = said[said["field"].isin(single)]
    listed_here = set(built.tables["conflicts"][["subject_id", "field"]].itertuples(index=False))
    listed_places = {tuple(place) for place in listed_here}
    shown_in_tables = said[said["use"] != "context"]
    for (subject, field), rows in shown_in_tables.groupby(["subject_id", "field"]):
        values = sorted(set(rows["value"]))
        is_date = rows["rule"].iloc[0] in DATES
        compatible = is_date and all(agree(a, b) for a in values for b in values)
        if len(values) > 1 and not compatible:
            assert (subject, field) in listed_places, (subject, field, values)


def test_what_decided_is_a_word_of_the_schema(built: Built) -> None:
    reasons = built.tables["conflicts"]["decided_by"].dropna()
    assert set(reasons) <= set(schema().categories["criterion"])
    order = schema().precedence.order
    assert {"choice", *order, "source_id"} == set(schema().categories["criterion"])


def test_the_words_of_the_precedence_are_those_of_the_categories() -> None:
    precedence, categories = schema().precedence, schema().categories
    assert set(precedence.certainty) == set(categories["certainty"])
    assert set(precedence.authority) == set(categories["authority"])
    assert set(precedence.exactness) == set(precedence.amount_kinds)
    assert set(precedence.amount_kinds.values()) == set(categories["amount_kind"])


def test_explain_tells_the_rule_the_rival_and_why(script: Script) -> None:
    out = script("explain", "2020-lampio", "amount_eur").out
    assert "- shown: amount_max_eur = 850000 (max)" in out
    assert "rule eur, stated" in out
    assert "- differs: amount_granted_eur = 850000" in out
    assert "not shown, decided by authority of the source" in out
    assert "How to take it: " in out
    assert "decided by a choice of the editor" in script("explain", "2020-lampio", "ends_on").out


def test_every_rival_is_explained_by_a_criterion_that_differs(built: Built) -> None:
    conflicts = built.tables["conflicts"]
    sources = built.tables["sources"].set_index("source_id")["authority"]
    rivals = conflicts[conflicts["decided_by"] == "authority"]
    for row in rivals.to_dict("records"):
        best = conflicts[(conflicts["subject_id"] == row["subject_id"]) & conflicts["is_shown"]]
        order = schema().precedence.authority.index
        places = [order(str(sources[source])) for source in best["source_id"]]
        assert min(places) < order(str(sources[row["source_id"]]))
    assert isinstance(conflicts, pd.DataFrame)
