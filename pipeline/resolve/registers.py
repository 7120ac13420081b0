"""Tables that are the vocabulary itself: municipalities, organisations, themes, sources."""

from __future__ import annotations

import pandas as pd

from pipeline.model import FILE, ROW
from pipeline.resolve.typing import languages
from pipeline.schema import schema
from pipeline.vocabulary import Vocabulary, english_names

REGISTERS = (
    "municipalities",
    "municipality_names",
    "mergers",
    "regions",
    "themes",
    "theme_concepts",
    "concepts",
    "target_themes",
    "match_concepts",
    "match_links",
    "words",
    "word_patterns",
    "word_tails",
    "word_guesses",
    "word_vectors",
    "vector_codes",
    "lexicon",
    "synonyms",
    "translations",
)
"""Published tables that have the columns of their vocabulary file."""


def registers(vocabulary: Vocabulary) -> dict[str, pd.DataFrame]:
    """The tables of REGISTERS, as text."""
    return {name: getattr(vocabulary, name).drop(columns=[FILE, ROW]) for name in REGISTERS}


def organisations(vocabulary: Vocabulary) -> pd.DataFrame:
    """Table organisations: all municipalities, then the other bodies."""
    towns = vocabulary.municipalities
    own = pd.DataFrame(
        {
            "organisation_id": towns["code"],
            "organisation_kind": "municipality",
            "name_fi": towns["name_fi"],
            "name_sv": towns["name_sv_2016"],
            "name_en": english_names(towns),
            "municipality_code": towns["code"],
            "region_code": towns["region_code_2016"],
            "source": towns["source"],
        }
    )
    others = vocabulary.organisations.drop(columns=[FILE, ROW])
    return pd.concat([own, others], ignore_index=True)


def sources(frame: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Table sources; `frame` has its notes in three languages."""
    counted = statements.groupby("source_id").size()
    rows = frame.assign(statement_count=frame["source_id"].map(counted).fillna(0))
    return rows[schema().tables["sources"].column_names]


def statements_table(ranked: pd.DataFrame) -> pd.DataFrame:
    """Table statements from the ranked statements with the column use."""
    names = {name: name for name in schema().tables["statements"].column_names}
    return ranked[[*names]]


def theme_labels(vocabulary: Vocabulary) -> pd.DataFrame:
    """theme_id → its labels in three languages."""
    return vocabulary.themes.set_index("theme_id")[languages("label")]
