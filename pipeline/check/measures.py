"""What passes and what fails on each of the Finnish data quality criteria."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from pipeline.check.catalogue import LAST, catalogue
from pipeline.check.evidence import Evidence
from pipeline.check.receipts import has_figures
from pipeline.schema import LANGUAGES, schema

_CORE = ("title_fi", "amount_eur", "call_id", "lead_id", "starts_on", "ends_on", "summary_fi")
_KEY = "project_id"


@dataclass(frozen=True)
class Items:
    """How many items pass, how many were assessed, and which fail, sorted."""

    passed: int
    assessed: int
    failing: list[str]


def correctness(evidence: Evidence, findings: pd.DataFrame) -> Items:
    """Statements with figures in their token that say the value."""
    told = has_figures(evidence.statements)["statement_id"]
    differing = findings[findings["check_id"] == "as-written-differs"]["statement_id"]
    return _items(told, told[told.isin(differing)])


def accuracy(evidence: Evidence, _: pd.DataFrame) -> Items:
    """Amounts of projects that are exact."""
    projects = evidence.tables["projects"]
    known = projects[projects["amount_eur"].notna()]
    vague = known["amount_qualifier"].isin(["about", "over", "under", "rounded"])
    return _items(known[_KEY], known[vague | (known["amount_kind"] == "approximate")][_KEY])


def currency(evidence: Evidence, _: pd.DataFrame) -> Items:
    """Projects past the time of their call of which an end, a result or an output is known."""
    projects = evidence.projects
    over = projects[(projects["call_project_end_latest"] < evidence.issued_on).fillna(False)]
    said = evidence.statements
    told = set(said[said["field"].isin(["result", "output"])]["subject_id"])
    unknown = over[over["ends_on"].isna() & ~over[_KEY].isin(told)]
    return _items(over[_KEY], unknown[_KEY])


def consistency(evidence: Evidence, _: pd.DataFrame) -> Items:
    """Things told by two or more documents on which they agree."""
    said = evidence.tables["statements"]
    said = said[
        said["use"].isin(["shown", "agrees", "differs"]) & (said["certainty"] != "editorial")
    ]
    thing = (said["subject_id"] + " " + said["field"]).rename("thing")
    several = said.groupby(thing)["source_id"].nunique()
    split = set(thing[said["use"] == "differs"])
    told = sorted({*several[several > 1].index, *split})
    return _items(told, split)


def coverage(evidence: Evidence, _: pd.DataFrame) -> Items:
    """Grants stated that have a row."""
    rows = evidence.tables["coverage"]
    rows = rows[rows["stated_grants"].notna()]
    short = rows[rows["project_rows"] < rows["stated_grants"]]
    lacking = short["stated_grants"] - short["project_rows"]
    failing = [f"{call} ({n})" for call, n in zip(short["coverage_id"], lacking, strict=True)]
    return Items(int(rows["project_rows"].sum()), int(rows["stated_grants"].sum()), failing)


def completeness(evidence: Evidence, _: pd.DataFrame) -> Items:
    """Core cells of projects that are filled."""
    cells = evidence.tables["projects"][list(_CORE)]
    empty = cells.isna().sum()
    failing = [f"{name} ({count})" for name, count in empty.items() if count]
    return Items(int(cells.notna().to_numpy().sum()), int(cells.size), failing)


def comprehensibility(evidence: Evidence, _: pd.DataFrame) -> Items:
    """Texts that stand in all three languages, where they stand in any."""
    passed = assessed = 0
    failing = []
    for name, frame in evidence.tables.items():
        for column in frame.columns:
            stem = column.removesuffix("_fi")
            trio = [f"{stem}_{language}" for language in LANGUAGES]
            if stem != column and set(trio) <= set(frame.columns):
                filled = frame[trio].notna()
                some, full = int(filled.any(axis=1).sum()), int(filled.all(axis=1).sum())
                passed, assessed = passed + full, assessed + some
                failing += [f"{name}.{stem} ({some - full})"] if some > full else []
    return Items(passed, assessed, sorted(failing))


def conformity(_: Evidence, findings: pd.DataFrame) -> Items:
    """Checks of level error and warning without a finding; those that stop the build have none."""
    checks = [check for check in catalogue().checks.values() if check.level != "note"]
    broken = set(findings["check_id"])
    failing = [c.check_id for c in checks if c.stage == LAST and c.check_id in broken]
    return Items(len(checks) - len(failing), len(checks), sorted(failing))


def traceability(evidence: Evidence, _: pd.DataFrame) -> Items:
    """Statements of documents of which the token was kept; failing: documents."""
    said = evidence.tables["statements"]
    said = said[said["certainty"] != "editorial"]
    lost = said[said["as_written"].isna()]["source_id"].value_counts().sort_index()
    failing = [f"{source} ({count})" for source, count in lost.items()]
    return Items(len(said) - int(lost.sum()), len(said), failing)


def machine_readability(_: Evidence, __: pd.DataFrame) -> Items:
    """Tables whose columns all have a title and a description."""
    tables = schema().tables.values()
    bad = {t.name for t in tables if not all(c.title and c.description for c in t.columns)}
    return _items([table.name for table in tables], bad)


MEASURES: Mapping[str, Callable[[Evidence, pd.DataFrame], Items]] = {
    "finnish-correctness": correctness,
    "finnish-accuracy": accuracy,
    "finnish-currency": currency,
    "finnish-consistency": consistency,
    "finnish-coverage": coverage,
    "finnish-completeness": completeness,
    "finnish-comprehensibility": comprehensibility,
    "finnish-conformity": conformity,
    "finnish-traceability": traceability,
    "finnish-machine-readability": machine_readability,
}
"""Measure of quality.yml → the function that takes it."""


def _items(assessed: Iterable[str], failing: Iterable[str]) -> Items:
    everything, bad = list(assessed), sorted(set(failing))
    return Items(len(everything) - len(bad), len(everything), bad)
