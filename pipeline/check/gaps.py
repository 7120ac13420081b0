"""Checks of what a reader will miss: names, sums, days, themes, places, external identifiers."""

from __future__ import annotations

import pandas as pd

from pipeline.check.evidence import Evidence, Offender, Options, offenders, rule
from pipeline.schema import LANGUAGES

_KEY = "project_id"


@rule("title-missing")
def title_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects without a name in any language."""
    return _without(evidence, [f"title_{language}" for language in LANGUAGES], "title")


@rule("description-missing")
def description_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects without a summary in any language."""
    return _without(evidence, [f"summary_{language}" for language in LANGUAGES], "summary")


@rule("amount-missing")
def amount_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects whose sum no source tells."""
    return _without(evidence, ["amount_eur"], "amount_eur")


@rule("duration-missing")
def duration_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects of which neither start nor end is told, or only one of them."""
    return [
        *_without(evidence, ["starts_on"], "starts_on"),
        *_without(evidence, ["ends_on"], "ends_on"),
    ]


@rule("award-date-missing")
def award_date_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Calls whose day of decision is not told."""
    calls = evidence.tables["calls"]
    return offenders(calls[calls["decided_on"].isna()], "decided_on", "call_id")


@rule("theme-missing")
def theme_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects without a theme."""
    projects = evidence.tables["projects"]
    tagged = evidence.tables["project_themes"][_KEY]
    return offenders(projects[~projects[_KEY].isin(tagged)], "theme", _KEY)


@rule("call-inferred")
def call_inferred(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects whose call no source states."""
    projects = evidence.tables["projects"]
    bad = projects[projects["call_certainty"] != "stated"]
    return offenders(bad, "call_certainty", _KEY, "call_certainty")


@rule("place-missing")
def place_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Participants without a point on the map."""
    towns = evidence.tables["municipalities"]
    placed = towns[towns["lat"].notna() & towns["lon"].notna()]["code"]
    return _of_participants(evidence, placed, "lat")


@rule("business-id-missing")
def business_id_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Participants without a business identifier."""
    towns = evidence.tables["municipalities"]
    return _of_participants(evidence, towns[towns["business_id"].notna()]["code"], "business_id")


def _of_participants(evidence: Evidence, good: pd.Series, field: str) -> list[Offender]:
    people = evidence.tables["participations"].drop_duplicates("organisation_id")
    return offenders(people[~people["organisation_id"].isin(good)], field, "organisation_id")


def _without(evidence: Evidence, columns: list[str], field: str) -> list[Offender]:
    projects = evidence.tables["projects"]
    return offenders(projects[projects[columns].isna().all(axis=1)], field, _KEY)
