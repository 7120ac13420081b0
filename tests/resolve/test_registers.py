"""Tables that are the vocabulary itself."""

from __future__ import annotations

from pipeline.cli.flow import Built
from pipeline.resolve.registers import organisations
from tests.small import golden_vocabulary


def test_every_municipality_is_an_organisation() -> None:
    table = organisations(golden_vocabulary()).set_index("organisation_id")
    assert set(golden_vocabulary().municipalities["code"]) < set(table.index)
    assert table.loc["901", "organisation_kind"] == "municipality"
    assert table.loc["kuvitelman-kuntayhtyma", "organisation_kind"] == "joint municipal authority"


def test_the_english_name_is_that_of_the_majority() -> None:
    names = organisations(golden_vocabulary()).set_index("organisation_id")["name_en"]
    assert names["901"] == "Keksilä"
    assert names["903"] == "Gissnäs"


def test_a_source_knows_how_much_it_says(golden_built: Built) -> None:
    counts = golden_built.tables["sources"].set_index("source_id")["statement_count"]
    assert counts["lehti-2020-fi"] == 6
    assert counts.sum() == len(golden_built.tables["statements"])


def test_a_merged_municipality_leads_to_its_successor(golden_built: Built) -> None:
    towns = golden_built.tables["municipalities"].set_index("code")
    assert towns.loc["904", "successor_code"] == "901"
    mergers = golden_built.tables["mergers"].set_index("code")
    assert mergers.loc["904", "merged_on"] == "2020-01-01"
