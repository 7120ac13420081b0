"""Checks of sums: within the range, the share and the total of the call, never without a kind."""

from __future__ import annotations

import pandas as pd

from pipeline.check.evidence import Evidence, Offender, Options, offenders, rule

_KEY = "project_id"


@rule("amount-outside-range")
def amount_outside_range(evidence: Evidence, _: Options) -> list[Offender]:
    """Grants below the smallest or above the largest grant stated of their call."""
    projects = evidence.projects
    low = projects[_over(projects["call_grant_min_eur"], projects["amount_eur"])]
    high = projects[_over(projects["amount_eur"], projects["call_grant_max_eur"])]
    return [
        *offenders(low, "amount_eur", _KEY, "amount_eur", "call_grant_min_eur"),
        *offenders(high, "amount_eur", _KEY, "amount_eur", "call_grant_max_eur"),
    ]


@rule("share-over-limit")
def share_over_limit(evidence: Evidence, _: Options) -> list[Offender]:
    """Shares of the costs above the highest share of the call."""
    projects = evidence.projects
    bad = projects[_over(projects["funding_share_pct"], projects["call_funding_share_max_pct"])]
    column = "funding_share_pct"
    return offenders(bad, column, _KEY, column, "call_funding_share_max_pct")


@rule("amount-over-share")
def amount_over_share(evidence: Evidence, _: Options) -> list[Offender]:
    """Grants above the highest share of the project's own budget, rounded up to a euro."""
    projects = evidence.projects
    share = projects["call_funding_share_max_pct"].astype("Float64") / 100
    projects = projects.assign(_limit=(projects["total_budget_eur"] * share + 1).astype("Float64"))
    bad = projects[_over(projects["amount_eur"], projects["_limit"])]
    bad = bad.assign(_limit=bad["_limit"].astype("Float64").round().astype("Int64"))
    return offenders(bad, "amount_eur", _KEY, "amount_eur", "_limit")


@rule("amount-zero")
def amount_zero(evidence: Evidence, _: Options) -> list[Offender]:
    """Grants of nothing or less."""
    projects = evidence.tables["projects"]
    bad = projects[(projects["amount_eur"] <= 0).fillna(False).astype(bool)]
    return offenders(bad, "amount_eur", _KEY, "amount_eur")


@rule("amount-without-kind")
def amount_without_kind(evidence: Evidence, _: Options) -> list[Offender]:
    """Sums without a kind, and kinds without a sum."""
    projects = evidence.tables["projects"]
    bad = projects[projects["amount_eur"].isna() != projects["amount_kind"].isna()]
    return offenders(bad, "amount_kind", _KEY)


@rule("amount-over-total")
def amount_over_total(evidence: Evidence, options: Options) -> list[Offender]:
    """Grants larger than all grants of the call together, or than any grant can be."""
    projects = evidence.projects
    limit = projects["call_total_awarded_eur"].fillna(options["at_most"])
    projects = projects.assign(_limit=limit.where(limit < options["at_most"], options["at_most"]))
    bad = projects[_over(projects["amount_eur"], projects["_limit"])]
    return offenders(bad, "amount_eur", _KEY, "amount_eur", "_limit")


@rule("ceiling-told-as-grant")
def ceiling_told_as_grant(evidence: Evidence, _: Options) -> list[Offender]:
    """Statements that tell as granted the number that the decision gives as a ceiling."""
    said = evidence.statements
    ceilings = said[said["field"] == "amount_max_eur"][["subject_id", "value", "source_id"]]
    granted = said[said["field"] == "amount_granted_eur"]
    both = granted.merge(ceilings, on=["subject_id", "value"], suffixes=("", "_ceiling"))
    both = both.drop_duplicates("statement_id")
    found = offenders(both, "amount_granted_eur", "subject_id", "value", "value")
    return [
        {**offender, "statement_id": ident}
        for offender, ident in zip(found, both["statement_id"], strict=True)
    ]


def _over(one: pd.Series, other: pd.Series) -> pd.Series:
    """Where both are known and the first is larger."""
    return (one > other).fillna(False).astype(bool)
