"""Which of several statements on one thing is shown: the order of preference, kept in one place."""

from __future__ import annotations

import pandas as pd

from pipeline.model import FILE, ROW, Problems
from pipeline.read import Raw
from pipeline.schema import schema

AMOUNT_KINDS = {
    "amount_max_eur": "maximum",
    "amount_granted_eur": "granted",
    "amount_approx_eur": "approximate",
}
"""Fields that tell the same grant in different ways, the most exact first."""
_CERTAINTY = ("stated", "inferred", "editorial")
_AUTHORITY = ("ministry", "national", "local", "project", "press", "editor")
_DATES = ("date", "partial_date", "moment")


def rank(statements: pd.DataFrame, raw: Raw) -> pd.DataFrame:
    """The statements, best first within each subject and concept.

    Adds the columns concept (what is told: the field, but one word for the three kinds of
    amount), chosen (the editor named this source in choices.csv) and standing (its place by the
    rules alone, lower is better). The order: the editor's
    choice, then stated before inferred before editorial, then the authority of the source, then
    the more exact kind of amount, then the value told most often, then the source's id.
    """
    frame = statements.copy()
    kinds = list(AMOUNT_KINDS)
    frame["concept"] = frame["field"].where(~frame["field"].isin(kinds), "amount_eur")
    frame["chosen"] = _chosen(frame, raw)
    authority = dict(zip(raw.sources["source_id"], raw.sources["authority"], strict=True))
    told = frame.groupby(["subject_id", "concept", "item", "value"])["source_id"]
    standing = pd.DataFrame(
        {
            "certainty": frame["certainty"].map(_CERTAINTY.index),
            "authority": frame["source_id"].map(authority).map(_AUTHORITY.index),
            "kind": frame["field"].map(lambda name: kinds.index(name) if name in kinds else 0),
            "told": -told.transform("nunique"),
        }
    )
    frame["standing"] = list(standing.itertuples(index=False, name=None))
    order = frame[["subject_id", "concept"]].assign(
        choice=~frame["chosen"],
        standing=frame["standing"],
        source_id=frame["source_id"],
        value=frame["value"],
    )
    return frame.loc[order.sort_values(list(order.columns)).index].reset_index(drop=True)


def choose(ranked: pd.DataFrame) -> pd.DataFrame:
    """One statement for each subject and single-valued concept, with the same columns.

    The best-ranked one; of dates that agree with it (2021 and 2021-11-30) the most exact.
    """
    single = ranked[~ranked["field"].map(_is_list)]
    best = single.drop_duplicates(["subject_id", "concept"])
    dates = single[single["rule"].isin(_DATES)]
    top = dates.groupby(["subject_id", "concept"])["value"].transform("first")
    agreeing = dates[[agree(one, other) for one, other in zip(dates["value"], top, strict=True)]]
    exact = agreeing.loc[
        agreeing["value"].str.len().sort_values(ascending=False, kind="stable").index
    ].drop_duplicates(["subject_id", "concept"])
    return pd.concat([best[~best["rule"].isin(_DATES)], exact]).sort_index()


def agree(one: str, other: str) -> bool:
    """Whether two dates can both be right, the one being only less exact (2021, 2021-11-30)."""
    return one.startswith(other) or other.startswith(one)


def check_choices(ranked: pd.DataFrame, raw: Raw) -> None:
    """Raise BadInputError for a line of choices.csv without which the same would be shown."""
    problems = Problems()
    for row in raw.choices.to_dict("records"):
        rivals = ranked[
            (ranked["subject_id"] == row["subject_id"]) & (ranked["field"] == row["field"])
        ]
        chosen = set(rivals[rivals["chosen"]]["value"])
        best = rivals[rivals["standing"] == min(rivals["standing"], default=())]
        if not chosen or set(best["value"]) == chosen:
            what = f"the choice of {row['source_id']} changes nothing"
            problems.add(row[FILE], row[ROW], "source_id", what, "remove the line")
    problems.stop()


def _chosen(frame: pd.DataFrame, raw: Raw) -> pd.Series:
    columns = ["subject_id", "field", "source_id"]
    wanted = set(raw.choices[columns].itertuples(index=False, name=None))
    places = frame[columns].itertuples(index=False, name=None)
    return pd.Series([place in wanted for place in places], index=frame.index, dtype=bool)


def _is_list(field: str) -> bool:
    spec = schema().fields[field]
    return spec.many or spec.item
