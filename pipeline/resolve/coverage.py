"""What the sources state against what is itemised here, call by call."""

from __future__ import annotations

import pandas as pd


def coverage(projects: pd.DataFrame, calls: pd.DataFrame) -> pd.DataFrame:
    """Table coverage from the typed tables projects and calls.

    A project whose call is unresolved counts under the appropriation that its possible calls
    share; itemised and inferred euros are never added up.
    """
    place = projects["call_id"].fillna(_shared_appropriation(projects, calls))
    groups = projects.assign(place=place).groupby("place")
    counts = pd.crosstab(place, projects["status"])
    sums = projects.assign(place=place).groupby(["place", "status"])["amount_eur"]
    euros = sums.sum(min_count=1).unstack()
    ids = sorted(set(place) | set(calls["call_id"]))
    stated = calls.set_index("call_id")
    table = pd.DataFrame(index=pd.Index(ids, name="coverage_id"))
    table["stated_grants"] = stated["grants_awarded"]
    table["project_rows"] = groups.size()
    for column, status in (
        ("itemised_projects", "itemised"),
        ("recipient_only", "recipient only"),
        ("inferred_projects", "inferred"),
    ):
        table[column] = counts.get(status, 0)
    table["with_amount"] = groups["amount_eur"].count()
    table["stated_total_eur"] = stated["total_awarded_eur"]
    table["itemised_eur"] = euros.get("itemised")
    table["inferred_eur"] = euros.get("inferred")
    numbers = ["project_rows", "itemised_projects", "recipient_only", "inferred_projects"]
    table[[*numbers, "with_amount"]] = table[[*numbers, "with_amount"]].fillna(0)
    table["rows_share_pct"] = _share(table["project_rows"], table["stated_grants"])
    table["itemised_share_pct"] = _share(table["itemised_eur"], table["stated_total_eur"])
    return table.reset_index()


def _shared_appropriation(projects: pd.DataFrame, calls: pd.DataFrame) -> pd.Series:
    parents = calls.set_index("call_id")["appropriation_parent_id"].dropna()
    first = projects["call_candidates"].astype("str").str.extract(r"^([^;]*)", expand=False)
    return first.map(parents).astype("str").fillna("unresolved")


def _share(part: pd.Series, whole: pd.Series) -> pd.Series:
    """Per cent with one decimal; missing where either is."""
    return (part.astype("Float64") / whole.astype("Float64") * 100).round(1)
