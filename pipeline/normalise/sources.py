"""What a reader sees of the sources, in the three languages."""

from __future__ import annotations

import pandas as pd

from pipeline.normalise.statements import translate_notes
from pipeline.vocabulary import Vocabulary


def word_sources(sources: pd.DataFrame, vocabulary: Vocabulary) -> pd.DataFrame:
    """`sources` with their notes, notes on the day and publishers in fi, sv and en.

    Raises BadInputError for a note that the vocabulary lacks.
    """
    noted = translate_notes(sources, "note", vocabulary)
    return name_publishers(translate_notes(noted, "published_note", vocabulary), vocabulary)


def name_publishers(sources: pd.DataFrame, vocabulary: Vocabulary) -> pd.DataFrame:
    """`sources` with publisher_fi, _sv and _en beside the name that the document uses.

    A publisher that vocabulary/publishers.csv does not list has one name in all languages.
    """
    listed = vocabulary.publishers.set_index("publisher")
    out = sources.copy()
    for column in ("publisher_fi", "publisher_sv", "publisher_en"):
        out[column] = out["publisher"].map(listed[column]).fillna(out["publisher"])
    return out
