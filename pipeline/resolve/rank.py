"""Which of several statements on one thing is shown: the order of preference, kept in one place."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.model import FILE, ROW, Problems
from pipeline.read import Raw
from pipeline.schema import schema

AMOUNT_KINDS = schema().precedence.amount_kinds
"""Fields that tell the same grant in different ways → the kind that each tells."""
LAST = "source_id"
"""The criterion after those of schema.yml, so that the same data give the same tables."""
CHOICE = "choice"
"""The criterion that stands before those of schema.yml: the editor named the source."""
_DATES = ("date", "partial_date", "moment")


def rank(statements: pd.DataFrame, raw: Raw) -> pd.DataFrame:
    """The statements, best first within each subject and concept.

    Adds the columns concept (what is told: the field, but one word for the three kinds of
    amount, and with its item for what tells of one), chosen (the editor named this source in
    choices.csv) and standing (its place by the criteria of schema.yml alone, a number for each,
    lower is better). The editor's choice comes before every criterion.
    """
    frame = statements.copy()
    kinds = list(AMOUNT_KINDS)
    concept = frame["field"].where(~frame["field"].isin(kinds), "amount_eur")
    frame["concept"] = concept.where(~_is_of_item(frame), concept + "/" + frame["item"])
    frame["chosen"] = _chosen(frame, raw)
    standing = _standing(frame, raw)
    frame["standing"] = list(standing.itertuples(index=False, name=None))
    order = frame[["subject_id", "concept"]].assign(
        choice=~frame["chosen"],
        standing=frame["standing"],
        source_id=frame["source_id"],
        value=frame["value"],
    )
    return frame.loc[order.sort_values(list(order.columns)).index].reset_index(drop=True)


def decided_by(ranked: pd.DataFrame) -> pd.Series:
    """The first criterion on which each statement falls behind the best on its concept.

    LAST where only the order of the sources' ids decides; "" for the best itself.
    """
    names = (CHOICE, *schema().precedence.order)
    first = ~ranked.duplicated(["subject_id", "concept"])
    best = ranked[first].set_index(["subject_id", "concept"])
    places = pd.MultiIndex.from_frame(ranked[["subject_id", "concept"]])
    tops = zip(best["chosen"].reindex(places), best["standing"].reindex(places), strict=True)
    own = zip(ranked["chosen"], ranked["standing"], strict=True)
    reasons = [
        _first_difference(names, _marks(*top), _marks(*mine))
        for top, mine in zip(tops, own, strict=True)
    ]
    return pd.Series(reasons, index=ranked.index, dtype="str").where(~first, "")


def _first_difference(names: Sequence[str], top: tuple[int, ...], mine: tuple[int, ...]) -> str:
    pairs = zip(names, top, mine, strict=True)
    return next((name for name, one, other in pairs if one != other), LAST)


def _marks(chosen: bool, standing: tuple[int, ...]) -> tuple[int, ...]:
    return (int(not chosen), *standing)


def _standing(frame: pd.DataFrame, raw: Raw) -> pd.DataFrame:
    """One column a criterion of schema.yml, in its order, lower is better."""
    precedence = schema().precedence
    authority = dict(zip(raw.sources["source_id"], raw.sources["authority"], strict=True))
    published = dict(zip(raw.sources["source_id"], raw.sources["published_on"], strict=True))
    exactness = {field: place for place, field in enumerate(precedence.exactness)}
    told = frame.groupby(["subject_id", "concept", "item", "value"])["source_id"]
    sources = frame["source_id"]
    criteria = {
        "certainty": frame["certainty"].map(precedence.certainty.index),
        "authority": sources.map(authority).map(precedence.authority.index),
        "exactness": frame["field"].map(exactness).fillna(0).astype(int),
        "told": -told.transform("nunique"),
        "date": -sources.map({ident: _day_number(day) for ident, day in published.items()}),
    }
    return pd.DataFrame({name: criteria[name] for name in precedence.order})


def _day_number(day: str) -> int:
    """2020-12 → 20201200, so that later days are larger; 0 for no day."""
    return int(day.replace("-", "").ljust(len("20201231"), "0"))


def choose(ranked: pd.DataFrame) -> pd.DataFrame:
    """One statement for each subject and single-valued concept, with the same columns.

    The best-ranked one; of dates that agree with it (2021 and 2021-11-30) the most exact.
    """
    single = ranked[~is_list(ranked["field"])]
    best = single.drop_duplicates(["subject_id", "concept"])
    dates = single[single["rule"].isin(_DATES)]
    top = dates.groupby(["subject_id", "concept"])["value"].transform("first")
    pairs = zip(dates["value"], top, strict=True)
    agrees = pd.Series([agree(one, other) for one, other in pairs], index=dates.index, dtype=bool)
    agreeing = dates[agrees]
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
            lost = f", or give the statement that statements/{row['source_id']}.csv lacks"
            move = "remove the line" + lost * (row["source_id"] not in set(rivals["source_id"]))
            problems.add(row[FILE], row[ROW], "source_id", what, move)
    problems.stop()


def _chosen(frame: pd.DataFrame, raw: Raw) -> pd.Series:
    columns = ["subject_id", "field", "source_id"]
    wanted = set(raw.choices[columns].itertuples(index=False, name=None))
    places = frame[columns].itertuples(index=False, name=None)
    return pd.Series([place in wanted for place in places], index=frame.index, dtype=bool)


def is_list(fields: pd.Series) -> pd.Series:
    """Whether a field may have many values on one subject or item."""
    return fields.map({name: field.many for name, field in schema().fields.items()}).astype(bool)


def _is_of_item(frame: pd.DataFrame) -> pd.Series:
    of_item = {name: field.item == "must" for name, field in schema().fields.items()}
    return frame["field"].map(of_item).astype(bool)
