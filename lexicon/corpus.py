"""The words of the data that the lexicon lacks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from lexicon.tables import Rows
from pipeline.language import GUESS, languages_from, plain, tokenise
from pipeline.search import project_documents

CODES = ("fi", "sv", "en")
_WORD = re.compile(r"[^\W\d_]{4,}")
"""Words of letters only: figures, ids, abbreviations and hyphened words need no reading."""


def new_words(tables: Mapping[str, Rows]) -> dict[str, list[str]]:
    """Language → the forms, in lower case, that what is searched has and the lexicon must guess.

    `tables` are the published ones; the table lexicon without the rows that are to be made anew.
    """
    languages = languages_from(tables, CODES)
    found: dict[str, set[str]] = defaultdict(set)
    for document in project_documents(tables):
        for field in document.fields:
            for token in tokenise(field.text):
                asked = _WORD.fullmatch(token.text) and not token.text.isupper()
                if asked and languages[field.language].analyse(token.text).how == GUESS:
                    found[field.language].add(plain(token.text))
    return {code: sorted(found[code]) for code in CODES}
