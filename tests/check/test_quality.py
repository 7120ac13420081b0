"""The scores are shares of counted items, and what fails is named."""

from __future__ import annotations

import pandas as pd
import pytest

from pipeline.check import quality
from pipeline.check.measures import MEASURES
from pipeline.cli.flow import Built
from pipeline.publish import descriptors
from pipeline.schema import schema
from tests.check.small_evidence import golden_evidence
from tests.world import Script


def test_there_are_eleven_finnish_criteria_and_405_points_of_mqa(built: Built) -> None:
    table = built.tables["quality"]
    finnish = table[table["framework"] == "finnish"]
    assert len(finnish) == 11
    assert table[table["framework"] == "mqa"]["points_max"].sum() == 405


def test_points_follow_from_the_counts(built: Built) -> None:
    table = built.tables["quality"]
    taken = table[table["assessed"].notna()]
    share = taken["points_max"] * taken["passed"] / taken["assessed"]
    assert (taken["points"] - share.round(1)).abs().max() < 0.06
    assert table[table["assessed"].isna()]["points"].isna().all()


def test_what_fails_is_named(built: Built) -> None:
    table = built.tables["quality"]
    taken = table[table["assessed"].notna()]
    assert (taken["failing"].notna() == (taken["passed"] < taken["assessed"])).all()


@pytest.mark.parametrize("name", sorted(MEASURES))
def test_a_measure_counts_within_bounds(name: str) -> None:
    evidence = golden_evidence()
    findings = pd.DataFrame(columns=schema().tables["findings"].column_names, dtype="str")
    items = MEASURES[name](evidence, findings)
    assert 0 <= items.passed <= items.assessed
    assert items.failing == sorted(items.failing) or name == "finnish-completeness"


def test_a_descriptor_without_keywords_loses_the_points(built: Built) -> None:
    told = descriptors(built.tables, built.edition)
    told[0] = {**told[0], "keywords": []}
    findings = built.tables["findings"]
    table = quality(golden_evidence(), findings, told).set_index("measure_id")
    row = table.loc["mqa-keyword"]
    others = (len(told) - 1) / len(told)
    assert (row["points"], row["failing"]) == (30 * others, "digiavustukset-grants")


def test_the_pages_show_checks_and_scores(script: Script, tmp_path: object) -> None:
    out = f"{tmp_path}/site"
    assert script("site", "--out", out).code == 0
    for path in (
        "tarkistukset",
        "sv/kontroller",
        "en/checks",
        "laatu",
        "sv/kvalitet",
        "en/quality",
    ):
        with open(f"{out}/{path}/index.html", encoding="utf-8") as handle:
            assert "<h1>" in handle.read()
