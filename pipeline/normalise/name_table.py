"""Names of municipalities and regions in every form, for readers that look words up."""

from __future__ import annotations

import pandas as pd

from pipeline.normalise.forms import REGION, TYPO, forms_from
from pipeline.vocabulary import Vocabulary


def inflected_names(vocabulary: Vocabulary) -> pd.DataFrame:
    """Columns form (lower case, one word) and name (Finnish); misspellings are left out."""
    towns = dict(
        zip(vocabulary.municipalities["code"], vocabulary.municipalities["name_fi"], strict=True)
    )
    rows = [
        (key.lower(), form.base if form.kind == REGION else towns[form.code])
        for key, form in forms_from(vocabulary).items()
        if (form.kind == REGION or form.code in towns) and form.how != TYPO and " " not in key
    ]
    return pd.DataFrame(rows, columns=["form", "name"]).drop_duplicates("form")
