"""Checks of days: in order, within the limits of the call, possible at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

import pandas as pd

from pipeline.check.evidence import SUBJECT_TABLES, Evidence, Offender, Options, offenders, rule
from pipeline.schema import schema

_DATES = ("date", "partial_date", "moment")


@rule("call-dates-order")
def call_dates_order(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Days of a call that stand before a day that must come first."""
    columns = ["call_id", *options["order"]]
    for row in evidence.tables["calls"][columns].to_dict("records"):
        known = [(name, row[name]) for name in options["order"] if isinstance(row[name], str)]
        for (_, first), (name, second) in pairwise(known):
            if second[:10] < first[:10]:
                yield {"subject_id": row["call_id"], "field": name, "value": second, "other": first}


@rule("project-dates-order")
def project_dates_order(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects that end before they start, as far as the days are told."""
    projects = evidence.tables["projects"]
    bad = projects[_before(projects["ends_on"], projects["starts_on"])]
    return offenders(bad, "ends_on", "project_id", "ends_on", "starts_on")


@rule("project-past-limit")
def project_past_limit(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects that end after the last day that their call allows."""
    projects = evidence.projects
    bad = projects[_before(projects["call_project_end_latest"], projects["ends_on"])]
    return offenders(bad, "ends_on", "project_id", "ends_on", "call_project_end_latest")


@rule("project-before-decision")
def project_before_decision(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects that start before the decision on their call."""
    projects = evidence.projects
    bad = projects[_before(projects["starts_on"], projects["call_decided_on"])]
    return offenders(bad, "starts_on", "project_id", "starts_on", "call_decided_on")


@rule("date-implausible")
def date_implausible(evidence: Evidence, options: Options) -> Iterator[Offender]:
    """Days that no grant of these years can have, seen from the day of the edition."""
    issued = evidence.issued_on
    first = f"{int(issued[:4]) - options['years_back']}{issued[4:]}"
    last = f"{int(issued[:4]) + options['years_ahead']}{issued[4:]}"
    for name, key in {**SUBJECT_TABLES, "sources": "source_id"}.items():
        table = evidence.tables[name]
        for column in schema().tables[name].columns:
            if column.type in _DATES:
                end = issued if column.name in options["past_only"] else last
                bad = table[_outside(table[column.name], first, end)].assign(_limit=end)
                yield from offenders(bad, column.name, key, column.name, "_limit")


def _outside(days: pd.Series, first: str, last: str) -> pd.Series:
    early = pd.Series(_before(days, pd.Series(first, index=days.index)), index=days.index)
    late = pd.Series(_before(pd.Series(last, index=days.index), days), index=days.index)
    return early | late


def _before(one: Iterable[object], other: Iterable[object]) -> list[bool]:
    """Whether the first day is surely before the second; partial days compare as far as told."""
    return [
        isinstance(a, str) and isinstance(b, str) and _shared(a, b) < _shared(b, a)
        for a, b in zip(one, other, strict=True)
    ]


def _shared(one: str, other: str) -> str:
    """`one` cut to the parts that both tell: the day, the month or the year."""
    return one[: min(len(one), len(other), len("2020-01-01"))]
