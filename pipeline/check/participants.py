"""Checks of who takes part: known, as many as stated, and in being when the grant was decided."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from pipeline.check.evidence import Evidence, Offender, Options, of_raw_row, offenders, rule
from pipeline.model import FILE

_KEY = "project_id"


@rule("recipient-missing")
def recipient_missing(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects without any participant."""
    projects = evidence.tables["projects"]
    known = evidence.tables["participations"][_KEY]
    said = evidence.statements.groupby("subject_id")[FILE].agg(
        lambda files: ", ".join(sorted({*files}))
    )
    bad = projects[~projects[_KEY].isin(known)]
    return offenders(bad.assign(_said=bad[_KEY].map(said)), "recipient", _KEY, other="_said")


@rule("participant-count-differs")
def participant_count_differs(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects of which more or fewer participants are known than a source counts."""
    projects = evidence.tables["projects"]
    known = evidence.tables["participations"].groupby(_KEY)["organisation_id"].nunique()
    projects = projects.assign(_known=projects[_KEY].map(known))
    differ = (projects["participant_count"] != projects["_known"]).fillna(False).astype(bool)
    return offenders(projects[differ], "participant_count", _KEY, "_known", "participant_count")


@rule("joint-without-partner")
def joint_without_partner(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects of joint-only calls of which fewer than two participants are known."""
    projects = evidence.projects
    people = evidence.tables["participations"]
    known = people.groupby(_KEY)["organisation_id"].nunique()
    names = people.groupby(_KEY)["name_fi"].first()
    alone = projects[_KEY].map(known).fillna(0) < 2
    joint = projects["call_joint_only"].fillna(False).astype(bool)
    named = projects.assign(_name=projects[_KEY].map(names))
    return offenders(named[joint & alone], "partner", _KEY, "_name")


@rule("participants-unknown")
def participants_unknown(evidence: Evidence, _: Options) -> list[Offender]:
    """Projects some of whose participants the sources hide or count only."""
    projects = evidence.tables["projects"]
    hidden = (~projects["participants_complete"]).fillna(False).astype(bool)
    bad = projects[hidden].assign(_value="false")
    return offenders(bad, "participants_complete", _KEY, "_value")


@rule("municipality-not-valid")
def municipality_not_valid(evidence: Evidence, _: Options) -> Iterator[Offender]:
    """Participants that had merged into another municipality before the decision."""
    people = evidence.tables["participations"].merge(_decided(evidence), on=_KEY)
    merged = evidence.tables["mergers"].set_index("code")["merged_on"]
    people = people.assign(_merged=people["organisation_id"].map(merged))
    known = people.dropna(subset=["_merged", "_day"])
    late = [merged <= day for merged, day in zip(known["_merged"], known["_day"], strict=True)]
    bad = known[pd.Series(late, index=known.index, dtype=bool)]
    rows = {row["code"]: row for row in evidence.vocabulary.mergers.to_dict("records")}
    told = offenders(bad, "recipient", _KEY, "name_fi", "_merged")
    for offender, role, code in zip(told, bad["role"], bad["organisation_id"], strict=True):
        yield {**offender, "field": role}
        # Either may be the one that is wrong, the participant or the day of the merger.
        cell = of_raw_row(rows[code], offender["subject_id"], "merged_on", offender["value"])
        yield {**offender, **cell}


def _decided(evidence: Evidence) -> pd.DataFrame:
    """Day of the decision, or of its announcement, by project."""
    projects = evidence.projects
    day = projects["decided_on"].fillna(projects["call_decided_on"])
    return pd.DataFrame({_KEY: projects[_KEY], "_day": day.fillna(projects["call_announced_on"])})
