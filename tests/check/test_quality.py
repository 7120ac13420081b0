"""The scores are shares of counted items, and what fails is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from rdflib import Graph

from pipeline.catalogue import catalogue_to_be
from pipeline.check import quality
from pipeline.check.measures import MEASURES
from pipeline.cli.flow import Built
from pipeline.publish import descriptors
from pipeline.schema import schema
from tests.check.small_evidence import golden_evidence
from tests.world import Script

NOTHING = pd.DataFrame(columns=schema().tables["findings"].column_names, dtype="str")
"""No findings."""


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
    items = MEASURES[name](evidence, NOTHING)
    assert 0 <= items.passed <= items.assessed
    assert items.failing == sorted(items.failing) or name == "finnish-completeness"


def told(descriptors: dict[str, dict[str, Any]], built: Built) -> pd.DataFrame:
    findings = built.tables["findings"]
    table = quality(golden_evidence(), findings, catalogue_to_be(descriptors))
    return table.set_index("measure_id")


def test_a_package_without_keywords_loses_the_points(built: Built) -> None:
    packages = descriptors(built.tables, built.edition)
    packages["grants"] = {**packages["grants"], "keywordsByLanguage": {}}
    row = told(packages, built).loc["mqa-keyword"]
    others = (len(packages) - 1) / len(packages)
    assert (row["points"], row["failing"]) == (30 * others, "grants")


def test_a_value_outside_the_vocabulary_loses_the_points(built: Built) -> None:
    packages = descriptors(built.tables, built.edition)
    packages["themes"] = {**packages["themes"], "accessRights": "https://example.org/public"}
    failing = told(packages, built)["failing"].fillna("")
    assert failing["mqa-access-rights"] == ""
    assert failing["mqa-access-rights-vocabulary"] == "themes"


def test_the_points_are_those_of_the_catalogue_that_is_published(
    site: Path, tables: dict[str, pd.DataFrame]
) -> None:
    graph = Graph().parse(site / "data/catalog.ttl", format="turtle")
    counted = quality(golden_evidence(), NOTHING, graph).set_index("measure_id").to_dict("index")
    published = tables["quality"][tables["quality"]["framework"] == "mqa"]
    assert len(published) > 20
    for row in published.to_dict("records"):
        for column in ("passed", "assessed", "points", "failing"):
            cell = counted[row["measure_id"]][column]
            assert row[column] == ("" if pd.isna(cell) else str(cell)), (row, column)


def test_the_pages_show_checks_and_scores(script: Script, tmp_path: Path) -> None:
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
