"""Tables with several rows a subject: call targets, themes of projects, outputs."""

from __future__ import annotations

import pandas as pd

from pipeline.resolve.typing import joined, languages, sentence
from pipeline.schema import LANGUAGES, schema
from pipeline.vocabulary import Vocabulary

THEME_FIELDS = {
    "theme_stated": "stated",
    "theme_phrase": "phrase",
    "theme_editorial": "editorial",
}


def call_targets(ranked: pd.DataFrame, vocabulary: Vocabulary) -> pd.DataFrame:
    """Table call_targets: one row a call, kind and wording, with the themes of that wording."""
    kinds = list(schema().categories["target_kind"])
    told = ranked[(ranked["subject_kind"] == "call") & ranked["field"].isin(kinds)]
    place = ["subject_id", "field", "value"]
    sources = told.sort_values("source_id").groupby(place)["source_id"].agg(joined)
    rows = told.drop_duplicates(place).join(sources.rename("source_ids"), on=place)
    themes = vocabulary.target_themes.groupby("text_en")["theme_id"].agg(joined)
    purpose = rows["field"].isin(["target", "target_example"])
    rows = rows.assign(theme_ids=rows["value"].map(themes).where(purpose))
    texts = dict(zip(languages("value"), languages("text"), strict=True))
    columns = {"subject_id": "call_id", "field": "target_kind", **texts}
    return rows[[*columns, "theme_ids", "certainty", "source_ids"]].rename(columns=columns)


def project_themes(ranked: pd.DataFrame) -> pd.DataFrame:
    """Table project_themes: one row a project and theme, the firmest basis first."""
    told = ranked[ranked["field"].isin(THEME_FIELDS)]
    order = told["field"].map(list(THEME_FIELDS).index)
    rows = told.loc[order.sort_values(kind="stable").index].drop_duplicates(["subject_id", "code"])
    rows = rows.assign(theme_basis=rows["field"].map(THEME_FIELDS))
    reasons = dict(zip(languages("note"), languages("reason"), strict=True))
    columns = {"subject_id": "project_id", "code": "theme_id", "as_written": "phrase", **reasons}
    return rows[[*columns, "theme_basis", "source_id"]].rename(columns=columns)


def outputs(ranked: pd.DataFrame) -> pd.DataFrame:
    """Table outputs: one row a subject and item, its statements side by side."""
    told = ranked[(ranked["item"] != "") & (ranked["subject_kind"] != "candidate")]
    place = ["subject_id", "item"]
    first = told.drop_duplicates([*place, "field"])
    wide = first.pivot(index=place, columns="field", values="value")
    main = first[first["field"] == "output"].set_index(place)
    table = main[[*languages("value"), *languages("note"), "certainty"]].rename(
        columns=dict(zip(languages("value"), languages("title"), strict=True))
    )
    for column, field in (
        ("output_kind", "output_kind"),
        ("url", "output_url"),
        ("licence", "output_licence"),
    ):
        table[column] = wide.get(field)
    reuse = told[told["field"] == "reuse"].groupby(place)
    for language in LANGUAGES:
        table[f"reuse_{language}"] = reuse[f"value_{language}"].agg(sentence)
    table["source_ids"] = told.sort_values("source_id").groupby(place)["source_id"].agg(joined)
    table = table.reset_index()
    table["output_id"] = table["subject_id"] + "/" + table["item"]
    return table.drop(columns="item")
